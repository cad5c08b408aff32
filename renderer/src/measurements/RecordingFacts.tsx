import { useTranslation } from 'react-i18next';
import type { Recording, RecordingDetail } from '../../../server/measurements/recording.schema.ts';
import { FactList } from '../components/FactList.tsx';
import { TextLink } from '../components/TextLink.tsx';
import { useDiagnosis } from '../diagnostics/diagnosis.queries.ts';
import { useFormat } from '../platform/use-format.ts';

export function RecordingFacts({ detail, timeZone }: { detail: RecordingDetail; timeZone: string | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { recording, importReport } = detail;
  const start = recording.clock === 'relative' ? t('measurements.noClock') : format.instant(recording.startedAt, timeZone);
  const cycles = useCycles(recording);
  const rows = t('measurements.rowCounts', { accepted: importReport.acceptedRows, rejected: importReport.rejectedRows });
  const opens = (tab: string, text: string) => (
    <TextLink key={tab} to="/recordings/$recordingId" params={{ recordingId: recording.id }} search={{ tab }}>
      {text}
    </TextLink>
  );
  return (
    <FactList
      facts={[
        [t('measurements.start'), start],
        [t('measurements.length'), format.duration(recording.durationMs / 1000)],
        [t('measurements.cycles'), cycles],
        [t('measurements.channels'), opens('channels', format.integer(recording.channelCount))],
        [t('measurements.samples'), opens('import', format.integer(recording.sampleCount))],
        [t('measurements.rows'), opens('import', rows)],
        [t('measurements.imported'), `${format.instant(recording.createdAt)} · ${recording.createdBy}`],
      ]}
    />
  );
}

/** Cycles that the file states, else those that the newest diagnosis found in the signals, marked as found. Seconds, as on the machine. */
function useCycles(recording: Recording): string {
  const { t } = useTranslation();
  const format = useFormat();
  const segments = useDiagnosis(recording.id).data?.result.segments;
  const times = (count: number, lengthS: number) => `${format.integer(count)} × ${format.number(lengthS)}\u00a0s`;
  if (recording.cycleCount !== null) return times(recording.cycleCount, (recording.cycleLengthMs ?? Number.NaN) / 1000);
  const found = segments?.find(({ kind }) => kind === 'cycle');
  return found ? t('measurements.foundCycles', { cycles: times(found.repeats, found.toS - found.fromS) }) : t('measurements.noCycles');
}
