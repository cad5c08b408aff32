import { useTranslation } from 'react-i18next';
import type { Recording } from '../../../server/measurements/recording.schema.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { TextLink } from '../components/TextLink.tsx';
import { RecordingState } from '../diagnostics/RecordingState.tsx';
import { useFormat } from '../platform/use-format.ts';

interface RecordingTableProps {
  recordings: readonly Recording[];
  /** Named in lists over several systems. */
  systemName?: ((systemId: string) => string) | undefined;
  /** The zone of the site a system stands at: a start is read on the clock of the plant. */
  zoneOf(systemId: string): string | undefined;
}

export function RecordingTable({ recordings, systemName, zoneOf }: RecordingTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns: Column<Recording>[] = [
    {
      key: 'name',
      header: t('measurements.recording'),
      cell: (recording) => (
        <TextLink to="/recordings/$recordingId" params={{ recordingId: recording.id }}>
          {recording.name}
        </TextLink>
      ),
    },
    ...(systemName ? [{ key: 'system', header: t('systems.system'), cell: (recording: Recording) => systemName(recording.systemId) }] : []),
    { key: 'state', header: t('measurements.state'), cell: (recording) => <RecordingState recordingId={recording.id} /> },
    {
      key: 'start',
      isShort: true,
      header: t('measurements.start'),
      cell: (recording) =>
        recording.clock === 'relative' ? t('measurements.noClock') : format.instant(recording.startedAt, zoneOf(recording.systemId)),
    },
    { key: 'length', header: t('measurements.length'), isNumber: true, cell: (recording) => format.duration(recording.durationMs / 1000) },
    {
      key: 'cycles',
      header: t('measurements.cycles'),
      isNumber: true,
      cell: ({ cycleCount }) => (cycleCount === null ? '–' : format.integer(cycleCount)),
    },
    { key: 'channels', header: t('measurements.channels'), isNumber: true, cell: (recording) => format.integer(recording.channelCount) },
    { key: 'samples', header: t('measurements.samples'), isNumber: true, cell: (recording) => format.integer(recording.sampleCount) },
    { key: 'imported', isShort: true, header: t('measurements.imported'), cell: (recording) => format.instant(recording.createdAt) },
  ];
  return <DataTable caption={t('page.recordings')} columns={columns} rows={recordings} rowKey={(recording) => recording.id} />;
}
