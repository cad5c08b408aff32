import type { Job } from '../../../server/platform/jobs/job.schema.ts';
import { diagnosesKey, findingsKey } from '../diagnostics/diagnosis.queries.ts';
import { recordingsKey } from '../measurements/recording.queries.ts';
import { isActive } from '../platform/jobs.ts';
import { reportsKey } from '../reports/report.queries.ts';
import { sitesKey, systemsKey } from '../systems/system.queries.ts';

/** Jobs that have ended since the list was last seen, also those that began and ended in between. @param before ids that had ended */
export function endedSince<J extends Pick<Job, 'id' | 'state'>>(before: ReadonlySet<string>, jobs: readonly J[]): J[] {
  return jobs.filter((job) => !isActive(job) && !before.has(job.id));
}

/** Queries that show something else now that this job has ended; none when it made nothing. */
export function queriesAfter({ kind, state, result }: Pick<Job, 'kind' | 'state' | 'result'>): readonly (readonly unknown[])[] {
  if (state !== 'done') return [];
  const ofNewestRecordings = [...diagnosesKey, 'system'];
  switch (kind) {
    case 'import':
      return [recordingsKey, ofNewestRecordings];
    case 'diagnosis':
      return [[...diagnosesKey, result?.recordingId], ofNewestRecordings, findingsKey];
    case 'report':
    case 'report-files':
    case 'report-issue':
    case 'report-refresh':
      return [reportsKey];
    default:
      return [systemsKey, sitesKey, recordingsKey, diagnosesKey, findingsKey, reportsKey];
  }
}
