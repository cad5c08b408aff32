import type { Actor } from '../accounts/actor.ts';
import type { Db } from '../platform/database/database.ts';
import { sha256 } from '../platform/ids.ts';
import type { Job } from '../platform/jobs/job.schema.ts';
import type { JobService } from '../platform/jobs/job.service.ts';
import { Problem } from '../platform/problem.ts';
import type { SystemService } from '../systems/system.service.ts';
import type { ImportAnswers } from './imports/import.types.ts';
import { findRecordingByContent } from './recording.repository.ts';
import type { NewImport, RawFile, Recording } from './recording.schema.ts';
import { readMapping } from './templates/template-answers.ts';
import { assertImportable, type ScanPolicy } from './uploads/intake.service.ts';
import type { UploadService } from './uploads/upload.service.ts';

/** What an import job needs to know; stored with the job. */
export interface ImportPayload extends NewImport {
  readonly contentKey: string;
}

export interface ImportService {
  /** Keeps a file as it is, checked (uploads/). The same bytes handed in twice are kept once. */
  keepFile(source: AsyncIterable<Uint8Array>, name: string, actor: Actor): Promise<RawFile>;
  /** @throws Problem `recording-exists` (links the first), `file-not-uploaded`, `system-not-found` */
  start(input: NewImport, actor: Actor): Promise<Job>;
}

export function createImportService(deps: {
  db: Db;
  jobs: JobService;
  systems: SystemService;
  uploads: UploadService;
  scan: ScanPolicy;
}): ImportService {
  const { db, jobs, systems, uploads, scan } = deps;
  return {
    keepFile: uploads.keepStream,
    async start(input, actor) {
      const { system } = await systems.getDetail(input.systemId);
      for (const file of input.files) await assertImportable(db, file, scan);
      readMapping(input.answers as ImportAnswers | undefined);
      const contentKey = contentKeyOf(input.files.map((file) => file.sha256));
      await assertNew(db, input.systemId, contentKey);
      const payload: ImportPayload = { ...input, contentKey };
      const title = input.files.length === 1 ? `Import ${input.files[0]?.name}` : `Import ${input.files.length} files`;
      return db.transaction((trx) =>
        jobs.enqueue(trx, {
          kind: 'import',
          title: `${title} into ${system.name}`.slice(0, 300),
          payload,
          createdBy: actor.name,
          idempotencyKey: `${input.systemId}:${contentKey}`,
        }),
      );
    },
  };
}

/** The order in which the files were dropped does not matter. */
export function contentKeyOf(hashes: readonly string[]): string {
  return sha256([...hashes].sort().join('\n'));
}

export async function assertNew(db: Db, systemId: string, contentKey: string): Promise<void> {
  const first = await findRecordingByContent(db, systemId, contentKey);
  if (first) throw recordingExists(first);
}

export function recordingExists(first: Recording): Problem {
  return new Problem('recording-exists', 409, 'These measurements are already imported', {
    detail: `The very same bytes are the recording "${first.name}" of ${first.createdAt.slice(0, 10)}. Open that one; nothing was imported again.`,
    extra: { recordingId: first.id },
  });
}
