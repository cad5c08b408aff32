import type { Actor } from '../../accounts/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/database/database.ts';
import { tooLarge } from '../../platform/files/content-store.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import { newId, sha256 } from '../../platform/ids.ts';
import type { Job } from '../../platform/jobs/job.schema.ts';
import type { JobService } from '../../platform/jobs/job.service.ts';
import type { Logger } from '../../platform/logging/logger.ts';
import { Problem } from '../../platform/problem.ts';
import { findRawFile, listRawFiles } from '../raw-file.repository.ts';
import type { RawFile } from '../recording.schema.ts';
import type { FileState } from './file-kind.schema.ts';
import { safeName } from './file-name.ts';
import type { Intake } from './intake.service.ts';
import {
  countUploads,
  deleteUpload,
  expiredUploads,
  findUpload,
  findUploads,
  insertUpload,
  listUploads,
  type OpenUpload,
  updateUpload,
} from './upload.repository.ts';
import type { HandInPaths, Upload } from './upload.schema.ts';
import type { UploadStore } from './upload.store.ts';

/** What a hand-in job needs to know; stored with the job. */
export interface HandInPayload {
  readonly uploads: readonly string[];
}

export interface UploadService {
  /** Streams a file in, checks and keeps it, all in one call: for programs. `state` says when it still waits for its scan. */
  keepStream(source: AsyncIterable<Uint8Array>, name: string, actor: Actor): Promise<RawFile>;
  /** The same, for who wants to wait: `waiting` is the job that takes a file in as soon as the scanner has seen it, else null. */
  receive(source: AsyncIterable<Uint8Array>, name: string, actor: Actor): Promise<{ file: RawFile; waiting: Job | null }>;
  /** @throws Problem `uploads-too-many`, `file-too-large`, `disk-full` */
  begin(upload: { id: string; name: string; bytes: number | null }, actor: Actor): Promise<OpenUpload>;
  /** @throws Problem `upload-not-found` (also when it is somebody else's), `upload-expired` */
  getOwn(id: string, actor: Actor): Promise<OpenUpload>;
  /** For the tus server, which has asked for the owner before. */
  find(id: string): Promise<OpenUpload | undefined>;
  /** A length that was not said at the beginning. */
  announce(id: string, bytes: number): Promise<void>;
  /** The first piece of an upload has been hashed; kept when it was the whole file. */
  hashed(id: string, piece: { sha256: string; bytes: number }): Promise<void>;
  forget(id: string): Promise<void>;
  list(request: PageRequest, actor: Actor): Promise<Page<Upload>>;
  /** @throws Problem `upload-unfinished` */
  handIn(ids: readonly string[], actor: Actor): Promise<Job>;
  handInPaths(files: HandInPaths['files'], actor: Actor): Promise<Job>;
  listFiles(request: PageRequest & { state?: FileState }): Promise<Page<RawFile>>;
  getFile(sha256: string): Promise<RawFile>;
  /** Removes what has expired, and bytes that no row speaks of. @returns how many uploads expired */
  clean(): Promise<number>;
}

/** A folder of 200 files is handed in as a whole; twice that leaves room for a second window, and not for thousands. */
const mostOpenUploads = 400;
export const lifetimeMs = 24 * 3600_000;

