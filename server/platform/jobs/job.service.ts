import type { Clock } from '../clock.ts';
import { type Db, isUniqueViolation } from '../database/database.ts';
import type { Page, PageRequest } from '../http/page.schema.ts';
import { newId } from '../ids.ts';
import { Problem } from '../problem.ts';
import {
  findActiveJob,
  findJob,
  findWaitingJob,
  hasActiveJobAbout,
  insertJob,
  listJobs,
  listWaiting,
  requestCancel,
} from './job.repository.ts';
import type { Job, JobState } from './job.schema.ts';
import type { JobBell } from './job-bell.ts';

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
  /** The waiting or running job with this key. */
  findActive(db: Db, kind: string, idempotencyKey: string): Promise<Job | undefined>;
  /** A job about this id that waits, and goes on waiting until the caller's transaction ends: it will see what that changes. */
  findWaiting(trx: Db, kind: string, subject: string): Promise<Job | undefined>;
  get(id: string): Promise<Job>;
  list(request: PageRequest & { state?: JobState }): Promise<Page<Job>>;
  cancel(id: string): Promise<Job>;
}

/** Beyond this nobody counts; the place in a longer queue is not told. */
const longestQueue = 1000;

/**
 * @param lanes kinds of jobs that wait behind each other; a kind that is named nowhere waits in a common lane
 */
export function createJobService({
  db,
  now,
  bell,
  lanes = [],
}: {
  db: Db;
  now: Clock;
  bell?: JobBell;
  lanes?: readonly (readonly string[])[];
}): JobService {
  const laneOf = (kind: string): number => lanes.findIndex((kinds) => kinds.includes(kind));

  async function placed(jobs: readonly Job[]): Promise<Job[]> {
    if (!jobs.some(({ state }) => state === 'queued')) return [...jobs];
    const ahead = new Map<number, number>();
    const places = new Map<string, number>();
    for (const { id, kind } of await listWaiting(db, now().toISOString(), longestQueue)) {
      const place = (ahead.get(laneOf(kind)) ?? 0) + 1;
      ahead.set(laneOf(kind), place);
      places.set(id, place);
    }
    return jobs.map((job) => ({ ...job, queuePosition: places.get(job.id) ?? null }));
  }

  async function get(id: string): Promise<Job> {
    const job = await findJob(db, id);
    if (!job) throw new Problem('job-not-found', 404, 'There is no such job');
    const [shown = job] = await placed([job]);
    return shown;
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
      bell?.added();
      return made;
    },
    isBusyWith: hasActiveJobAbout,
    findActive: findActiveJob,
    findWaiting: findWaitingJob,
    get,
    async list(request) {
      const page = await listJobs(db, request);
      return { ...page, items: await placed(page.items) };
    },
    async cancel(id) {
      await get(id);
      await requestCancel(db, id, now().toISOString());
      bell?.cancelled(id);
      return get(id);
    },
  };
}
