import type { Actor } from '../../accounts/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/database/database.ts';
import { type Commit, JobDeferred, type JobHandler } from '../../platform/jobs/job-runner.ts';
import type { Logger } from '../../platform/logging/logger.ts';
import { Problem } from '../../platform/problem.ts';
import type { RawFile } from '../recording.schema.ts';
import type { Intake, Taken } from './intake.service.ts';
import { findUploads, type OpenUpload, updateUpload } from './upload.repository.ts';
import { type HandInPayload, lifetimeMs, type UploadService } from './upload.service.ts';

/** The scanner is asked again so often; a person who starts it anew need not do anything else. */
const askAgainMs = 10_000;
const cleanEveryMs = 15 * 60_000;

/** Takes in uploads, all of them or none; waits in the queue while one of them waits for the virus scanner. */
export function createHandInHandler({ db, now, intake }: { db: Db; now: Clock; intake: Intake }): JobHandler {
  return async (payload: HandInPayload, context): Promise<Commit> => {
    const actor: Actor = { name: context.createdBy, requestId: null };
    const accepted: Extract<Taken, { state: 'accepted' }>[] = [];
    let isWaiting = false;
    for (const upload of await uploadsOf(db, payload)) {
      context.signal.throwIfAborted();
      const taken = await intake.take(upload, actor, context);
      if (taken.state === 'accepted') accepted.push(taken);
      else isWaiting = true;
    }
    if (isWaiting) {
      for (const id of payload.uploads) await updateUpload(db, id, { expiresAt: new Date(now().getTime() + lifetimeMs).toISOString() });
      throw new JobDeferred('waiting-for-scanner', askAgainMs);
    }
    for (const { keep, forget } of accepted) {
      await keep();
      context.afterwards(forget);
    }
    return async (trx) => {
      const files: RawFile[] = [];
      for (const { commit } of accepted) files.push(await commit(trx));
      return { files };
    };
  };
}

/** In the order in which they were handed in. */
async function uploadsOf(db: Db, { uploads: ids }: HandInPayload): Promise<OpenUpload[]> {
  const found = new Map((await findUploads(db, ids)).map((upload) => [upload.id, upload]));
  return ids.map((id) => {
    const upload = found.get(id);
    if (upload) return upload;
    throw new Problem('upload-not-found', 404, 'There is no such upload', { detail: 'It was given up meanwhile. Hand the file in again.' });
  });
}

/** Abandoned uploads go now and every quarter of an hour. @returns what ends it */
export function startCleaning(uploads: UploadService, logger: Logger): () => void {
  const clean = () => void uploads.clean().catch((error: unknown) => logger.warn({ err: error }, 'abandoned uploads could not be removed'));
  const timer = setInterval(clean, cleanEveryMs);
  timer.unref();
  clean();
  return () => clearInterval(timer);
}