export function createUploadService(deps: {
  db: Db;
  now: Clock;
  logger: Logger;
  jobs: JobService;
  store: UploadStore;
  intake: Intake;
  maxUploadBytes: number;
  /** Told when bytes begin to come in: what will be needed for them can get ready meanwhile. */
  onBegin(): void;
}): UploadService {
  const { db, now, logger, jobs, store, intake, maxUploadBytes, onBegin } = deps;

  function fresh(upload: { id: string; name: string; bytes: number | null; sourcePath?: string }, actor: Actor): OpenUpload {
    const at = now();
    return {
      id: upload.id,
      name: safeName(upload.name),
      bytes: upload.bytes,
      sourcePath: upload.sourcePath ?? null,
      sha256: null,
      createdBy: actor.name,
      createdAt: at.toISOString(),
      expiresAt: new Date(at.getTime() + lifetimeMs).toISOString(),
    };
  }

  async function assertFew(actor: Actor, more: number): Promise<void> {
    if ((await countUploads(db, actor.name)) + more <= mostOpenUploads) return;
    throw new Problem('uploads-too-many', 429, 'Too many files are on their way', {
      detail: `You have ${mostOpenUploads} unfinished uploads. Finish or give up some of them; abandoned ones go after a day.`,
    });
  }

  async function getOwn(id: string, actor: Actor): Promise<OpenUpload> {
    const upload = await findUpload(db, id);
    if (upload?.createdBy !== actor.name) throw notFound();
    if (upload.expiresAt < now().toISOString()) throw expired(upload.name);
    return upload;
  }

  function enqueue(trx: Db, uploads: readonly { id: string; name: string }[], actor: Actor): Promise<Job> {
    const ids = uploads.map(({ id }) => id);
    const payload: HandInPayload = { uploads: ids };
    const title = uploads.length === 1 ? `Check ${uploads[0]?.name}` : `Check ${uploads.length} files`;
    const idempotencyKey = sha256([...ids].sort().join('\n'));
    return jobs.enqueue(trx, { kind: 'hand-in', title: title.slice(0, 300), payload, createdBy: actor.name, idempotencyKey });
  }

  const receive: UploadService['receive'] = async (source, name, actor) => {
    const upload = fresh({ id: newId(), name, bytes: null }, actor);
    const signal = new AbortController().signal;
    await insertUpload(db, upload);
    try {
      await store.write(upload.id, source, { maxBytes: maxUploadBytes, signal });
      const taken = await intake.take(upload, actor, { signal, onProgress: () => undefined });
      if (taken.state === 'quarantined') {
        return { file: taken.file, waiting: await enqueue(db, [upload], actor) };
      }
      await taken.keep();
      const file = await db.transaction((trx) => taken.commit(trx));
      await taken.forget();
      return { file, waiting: null };
    } catch (error) {
      await deleteUpload(db, upload.id);
      await store.remove(upload.id);
      throw error;
    }
  };

  return {
    receive,
    keepStream: async (source, name, actor) => (await receive(source, name, actor)).file,
    async begin(asked, actor) {
      if (asked.bytes !== null && asked.bytes > maxUploadBytes) throw tooLarge(maxUploadBytes);
      await assertFew(actor, 1);
      await store.assertRoom(asked.bytes ?? 0);
      onBegin();
      const upload = fresh(asked, actor);
      await insertUpload(db, upload);
      return upload;
    },
    getOwn,
    find: (id) => findUpload(db, id),
    announce: (id, bytes) => updateUpload(db, id, { bytes }),
    async hashed(id, { sha256: found, bytes }) {
      if ((await findUpload(db, id))?.bytes === bytes) await updateUpload(db, id, { sha256: found });
    },
    forget: (id) => deleteUpload(db, id),
    list: (request, actor) => listUploads(db, { ...request, createdBy: actor.name }),
    async handIn(ids, actor) {
      const uploads = await Promise.all(ids.map((id) => getOwn(id, actor)));
      for (const { id, name, bytes } of uploads) {
        const arrived = await store.sizeOf(id);
        if (arrived === undefined || bytes === null || arrived !== bytes) throw unfinished(name, arrived ?? 0, bytes);
      }
      return db.transaction((trx) => enqueue(trx, uploads, actor));
    },
    async handInPaths(files, actor) {
      await assertFew(actor, files.length);
      const uploads = files.map(({ path, name }) => fresh({ id: newId(), name, bytes: null, sourcePath: path }, actor));
      return db.transaction(async (trx) => {
        for (const upload of uploads) await insertUpload(trx, upload);
        return enqueue(trx, uploads, actor);
      });
    },
    listFiles: (request) => listRawFiles(db, request),
    async getFile(hash) {
      const file = await findRawFile(db, hash);
      if (!file)
        throw new Problem('file-not-found', 404, 'There is no such file', { detail: 'Nobody has handed in bytes with this hash.' });
      return file;
    },
    async clean() {
      const gone = await expiredUploads(db, now().toISOString(), 500);
      for (const id of gone) await deleteUpload(db, id);
      const names = (await store.list()).map((name) => name.replace(/\.part$/, ''));
      const known = new Set((await findUploads(db, [...new Set(names)])).map(({ id }) => id));
      for (const name of new Set(names)) if (!known.has(name)) await store.remove(name);
      if (gone.length > 0) logger.info({ uploads: gone.length }, 'abandoned uploads removed');
      return gone.length;
    },
  };
}

function notFound(): Problem {
  return new Problem('upload-not-found', 404, 'There is no such upload', {
    detail: 'It was finished, given up, or never begun. Hand the file in again.',
  });
}

function expired(name: string): Problem {
  return new Problem('upload-expired', 410, 'This upload has expired', {
    detail: `"${name}" was not finished within ${lifetimeMs / 3600_000} hours. Hand it in again.`,
  });
}

function unfinished(name: string, arrived: number, bytes: number | null): Problem {
  const expectation = bytes === null ? 'its length was never said' : `of ${bytes} bytes`;
  return new Problem('upload-unfinished', 409, 'The upload is not finished', {
    detail: `${arrived} bytes of "${name}" have arrived, ${expectation}. Go on with the upload first.`,
  });
}
