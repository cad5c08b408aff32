import { useTranslation } from 'react-i18next';
import type { Job } from '../../../server/platform/jobs/job.schema.ts';
import { TextLink } from '../components/TextLink.tsx';
import { severalOf } from '../measurements/use-import.ts';

/** Where the thing that a job made (or that it found already there) can be seen. */
export function JobResultLink({ job }: { job: Job }) {
  const { t } = useTranslation();
  const made = { ...job.problem?.extra, ...job.result };
  if (typeof made.reportId === 'string') {
    const { reportId } = made;
    return (
      <TextLink to="/reports/$reportId" params={{ reportId }}>
        {t('jobs.openReport')}
      </TextLink>
    );
  }
  if (typeof made.reportBatchId === 'string') {
    const { reportBatchId: batchId } = made;
    return (
      <TextLink to="/report-batches/$batchId" params={{ batchId }}>
        {t('jobs.openBatch')}
      </TextLink>
    );
  }
  if (typeof made.dataExportId === 'string') {
    return (
      <TextLink to="/administration" search={{ tab: 'export' }}>
        {t('jobs.openExport')}
      </TextLink>
    );
  }
  if (typeof made.reevaluationId === 'string') {
    const { reevaluationId } = made;
    return (
      <TextLink to="/reevaluations/$reevaluationId" params={{ reevaluationId }}>
        {t('jobs.openReevaluation')}
      </TextLink>
    );
  }
  if (typeof made.guidedTestRunId === 'string' && typeof made.systemId === 'string') {
    const { guidedTestRunId: runId, systemId } = made;
    return (
      <TextLink to="/systems/$systemId/tests/$runId" params={{ systemId, runId }}>
        {t('guided.open')}
      </TextLink>
    );
  }
  if (typeof made.recordingId !== 'string') return null;
  const several = severalOf(job.result);
  if (several) return <TextLink to="/recordings">{t('jobs.openRecordings', { count: several.recordingIds.length })}</TextLink>;
  const search = job.kind.includes('diagnos') ? { tab: 'diagnosis' } : {};
  return (
    <TextLink to="/recordings/$recordingId" params={{ recordingId: made.recordingId }} search={search}>
      {t('jobs.openRecording')}
    </TextLink>
  );
}
