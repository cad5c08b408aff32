import type { Clock } from '../clock.ts';
import type { Db } from '../database/database.ts';
import type { Logger } from '../logging/logger.ts';
import type { TaskProgress } from '../workers/worker-messages.ts';
import { type ClaimedJob, heartbeat } from './job.repository.ts';
import type { JobProgress } from './job.schema.ts';

/** A cancel from another process is seen at the next beat, and a deaf worker is killed half a second later: within a second in all. */
const beatMs = 350;

export interface Heartbeat {
  report(progress: TaskProgress): void;
  /** Stops the work because a person said so. */
  cancel(): void;
  stop(): Promise<void>;
  wasCancelled(): boolean;
}

/** Keeps the lease alive, stores the newest progress, and aborts the work when a person cancels it or the lease is lost. */
export function startHeartbeat(options: {
  db: Db;
  now: Clock;
  logger: Logger;
  claimed: ClaimedJob;
  abort: AbortController;
  leaseUntil: () => string;
}): Heartbeat {
  const { db, now, logger, claimed, abort } = options;
  let startedAt = now().getTime();
  let phase: string | null = null;
  let progress: JobProgress | null = null;
  let cancelled = false;
  let beating: Promise<void> = Promise.resolve();

  async function beat(): Promise<void> {
    try {
      const { job, leaseOwner } = claimed;
      const answer = await heartbeat(db, { id: job.id, leaseOwner, leaseUntil: options.leaseUntil(), progress });
      if (answer?.cancelRequested) cancelled = true;
      if (!answer || answer.cancelRequested) abort.abort();
    } catch (error) {
      logger.warn({ job: claimed.job.id, err: error }, 'heartbeat failed');
    }
  }
  const next = () => {
    beating = beating.then(beat);
  };
  const timer = setInterval(next, beatMs);
  return {
    report(p) {
      // Every phase has a pace of its own: hashing says nothing about how long the scan will take.
      const isNew = p.phase !== phase;
      if (phase !== null && isNew) startedAt = now().getTime();
      phase = p.phase;
      progress = { ...p, remainingS: remaining(p, now().getTime() - startedAt) };
      // Told at once: on a fast machine a phase may be over before the next beat.
      if (isNew) next();
    },
    cancel() {
      cancelled = true;
      abort.abort();
    },
    async stop() {
      clearInterval(timer);
      await beating;
    },
    wasCancelled: () => cancelled,
  };
}

function remaining(p: TaskProgress, elapsedMs: number): number | null {
  if (p.total <= 0) return null;
  if (p.ratePerSecond && p.ratePerSecond > 0) return Math.max(0, (p.total - p.done) / p.ratePerSecond);
  return p.done > 0 ? ((elapsedMs / p.done) * (p.total - p.done)) / 1000 : null;
}
