import type { Db } from '../database/database.ts';
import { readPage } from '../database/page.ts';
import type { Page, PageRequest } from '../http/page.schema.ts';
import type { ProblemDetails } from '../http/problem.schema.ts';
import type { Job, JobProgress, JobState } from './job.schema.ts';

interface JobRow {
  id: string;
  kind: string;
  title: string;
  payload: string;
  state: JobState;
  idempotency_key: string | null;
  progress: string | null;
  attempts: number;
  max_attempts: number;
  cancel_requested: number | boolean;
  run_after: string;
  lease_owner: string | null;
  lease_until: string | null;
  result: string | null;
  problem: string | null;
  created_by: string;
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
}

export interface ClaimedJob {
  readonly job: Job;
  readonly payload: unknown;
  /** Names this claim; every later write must show it, so that a runner that lost its lease can change nothing. */
  readonly leaseOwner: string;
}

export async function insertJob(
  db: Db,
  job: {
    id: string;
    kind: string;
    title: string;
    payload: unknown;
    idempotencyKey: string | null;
    maxAttempts: number;
    createdBy: string;
    createdAt: string;
  },
): Promise<void> {
  await db<JobRow>('job').insert({
    id: job.id,
    kind: job.kind,
    title: job.title,
    payload: JSON.stringify(job.payload),
    state: 'queued',
    idempotency_key: job.idempotencyKey,
    attempts: 0,
    max_attempts: job.maxAttempts,
    cancel_requested: false,
    run_after: job.createdAt,
    created_by: job.createdBy,
    created_at: job.createdAt,
  });
}

export async function findJob(db: Db, id: string): Promise<Job | undefined> {
  const row = await db<JobRow>('job').where({ id }).first();
  return row && toJob(row);
}

export async function findActiveJob(db: Db, kind: string, idempotencyKey: string): Promise<Job | undefined> {
  const row = await db<JobRow>('job').where({ kind, idempotency_key: idempotencyKey }).whereIn('state', ['queued', 'running']).first();
  return row && toJob(row);
}

/** A job about this id that nobody has begun, and that nobody begins before the caller's transaction ends: it will see what that changes. */
export async function findWaitingJob(trx: Db, kind: string, subject: string): Promise<Job | undefined> {
  const row = await trx<JobRow>('job').where({ kind, state: 'queued' }).whereLike('payload', `%${subject}%`).forUpdate().first();
  return row && toJob(row);
}

/** `subject` is an id or a hash: no sign in it means anything to LIKE. */
export async function hasActiveJobAbout(db: Db, subject: string): Promise<boolean> {
  const row: unknown = await db<JobRow>('job').whereIn('state', ['queued', 'running']).whereLike('payload', `%${subject}%`).first('id');
  return Boolean(row);
}

export function listJobs(db: Db, request: PageRequest & { state?: JobState }): Promise<Page<Job>> {
  const query = db<JobRow>('job');
  if (request.state) void query.where({ state: request.state });
  return readPage<JobRow, Job>(query, request, { columns: ['id'], descending: true, toItem: toJob });
}

/**
 * Takes the oldest job that may run: queued, or running with an expired lease (its runner died).
 * The guarded update makes the claim exclusive on SQLite and PostgreSQL alike.
 */
export async function claimJob(
  db: Db,
  claim: { kinds: readonly string[]; leaseOwner: string; now: string; leaseUntil: string; onlyId?: string | undefined },
): Promise<ClaimedJob | undefined> {
  const candidates = db<JobRow>('job')
    .whereIn('kind', [...claim.kinds])
    .where((ready) => {
      void ready
        .where((queued) => void queued.where('state', 'queued').where('run_after', '<=', claim.now))
        .orWhere((lost) => void lost.where('state', 'running').where('lease_until', '<', claim.now));
    })
    .orderBy('id')
    .limit(5);
  if (claim.onlyId) void candidates.where('id', claim.onlyId);
  for (const row of await candidates) {
    const taken = await db<JobRow>('job')
      .where({ id: row.id, state: row.state, attempts: row.attempts, lease_owner: row.lease_owner })
      .update({
        state: 'running',
        attempts: row.attempts + 1,
        lease_owner: claim.leaseOwner,
        lease_until: claim.leaseUntil,
        started_at: row.started_at ?? claim.now,
      });
    if (taken === 1) {
      const now = await db<JobRow>('job').where({ id: row.id }).first();
      if (now) return { job: toJob(now), payload: JSON.parse(now.payload), leaseOwner: claim.leaseOwner };
    }
  }
  return undefined;
}

