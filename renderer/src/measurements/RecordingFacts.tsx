import { useTranslation } from 'react-i18next';
import type { RecordingDetail } from '../../../server/measurements/recording.schema.ts';
import { FactList } from '../components/FactList.tsx';
import { useFormat } from '../platform/use-format.ts';

export function RecordingFacts({ detail, timeZone }: { detail: RecordingDetail; timeZone: string | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { recording, importReport } = detail;
  const start = recording.clock === 'relative' ? t('measurements.noClock') : format.instant(recording.startedAt, timeZone);
  const cycles =
    recording.cycleCount === null
      ? t('measurements.noCycles')
      : `${format.integer(recording.cycleCount)} × ${format.duration((recording.cycleLengthMs ?? Number.NaN) / 1000)}`;
  return (
    <FactList
      facts={[
        [t('measurements.start'), start],
        [t('measurements.length'), format.duration(recording.durationMs / 1000)],
        [t('measurements.cycles'), cycles],
        [t('measurements.channels'), format.integer(recording.channelCount)],
        [t('measurements.samples'), format.integer(recording.sampleCount)],
        [t('measurements.rows'), t('measurements.rowCounts', { accepted: importReport.acceptedRows, rejected: importReport.rejectedRows })],
        [t('measurements.imported'), `${format.instant(recording.createdAt)} · ${recording.createdBy}`],
      ]}
    />
  );
}
