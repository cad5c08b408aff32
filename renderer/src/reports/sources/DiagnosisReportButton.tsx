import { useDiagnosis } from '../../diagnostics/diagnosis.queries.ts';
import { MakeReportButton } from './MakeReportButton.tsx';

/** Makes a report from the newest diagnosis; offered only when there is one. */
export function DiagnosisReportButton({ recordingId }: { recordingId: string }) {
  const isDiagnosed = Boolean(useDiagnosis(recordingId).data);
  return isDiagnosed ? <MakeReportButton source={{ kind: 'diagnosis', recordingId }} /> : null;
}
