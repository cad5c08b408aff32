import { useTranslation } from 'react-i18next';
import type { Job, JobProgress } from '../../../server/platform/jobs/job.schema.ts';
import { en, type MessageKey } from '../messages.ts';
import type { Format } from '../platform/format.ts';
import { useFormat } from '../platform/use-format.ts';

const phaseWords = new Set(
  Object.keys(en)
    .filter((key) => key.startsWith('jobPhase.'))
    .map((key) => key.slice('jobPhase.'.length)),
);

/** A job's state, share, rate and remaining time in one line. */
export function useProgressText(job: Job): string {
  const { t } = useTranslation();
  const format = useFormat();
  const parts: string[] = [t(`jobState.${job.state}`)];
  const { progress, queuePosition } = job;
  if (queuePosition !== null) parts.push(t('jobs.position', { position: queuePosition }));
  if (progress && (job.state === 'running' || job.state === 'queued')) {
    parts.push(phaseWords.has(progress.phase) ? t(`jobPhase.${progress.phase}` as MessageKey) : progress.phase);
    if (progress.total > 0) parts.push(format.percent(Math.min(1, progress.done / progress.total)));
    if (progress.ratePerSecond !== null) parts.push(`${amount(progress.ratePerSecond, progress, format)}/s`);
    if (progress.remainingS !== null) parts.push(t('jobs.remaining', { time: format.duration(Math.ceil(progress.remainingS)) }));
  }
  return parts.join(' · ');
}

function amount(value: number, progress: JobProgress, format: Format): string {
  return progress.unit === 'bytes' ? format.bytes(value) : `${format.number(value)}\u00a0${progress.unit}`;
}
