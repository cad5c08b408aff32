import type { Clock } from '../clock.ts';
import type { Db } from '../database/database.ts';
import { toProblemDetails } from '../http/problem-handler.ts';
import { newId } from '../ids.ts';
import type { Logger } from '../logging/logger.ts';
import { Problem } from '../problem.ts';
import type { TaskProgress } from '../workers/worker-messages.ts';
import { type ClaimedJob, claimJob, endJob, findJob, heartbeat, requeueJob } from './job.repository.ts';
import type { JobProgress } from './job.schema.ts';

export interface JobContext {
  readonly jobId: string;
  readonly createdBy: string;
  readonly signal: AbortSignal;
  onProgress(progress: TaskProgress): void;
}

/** The effect of a job: runs in the very transaction that marks the job done, so it happens once or not at all. */
export type Commit = (trx: Db) => Promise<Record<string, unknown>>;

/** Does the slow work outside the database and returns its effect. */
export type JobHandler = (payload: never, context: JobContext) => Promise<Commit>;

export interface JobRunner {
  /** Looks for work until `stop`. */
  start(): void;
  /** Runs one given job here, unless another process has it. */
  runOne(id: string): Promise<void>;
  /** Aborts what runs and puts it back into the queue. */
  stop(): Promise<void>;
}

const leaseMs = 30_000;
const beatMs = 500;
const pollMs = 300;

/** Failures that another attempt may heal; everything else a person must look at. */
const passing = new Set(['worker-crashed', 'worker-timeout', 'internal']);

export function createJobRunner(deps: {
  db: Db;
  now: Clock;
  logger: Logger;
  handlers: Readonly<Record<string, JobHandler>>;
  concurrency: number;
}): JobRunner {
  const { db, now, logger, handlers, concurrency } = deps;
  const active = new Map<string, { abort: AbortController; finished: Promise<void> }>();
  let timer: NodeJS.Timeout | undefined;
  let isStopping = false;

  const later = (ms: number) => new Date(now().getTime() + ms).toISOString();

  async function claim(onlyId?: string): Promise<ClaimedJob | undefined> {
    const leaseOwner = `${process.pid}-${newId()}`;
    return claimJob(db, { kinds: Object.keys(handlers), leaseOwner, now: now().toISOString(), leaseUntil: later(leaseMs), onlyId });
  }

  async function execute(claimed: ClaimedJob, abort: AbortController): Promise<void> {
    const { job, leaseOwner } = claimed;
    const beat = startHeartbeat({ db, now, logger, claimed, abort, leaseUntil: () => later(leaseMs) });
    try {
      const handler = handlers[job.kind];
      if (!handler) throw new Error(`no handler for ${job.kind}`);
      const commit = await handler(claimed.payload as never, {
        jobId: job.id,
        createdBy: job.createdBy,
        signal: abort.signal,
        onProgress: beat.report,
      });
      await beat.stop();
      abort.signal.throwIfAborted();
      await db.transaction(async (trx) => {
        const result = await commit(trx);
        // A person may have said stop since the last heartbeat: then nothing may appear after all.
        if ((await findJob(trx, job.id))?.cancelRequested) throw new CancelledLate();
        const isMine = await endJob(trx, { id: job.id, leaseOwner, state: 'done', result, problem: null, now: now().toISOString() });
        if (!isMine) throw new LeaseLost();
      });
      logger.info({ job: job.id, kind: job.kind }, 'job done');
    } catch (error) {
      await beat.stop();
      await settle(claimed, error, beat.wasCancelled() || error instanceof CancelledLate);
    }
  }

  async function settle({ job, leaseOwner }: ClaimedJob, error: unknown, wasCancelled: boolean): Promise<void> {
    if (error instanceof LeaseLost) return logger.warn({ job: job.id }, 'job lease lost; another runner has it');
    const end = { id: job.id, leaseOwner, result: null, now: now().toISOString() };
    if (wasCancelled) {
      await endJob(db, { ...end, state: 'cancelled', problem: null });
      return;
    }
    if (isStopping) return requeueJob(db, { id: job.id, leaseOwner, runAfter: now().toISOString() });
    const isPassing = !(error instanceof Problem) || passing.has(error.code);
    if (!(error instanceof Problem)) logger.error({ job: job.id, err: error }, 'job failed');
    if (isPassing && job.attempts < job.maxAttempts) {
      return requeueJob(db, { id: job.id, leaseOwner, runAfter: later(500 * 2 ** (job.attempts - 1)) });
    }
    await endJob(db, { ...end, state: 'failed', problem: toProblemDetails(error, job.id) });
  }

  function launch(claimed: ClaimedJob): Promise<void> {
    const abort = new AbortController();
    const finished = execute(claimed, abort)
      .catch((error: unknown) => logger.error({ job: claimed.job.id, err: error }, 'job could not be settled'))
      .finally(() => active.delete(claimed.job.id));
    active.set(claimed.job.id, { abort, finished });
    return finished;
  }

  async function poll(): Promise<void> {
    try {
      while (!isStopping && active.size < concurrency) {
        const claimed = await claim();
        if (!claimed) break;
        void launch(claimed);
      }
    } catch (error) {
      logger.error({ err: error }, 'looking for jobs failed');
    }
    if (!isStopping) timer = setTimeout(() => void poll(), pollMs);
  }

  return {
    start: () => void poll(),
    async runOne(id) {
      const claimed = await claim(id);
      if (claimed) await launch(claimed);
    },
    async stop() {
      isStopping = true;
      clearTimeout(timer);
      const running = [...active.values()];
      for (const { abort } of running) abort.abort();
      await Promise.all(running.map(({ finished }) => finished));
    },
  };
}

class LeaseLost extends Error {}
class CancelledLate extends Error {}

/** Keeps the lease alive, stores the newest progress, and aborts the work when a person cancels it or the lease is lost. */
function startHeartbeat(options: {
  db: Db;
  now: Clock;
  logger: Logger;
  claimed: ClaimedJob;
  abort: AbortController;
  leaseUntil: () => string;
}) {
  const { db, now, logger, claimed, abort } = options;
  const startedAt = now().getTime();
  let progress: JobProgress | null = null;
  let cancelled = false;
  let beating: Promise<void> = Promise.resolve();

  async function beat(): Promise<void> {
    try {
      const answer = await heartbeat(db, {
        id: claimed.job.id,
        leaseOwner: claimed.leaseOwner,
        leaseUntil: options.leaseUntil(),
        progress,
      });
      if (answer?.cancelRequested) cancelled = true;
      if (!answer || answer.cancelRequested) abort.abort();
    } catch (error) {
      logger.warn({ job: claimed.job.id, err: error }, 'heartbeat failed');
    }
  }
  const timer = setInterval(() => {
    beating = beating.then(beat);
  }, beatMs);
  return {
    report(p: TaskProgress) {
      progress = { ...p, remainingS: remaining(p, now().getTime() - startedAt) };
    },
    async stop() {
      clearInterval(timer);
      await beating;
    },
    wasCancelled: () => cancelled,
  };
}

function remaining(p: TaskProgress, elapsedMs: number): number | null {
  if (p.ratePerSecond && p.ratePerSecond > 0) return Math.max(0, (p.total - p.done) / p.ratePerSecond);
  return p.done > 0 ? ((elapsedMs / p.done) * (p.total - p.done)) / 1000 : null;
}
