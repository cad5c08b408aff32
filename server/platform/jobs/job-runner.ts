import type { Clock } from '../clock.ts';
import type { Db } from '../database/database.ts';
import { toProblemDetails } from '../http/problem-handler.ts';
import { newId } from '../ids.ts';
import type { Logger } from '../logging/logger.ts';
import { Problem } from '../problem.ts';
import type { TaskProgress } from '../workers/worker-messages.ts';
import { type ClaimedJob, claimJob, endJob, findJob, requeueJob } from './job.repository.ts';
import type { JobBell } from './job-bell.ts';
import { type Heartbeat, startHeartbeat } from './job-heartbeat.ts';

export interface JobContext {
  readonly jobId: string;
  readonly createdBy: string;
  readonly signal: AbortSignal;
  onProgress(progress: TaskProgress): void;
  /** Tidying up once the job's effect is there: may be lost in a crash, so nothing may depend on it. */
  afterwards(work: () => Promise<void>): void;
  /** Tidying up when the job ended without its effect (failed, cancelled, put back): may be lost in a crash, too. */
  otherwise(work: () => Promise<void>): void;
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
const pollMs = 300;
/** The bell rings within the transaction that adds a job; this much later it has most likely been committed. */
const wakeMs = 10;

/** Failures that another attempt may heal; everything else a person must look at. What took too long or too much would do so again. */
const passing = new Set(['worker-crashed', 'internal']);

/** A handler throws it when something else must come first: the job goes back into the queue, and the try does not count. */
export class JobDeferred extends Error {
  override name = 'JobDeferred';
  readonly retryMs: number;

  /** @param reason what is waited for; shown as the waiting job's phase */
  constructor(reason: string, retryMs: number) {
    super(reason);
    this.retryMs = retryMs;
  }
}

export function createJobRunner(deps: {
  db: Db;
  now: Clock;
  logger: Logger;
  handlers: Readonly<Record<string, JobHandler>>;
  concurrency: number;
  /** Rung by the service of this process. */
  bell?: JobBell;
}): JobRunner {
  const { db, now, logger, handlers, concurrency, bell } = deps;
  const active = new Map<string, { abort: AbortController; cancel(): void; finished: Promise<void> }>();
  let timer: NodeJS.Timeout | undefined;
  let isStarted = false;
  let isStopping = false;
  let isLooking = false;
  let looking = Promise.resolve();
  const silence = bell?.listen({ onAdded: wake, onCancelled: (id) => active.get(id)?.cancel() });

  const later = (ms: number) => new Date(now().getTime() + ms).toISOString();

  async function claim(onlyId?: string): Promise<ClaimedJob | undefined> {
    const leaseOwner = `${process.pid}-${newId()}`;
    return claimJob(db, { kinds: Object.keys(handlers), leaseOwner, now: now().toISOString(), leaseUntil: later(leaseMs), onlyId });
  }

  async function execute(claimed: ClaimedJob, abort: AbortController, beat: Heartbeat): Promise<void> {
    const { job, leaseOwner } = claimed;
    const tidying: (() => Promise<void>)[] = [];
    const undoing: (() => Promise<void>)[] = [];
    const tidy = async (works: typeof tidying) => {
      for (const work of works) await work().catch((error: unknown) => logger.warn({ job: job.id, err: error }, 'tidying up failed'));
    };
    try {
      const handler = handlers[job.kind];
      if (!handler) throw new Error(`no handler for ${job.kind}`);
      const commit = await handler(claimed.payload as never, {
        jobId: job.id,
        createdBy: job.createdBy,
        signal: abort.signal,
        onProgress: beat.report,
        afterwards: (work) => void tidying.push(work),
        otherwise: (work) => void undoing.push(work),
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
      await tidy(tidying);
    } catch (error) {
      await beat.stop();
      await settle(claimed, error, beat.wasCancelled() || error instanceof CancelledLate);
      // Another runner may be making the same effect.
      if (!(error instanceof LeaseLost)) await tidy(undoing);
    }
  }

  async function settle({ job, leaseOwner }: ClaimedJob, error: unknown, wasCancelled: boolean): Promise<void> {
    if (error instanceof LeaseLost) return logger.warn({ job: job.id }, 'job lease lost; another runner has it');
    const end = { id: job.id, leaseOwner, result: null, now: now().toISOString() };
    if (wasCancelled) {
      await endJob(db, { ...end, state: 'cancelled', problem: null });
      return;
    }
    if (error instanceof JobDeferred) {
      const progress = { phase: error.message, done: 0, total: 0, unit: '', ratePerSecond: null, remainingS: null };
      return requeueJob(db, { id: job.id, leaseOwner, runAfter: later(error.retryMs), attempts: job.attempts - 1, progress });
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
    const { id } = claimed.job;
    const abort = new AbortController();
    const beat = startHeartbeat({ db, now, logger, claimed, abort, leaseUntil: () => later(leaseMs) });
    const finished = execute(claimed, abort, beat)
      .catch((error: unknown) => logger.error({ job: id, err: error }, 'job could not be settled'))
      .finally(() => {
        active.delete(id);
        wake();
      });
    active.set(id, { abort, cancel: beat.cancel, finished });
    return finished;
  }

  /** Looks soon instead of at the next turn. */
  function wake(): void {
    if (isStarted && !isStopping && !isLooking) lookIn(wakeMs);
  }

  function lookIn(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      looking = look();
    }, ms);
  }

  async function look(): Promise<void> {
    isLooking = true;
    try {
      while (!isStopping && active.size < concurrency) {
        const claimed = await claim();
        if (!claimed) break;
        void launch(claimed);
      }
    } catch (error) {
      logger.error({ err: error }, 'looking for jobs failed');
    }
    isLooking = false;
    if (!isStopping) lookIn(pollMs);
  }

  async function park(): Promise<void> {
    const running = [...active.values()];
    for (const { abort } of running) abort.abort();
    await Promise.all(running.map(({ finished }) => finished));
  }

  return {
    start() {
      isStarted = true;
      looking = look();
    },
    async runOne(id) {
      const claimed = await claim(id);
      if (claimed) await launch(claimed);
    },
    async stop() {
      isStopping = true;
      silence?.();
      clearTimeout(timer);
      await park();
      // A job may have been claimed at this very moment.
      await looking;
      await park();
    },
  };
}

class LeaseLost extends Error {}
class CancelledLate extends Error {}

/** Several runners as one: each has its own kinds of jobs and its own number of them at once. */
export function joinRunners(runners: readonly JobRunner[]): JobRunner {
  return {
    start() {
      for (const runner of runners) runner.start();
    },
    async runOne(id) {
      for (const runner of runners) await runner.runOne(id);
    },
    async stop() {
      await Promise.all(runners.map((runner) => runner.stop()));
    },
  };
}
