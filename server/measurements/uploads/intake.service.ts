import { join } from 'node:path';
import type { Actor } from '../../accounts/actor.ts';
import type { AuditTrail } from '../../accounts/audit.service.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/database/database.ts';
import type { ContentStore } from '../../platform/files/content-store.ts';
import type { JobContext } from '../../platform/jobs/job-runner.ts';
import { Problem } from '../../platform/problem.ts';
import type { WorkerProcess } from '../../platform/workers/worker-process.ts';
import { findRawFile, isInRecording, saveRawFile } from '../raw-file.repository.ts';
import type { RawFile } from '../recording.schema.ts';
import type { ScannerAddress } from './clamd.ts';
import type { CopyTask, Examined, ExamineTask } from './take-in.ts';
import { deleteUpload, type OpenUpload, updateUpload } from './upload.repository.ts';
import type { UploadStore } from './upload.store.ts';

export interface ScanPolicy {
  /** null: none is set up; files are accepted as `unscanned`, unless a scan is required. */
  readonly scanner: ScannerAddress | null;
  /** Nothing is accepted that no scanner has seen. */
  readonly isRequired: boolean;
}

type Progress = Pick<JobContext, 'signal' | 'onProgress'>;

/** What became of an upload: it may come in (`keep` puts it into the store, `commit` its row, `forget` takes it out of the quarantine), or it must wait where it is. */
export type Taken =
  | { readonly state: 'accepted'; keep(): Promise<void>; commit(trx: Db): Promise<RawFile>; forget(): Promise<void> }
  | { readonly state: 'quarantined'; readonly file: RawFile; readonly reason: string };

export interface Intake {
  /**
   * Checks an upload.
   * @throws Problem `file-refused` (row, audit event and hash are kept, the bytes are not), `file-changing`, `file-not-plain` …
   */
  take(upload: OpenUpload, actor: Actor, progress: Progress): Promise<Taken>;
}

interface Deps {
  db: Db;
  now: Clock;
  audit: AuditTrail;
  files: ContentStore;
  store: UploadStore;
  worker: WorkerProcess;
  policy: ScanPolicy;
  maxUploadBytes: number;
}

/** A slow disk reads and writes a MB in a second; a scanner may take as long again. */
const deadlineMs = (bytes: number): number => 600_000 + bytes / 500;
/** The scanner may think about a large file for two minutes without a word. */
const stallMs = 180_000;

/** The way of every file into the content store, from wherever it comes: copy, hash, look, scan, keep. */
export function createIntake(deps: Deps): Intake {
  return {
    async take(asked, actor, progress) {
      const { sourcePath, sha256 } = asked;
      const upload = sourcePath !== null && sha256 === null ? await copyIn(deps, { ...asked, sourcePath }, progress) : asked;
      const examined = await examine(deps, upload, progress);
      const refusal = refusalOf(examined, upload.name);
      if (refusal) throw await refuse(deps, { upload, actor, examined, ...refusal });
      const waits = waitsFor(deps.policy, examined);
      if (waits !== null)
        return { state: 'quarantined', reason: waits, file: await quarantine(deps, { upload, actor, examined, reason: waits }) };
      return {
        state: 'accepted',
        keep: () => adopt(deps, upload.id, examined),
        commit: (trx) => accept(deps, trx, { upload, actor, examined }),
        forget: () => deps.store.remove(upload.id),
      };
    },
  };
}

function options({ signal, onProgress }: Progress, bytes: number) {
  return { signal, onProgress, deadlineMs: deadlineMs(bytes), stallMs };
}

async function copyIn(deps: Deps, upload: OpenUpload & { sourcePath: string }, progress: Progress): Promise<OpenUpload> {
  const { db, store, worker, maxUploadBytes } = deps;
  // What an interrupted copy has left.
  await store.remove(upload.id);
  const task: CopyTask = { from: upload.sourcePath, to: store.partialOf(upload.id), name: upload.name, maxBytes: maxUploadBytes };
  const copied = (await worker.run('copy', task, options(progress, maxUploadBytes))) as { sha256: string; bytes: number };
  await store.settlePartial(upload.id);
  await updateUpload(db, upload.id, copied);
  return { ...upload, ...copied };
}

async function examine({ db, store, worker, policy }: Deps, upload: OpenUpload, progress: Progress): Promise<Examined> {
  const bytes = await store.sizeOf(upload.id);
  if (bytes === undefined) throw gone(upload.name);
  const hashed = upload.sha256 === null ? {} : { hashed: { sha256: upload.sha256, bytes } };
  const task: ExamineTask = { path: store.pathOf(upload.id), name: upload.name, scanner: policy.scanner, ...hashed };
  const examined = (await worker.run('examine', task, options(progress, bytes))) as Examined;
  if (upload.sha256 !== examined.sha256) await updateUpload(db, upload.id, { sha256: examined.sha256 });
  return examined;
}

const evidenceWords = 'Recordings were made of it before this was known: their samples stay; the kept file is locked and not read again.';