/** Extends the lease and stores progress. @returns undefined when the lease is lost */
export async function heartbeat(
  db: Db,
  beat: { id: string; leaseOwner: string; leaseUntil: string; progress: JobProgress | null },
): Promise<{ cancelRequested: boolean } | undefined> {
  const kept = await db<JobRow>('job')
    .where({ id: beat.id, state: 'running', lease_owner: beat.leaseOwner })
    .update({ lease_until: beat.leaseUntil, ...(beat.progress ? { progress: JSON.stringify(beat.progress) } : {}) });
  if (kept !== 1) return undefined;
  const row = await db<JobRow>('job').where({ id: beat.id }).first();
  return row && { cancelRequested: Boolean(row.cancel_requested) };
}

/** Ends a job. @returns false when this runner no longer owns it: then its whole transaction must be rolled back */
export async function endJob(
  db: Db,
  end: {
    id: string;
    leaseOwner: string;
    state: 'done' | 'failed' | 'cancelled';
    result: unknown;
    problem: ProblemDetails | null;
    now: string;
  },
): Promise<boolean> {
  const ended = await db<JobRow>('job')
    .where({ id: end.id, state: 'running', lease_owner: end.leaseOwner })
    .update({
      state: end.state,
      result: end.result === null ? null : JSON.stringify(end.result),
      problem: end.problem === null ? null : JSON.stringify(end.problem),
      finished_at: end.now,
      lease_owner: null,
      lease_until: null,
    });
  return ended === 1;
}

/** Puts a job back into the queue after a failure that another attempt may heal; `progress` says what it waits for. */
export async function requeueJob(
  db: Db,
  again: { id: string; leaseOwner: string; runAfter: string; attempts?: number; progress?: JobProgress },
): Promise<void> {
  await db<JobRow>('job')
    .where({ id: again.id, state: 'running', lease_owner: again.leaseOwner })
    .update({
      state: 'queued',
      run_after: again.runAfter,
      lease_owner: null,
      lease_until: null,
      ...(again.attempts === undefined ? {} : { attempts: again.attempts }),
      ...(again.progress === undefined ? {} : { progress: JSON.stringify(again.progress) }),
    });
}

/** Waiting jobs that may run, oldest first: the order in which they will be taken. */
export async function listWaiting(db: Db, now: string, limit: number): Promise<{ id: string; kind: string }[]> {
  return db<JobRow>('job').where('state', 'queued').where('run_after', '<=', now).orderBy('id').limit(limit).select('id', 'kind');
}

/** The server is alone on its data folder at start: jobs that a dead server left running may run again at once. */
export async function releaseLostJobs(db: Db, now: string): Promise<number> {
  return db<JobRow>('job')
    .where({ state: 'running' })
    .update({ lease_until: new Date(Date.parse(now) - 1).toISOString() });
}

export async function requestCancel(db: Db, id: string, now: string): Promise<void> {
  await db<JobRow>('job').where({ id, state: 'queued' }).update({ state: 'cancelled', cancel_requested: true, finished_at: now });
  await db<JobRow>('job').where({ id, state: 'running' }).update({ cancel_requested: true });
}

function toJob(row: JobRow): Job {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    state: row.state,
    progress: row.progress === null ? null : JSON.parse(row.progress),
    attempts: row.attempts,
    maxAttempts: row.max_attempts,
    cancelRequested: Boolean(row.cancel_requested),
    queuePosition: null,
    result: row.result === null ? null : JSON.parse(row.result),
    problem: row.problem === null ? null : JSON.parse(row.problem),
    createdBy: row.created_by,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}
