import type { Actor } from '../../accounts/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/database/database.ts';
import type { JobHandler } from '../../platform/jobs/job-runner.ts';
import type { Logger } from '../../platform/logging/logger.ts';
import { Problem } from '../../platform/problem.ts';
import type { RecordingRemoval } from './recording-removal.ts';
import { type AgedRecording, findPolicy, listRecordingsBefore } from './retention.repository.ts';
import { endOfTerm, type RetentionService } from './retention.service.ts';

const roundMs = 24 * 3600_000;
const keeper: Actor = { name: 'retention', requestId: null };

/**
 * Deletes, one by one and each in its own transaction, the recordings whose term is over. Killed in between, the next run goes on
 * with the rest: what is gone is gone with its audit event.
 */
export function createRetentionHandler(deps: { db: Db; now: Clock; removal: RecordingRemoval }): JobHandler {
  const { db, now, removal } = deps;
  return async ({ systemId }: { systemId: string }, { signal, onProgress }) => {
    const keepDays = (await findPolicy(db, systemId))?.keepDays ?? null;
    if (keepDays === null) return async () => ({ removed: 0, held: 0, bytes: 0 });
    const ended = { removed: 0, held: 0, bytes: 0 };
    for await (const recording of dueRecordings(db, systemId, endOfTerm(now(), keepDays))) {
      signal.throwIfAborted();
      try {
        await removal.remove(recording, { actor: keeper, reason: `kept ${keepDays} days after the import` });
        ended.removed++;
        ended.bytes += recording.seriesBytes;
      } catch (error) {
        if (!(error instanceof Problem) || error.code !== 'recording-held') throw error;
        ended.held++;
      }
      const done = ended.removed + ended.held;
      onProgress({ phase: 'deleting', done, total: done, unit: 'recordings', ratePerSecond: 0 });
    }
    return async () => ended;
  };
}

async function* dueRecordings(db: Db, systemId: string, before: string): AsyncGenerator<AgedRecording> {
  let cursor: string | undefined;
  do {
    const page = await listRecordingsBefore(db, systemId, before, { limit: 100, ...(cursor ? { cursor } : {}) });
    yield* page.items;
    cursor = page.next;
  } while (cursor);
}

/** Once at start and then every day, every policy with a term is applied. Returns the function that ends the rounds. */
export function startRetentionRounds({ retention, logger }: { retention: RetentionService; logger: Logger }): () => void {
  const round = () =>
    void retention.runAll(keeper).catch((error: unknown) => logger.error({ err: error }, 'the retention round could not be queued'));
  round();
  const timer = setInterval(round, roundMs);
  timer.unref();
  return () => clearInterval(timer);
}
