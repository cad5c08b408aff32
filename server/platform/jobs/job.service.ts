import type { Clock } from '../clock.ts';
import { type Db, isUniqueViolation } from '../database/database.ts';
import type { Page, PageRequest } from '../http/page.schema.ts';
import { newId } from '../ids.ts';
import { Problem } from '../problem.ts';
import { findActiveJob, findJob, hasActiveJobAbout, insertJob, listJobs, requestCancel } from './job.repository.ts';
import type { Job, JobState } from './job.schema.ts';

export interface NewJob {
  readonly kind: string;
  readonly title: string;
  readonly payload: unknown;
  readonly createdBy: string;
  /** While a job with this key waits or runs, asking again answers with that job. */
  readonly idempotencyKey?: string;
  readonly maxAttempts?: number;
}

export interface JobService {
  /** Adds a job within the caller's transaction: it exists exactly if the change that asked for it does. */
  enqueue(db: Db, job: NewJob): Promise<Job>;
  /** Is a waiting or running job about this id or file hash? */
  isBusyWith(db: Db, subject: string): Promise<boolean>;
  get(id: string): Promise<Job>;
  list(request: PageRequest & { state?: JobState }): Promise<Page<Job>>;
  cancel(id: string): Promise<Job>;
}

export function createJobService({ db, now }: { db: Db; now: Clock }): JobService {
  async function get(id: string): Promise<Job> {
    const job = await findJob(db, id);
    if (!job) throw new Problem('job-not-found', 404, 'There is no such job');
    return job;
  }

  return {
    async enqueue(trx, job) {
      const key = job.idempotencyKey ?? null;
      const active = key === null ? undefined : await findActiveJob(trx, job.kind, key);
      if (active) return active;
      const id = newId();
      try {
        const row = {
          id,
          kind: job.kind,
          title: job.title,
          payload: job.payload,
          idempotencyKey: key,
          maxAttempts: job.maxAttempts ?? 3,
          createdBy: job.createdBy,
          createdAt: now().toISOString(),
        };
        await insertJob(trx, row);
      } catch (error) {
        if (isUniqueViolation(error))
          throw new Problem('job-already-active', 409, 'The same work is already queued', { detail: 'Look at the running jobs.' });
        throw error;
      }
      const made = await findJob(trx, id);
      if (!made) throw new Error('the job just inserted is not there');
      return made;
    },
    isBusyWith: hasActiveJobAbout,
    get,
    list: (request) => listJobs(db, request),
    async cancel(id) {
      await get(id);
      await requestCancel(db, id, now().toISOString());
      return get(id);
    },
  };
}
