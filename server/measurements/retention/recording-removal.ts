import type { Actor } from '../../accounts/actor.ts';
import type { AuditTrail } from '../../accounts/audit.service.ts';
import type { Db } from '../../platform/database/database.ts';
import type { ContentStore } from '../../platform/files/content-store.ts';
import type { JobService } from '../../platform/jobs/job.service.ts';
import { Problem } from '../../platform/problem.ts';
import { derivedFilesOf } from '../derived-channels/derived-channel.repository.ts';
import type { EnvelopeStore } from '../envelopes/envelope.store.ts';
import { type AgedRecording, deleteRecording, forgetRawFile } from './retention.repository.ts';

/** What the domains to the right have to say about a recording; `server/app.ts` puts their answers together. */
export interface RecordingDependents {
  /** Why the recording must stay, in words; null when nobody needs it. */
  heldBy(db: Db, recordingId: string): Promise<string | null>;
  /** Deletes the rows that speak of the recording, in the transaction that deletes it. */
  removeWith(trx: Db, recordingId: string): Promise<void>;
  /** Does any row of any domain speak of the file? */
  knowsFile(db: Db, sha256: string): Promise<boolean>;
}

export interface RecordingRemoval {
  heldBy(db: Db, recordingId: string): Promise<string | null>;
  /** Rows and the audit event go together; then the files nobody else needs. @throws Problem `recording-held` */
  remove(recording: AgedRecording, why: { actor: Actor; reason: string }): Promise<void>;
}

/** The only place where measurements are ever deleted. */
export function createRecordingRemoval(deps: {
  db: Db;
  audit: AuditTrail;
  files: ContentStore;
  jobs: JobService;
  envelopes: EnvelopeStore;
  dependents: RecordingDependents;
}): RecordingRemoval {
  const { db, audit, files, jobs, envelopes, dependents } = deps;

  async function heldBy(trx: Db, recordingId: string): Promise<string | null> {
    return (await dependents.heldBy(trx, recordingId)) ?? ((await jobs.isBusyWith(trx, recordingId)) ? 'a job is working with it' : null);
  }

  return {
    heldBy,
    async remove(recording, { actor, reason }) {
      const { id, seriesSha256, rejectedSha256 } = recording;
      const { rawHashes, derivedHashes } = await db.transaction(async (trx) => {
        const derived = await derivedFilesOf(trx, id);
        const holder = await heldBy(trx, id);
        if (holder !== null) throw held(recording, holder);
        await dependents.removeWith(trx, id);
        const hashes = await deleteRecording(trx, id);
        for (const sha256 of hashes) if (!(await jobs.isBusyWith(trx, sha256))) await forgetRawFile(trx, sha256);
        const oldValue = { ...recording, rawFiles: hashes };
        await audit.record(trx, {
          actor,
          action: 'recording.removed',
          subjectType: 'recording',
          subjectId: id,
          oldValue,
          newValue: { reason },
        });
        return { rawHashes: hashes, derivedHashes: derived };
      });
      for (const sha256 of [seriesSha256, ...derivedHashes]) await envelopes.forget(files.pathOf(sha256));
      // Killed between here and the commit above? The next start sweeps files that no row speaks of.
      for (const sha256 of [seriesSha256, ...derivedHashes, ...(rejectedSha256 === null ? [] : [rejectedSha256]), ...rawHashes]) {
        await files.remove(sha256, (hash) => dependents.knowsFile(db, hash));
      }
    },
  };
}

function held(recording: AgedRecording, holder: string): Problem {
  return new Problem('recording-held', 409, 'The recording is still needed', {
    detail: `"${recording.name}" stays because ${holder}.`,
    extra: { recordingId: recording.id },
  });
}