function refusalOf({ found, scan }: Examined, name: string): { reason: string; title: string } | null {
  if (found.refusal !== null) return { reason: found.refusal, title: 'This kind of file is not taken in' };
  if (scan.state !== 'infected') return null;
  const reason = `The virus scanner found "${scan.signature}" in "${name}". The file was deleted here; have the computer or drive it comes from checked.`;
  return { reason, title: 'The file holds a virus' };
}

/** Fails closed: what a scanner was asked about and did not answer is not clean. */
function waitsFor(policy: ScanPolicy, { scan }: Examined): string | null {
  if (scan.state === 'waiting') return scan.reason;
  if (scan.state === 'unscanned' && policy.isRequired) return 'a virus scan is required here, but no scanner is set up (SIGHTGLASS_CLAMD)';
  return null;
}

interface Case {
  upload: OpenUpload;
  actor: Actor;
  examined: Examined;
}

function fileOf({ now }: Deps, { upload, examined }: Case): Omit<RawFile, 'state' | 'reason'> {
  const { sha256, bytes, found, scan } = examined;
  return { sha256, name: upload.name, bytes, kind: found.kind, scan: scan.state, createdAt: now().toISOString() };
}

/**
 * The bytes go, the row, the hash and the reason stay: the same file is known again, and who handed it in. Bytes that were accepted before
 * the scanner knew better go, too, unless a recording rests on them: then they stay as evidence, and nothing is read from them any more.
 */
async function refuse(deps: Deps, made: Case & { reason: string; title: string }): Promise<Problem> {
  const { db, store, audit, files } = deps;
  const { upload, actor, title } = made;
  const isEvidence = await isInRecording(db, made.examined.sha256);
  const reason = isEvidence ? `${made.reason} ${evidenceWords}` : made.reason;
  const file: RawFile = { ...fileOf(deps, made), state: 'refused', reason };
  await db.transaction(async (trx) => {
    await saveRawFile(trx, file, actor.name);
    await audit.record(trx, { actor, action: 'file.refused', subjectType: 'raw-file', subjectId: file.sha256, newValue: file });
    await deleteUpload(trx, upload.id);
  });
  await store.remove(upload.id);
  await files.remove(file.sha256, (sha256) => isInRecording(db, sha256));
  return new Problem('file-refused', 422, title, { detail: reason, extra: { sha256: file.sha256, kind: file.kind, scan: file.scan } });
}

async function quarantine(deps: Deps, made: Case & { reason: string }): Promise<RawFile> {
  const { db, audit } = deps;
  const { actor, reason } = made;
  const waiting: RawFile = { ...fileOf(deps, made), scan: 'waiting', state: 'quarantined', reason };
  return db.transaction(async (trx) => {
    const { file, isNews } = await saveRawFile(trx, waiting, actor.name);
    // Every further try with the same result is no event.
    if (isNews)
      await audit.record(trx, { actor, action: 'file.quarantined', subjectType: 'raw-file', subjectId: file.sha256, newValue: file });
    return { ...file, state: 'quarantined', reason };
  });
}

async function adopt({ files, store }: Deps, id: string, { sha256, bytes }: Examined): Promise<void> {
  const folder = files.stage('intake');
  try {
    const linked = join(folder, 'file');
    await store.linkTo(id, linked);
    await files.adopt(linked, { sha256, bytes });
  } finally {
    files.discard(folder);
  }
}

async function accept(deps: Deps, trx: Db, made: Case): Promise<RawFile> {
  // Retention may have deleted the very same bytes just now.
  if (!deps.files.has(made.examined.sha256)) throw gone(made.upload.name);
  const accepted: RawFile = { ...fileOf(deps, made), state: 'accepted', reason: null };
  const { file } = await saveRawFile(trx, accepted, made.actor.name);
  const { actor } = made;
  await deps.audit.record(trx, { actor, action: 'file.uploaded', subjectType: 'raw-file', subjectId: file.sha256, newValue: accepted });
  await deleteUpload(trx, made.upload.id);
  return file;
}

/** Nothing may be imported that has not been accepted. @throws Problem `file-not-uploaded`, `file-in-quarantine`, `file-refused` */
export async function assertImportable(db: Db, file: { sha256: string; name: string }, policy: ScanPolicy): Promise<RawFile> {
  const raw = await findRawFile(db, file.sha256);
  if (!raw) {
    throw new Problem('file-not-uploaded', 404, 'A file has not been handed in yet', {
      detail: `"${file.name}" must be uploaded before it can be imported.`,
    });
  }
  if (raw.state === 'refused') throw new Problem('file-refused', 422, 'This file was refused', { detail: raw.reason ?? file.name });
  const isUnseen = policy.isRequired && raw.scan !== 'clean';
  if (raw.state === 'accepted' && !isUnseen) return raw;
  throw new Problem('file-in-quarantine', 409, 'The file waits for its virus scan', {
    detail: `"${file.name}" can be imported as soon as it is checked${raw.reason === null ? '; hand it in again' : `: ${raw.reason}`}.`,
  });
}

function gone(name: string): Problem {
  return new Problem('upload-not-found', 404, 'There is no such upload', {
    detail: `The bytes of "${name}" are gone. Hand the file in again.`,
  });
}
