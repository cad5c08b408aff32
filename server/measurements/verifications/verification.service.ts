import type { Actor } from '../../accounts/actor.ts';
import type { AuditTrail } from '../../accounts/audit.service.ts';
import type { Db } from '../../platform/database/database.ts';
import type { Job } from '../../platform/jobs/job.schema.ts';
import type { JobService } from '../../platform/jobs/job.service.ts';
import type { RecordingService } from '../recording.service.ts';
import type { VerificationPayload } from './verification.jobs.ts';
import { type NewVerification, verificationKind } from './verification.schema.ts';

export interface VerificationService {
  /** Starts reading everything, or one recording's files; while it runs, asking again answers with that job. @throws Problem `recording-not-found` */
  start(input: NewVerification, actor: Actor): Promise<Job>;
}

interface Deps {
  db: Db;
  audit: AuditTrail;
  jobs: JobService;
  recordings: RecordingService;
}

export function createVerificationService({ db, audit, jobs, recordings }: Deps): VerificationService {
  return {
    async start({ recordingId }, actor) {
      const detail = recordingId === undefined ? undefined : await recordings.getDetail(recordingId);
      const title = detail ? `Verify ${detail.recording.name}` : 'Verify all measurements';
      const payload: VerificationPayload = { recordingId: recordingId ?? null };
      return db.transaction(async (trx) => {
        const job = await jobs.enqueue(trx, {
          kind: verificationKind,
          title: title.slice(0, 300),
          payload,
          createdBy: actor.name,
          idempotencyKey: recordingId ?? 'all',
        });
        const subject = { subjectType: recordingId ? 'recording' : 'measurements', subjectId: recordingId ?? null };
        await audit.record(trx, { actor, action: 'verification.started', ...subject, newValue: { jobId: job.id } });
        return job;
      });
    },
  };
}
