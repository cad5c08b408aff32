import type { Actor } from '../accounts/actor.ts';
import type { AuditTrail } from '../accounts/audit.service.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database/database.ts';
import type { ContentStore } from '../platform/files/content-store.ts';
import { sha256 } from '../platform/ids.ts';
import type { Job } from '../platform/jobs/job.schema.ts';
import type { JobService } from '../platform/jobs/job.service.ts';
import { Problem } from '../platform/problem.ts';
import type { SystemService } from '../systems/system.service.ts';
import { findRawFile, insertRawFile } from './raw-file.repository.ts';
import { findRecordingByContent } from './recording.repository.ts';
import type { NewImport, RawFile, Recording } from './recording.schema.ts';

/** What an import job needs to know; stored with the job. */
export interface ImportPayload extends NewImport {
  readonly contentKey: string;
}

export interface ImportService {
  /** Keeps a file as it is. The same bytes handed in twice are kept once. */
  keepFile(source: AsyncIterable<Uint8Array>, name: string, actor: Actor): Promise<RawFile>;
  /** @throws Problem `recording-exists` (links the first), `file-not-uploaded`, `system-not-found` */
  start(input: NewImport, actor: Actor): Promise<Job>;
}

export function createImportService(deps: {
  db: Db;
  now: Clock;
  audit: AuditTrail;
  files: ContentStore;
  jobs: JobService;
  systems: SystemService;
  maxUploadBytes: number;
}): ImportService {
  const { db, now, audit, files, jobs, systems, maxUploadBytes } = deps;
  return {
    async keepFile(source, name, actor) {
      const stored = await files.put(source, { maxBytes: maxUploadBytes });
      const file: RawFile = { sha256: stored.sha256, name: safeName(name), bytes: stored.bytes, createdAt: now().toISOString() };
      await db.transaction(async (trx) => {
        await insertRawFile(trx, file, actor.name);
        await audit.record(trx, { actor, action: 'file.uploaded', subjectType: 'raw-file', subjectId: file.sha256, newValue: file });
      });
      // The same bytes may have been deleted between their arrival and this row; a row without its file must not stay unnoticed.
      if (!files.has(file.sha256)) throw fileGone(file.name);
      return file;
    },
    async start(input, actor) {
      const { system } = await systems.getDetail(input.systemId);
      for (const file of input.files) {
        if (!(await findRawFile(db, file.sha256)))
          throw new Problem('file-not-uploaded', 404, 'A file has not been handed in yet', {
            detail: `"${file.name}" must be uploaded before it can be imported.`,
          });
      }
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

function fileGone(name: string): Problem {
  return new Problem('file-gone', 409, 'The file was deleted while it arrived', { detail: `Hand in "${name}" again.` });
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

/** A file name is a label here, never a path. */
function safeName(name: string): string {
  const base = name.split(/[\\/]/).pop() ?? '';
  const clean = [...base]
    .filter((letter) => letter >= ' ' && letter !== '\u007f')
    .join('')
    .trim()
    .slice(0, 255);
  return clean === '' ? 'unnamed' : clean;
}
