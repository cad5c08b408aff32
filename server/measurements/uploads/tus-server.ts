import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Configstore, FileStore } from '@tus/file-store';
import { Server, Upload } from '@tus/server';
import type { Actor } from '../../accounts/actor.ts';
import { toProblemDetails } from '../../platform/http/problem-handler.ts';
import { newId } from '../../platform/ids.ts';
import { Problem } from '../../platform/problem.ts';
import { uploadApi } from './upload.schema.ts';
import type { UploadService } from './upload.service.ts';
import type { UploadStore } from './upload.store.ts';

/** The tus protocol in front of our rows and folder: the library speaks it, rows decide who may and how much. */
export interface TusServer {
  /** @throws Problem whatever was wrong, in our words */
  handle(request: Request, actor: Actor): Promise<Response>;
}

export function createTusServer({
  uploads,
  store,
  maxUploadBytes,
}: {
  uploads: UploadService;
  store: UploadStore;
  maxUploadBytes: number;
}): TusServer {
  const actors = new WeakMap<Request, Actor>();
  const failures = new WeakMap<Request, unknown>();
  const server = new Server({
    path: uploadApi.create.url,
    datastore: new SyncedFileStore({ directory: store.folder, configstore: rowsAsConfigs(uploads) }, uploads.hashed),
    maxSize: maxUploadBytes,
    relativeLocation: true,
    namingFunction: () => newId(),
    async onUploadCreate(request, upload) {
      const actor = actors.get(request);
      if (!actor) throw new Error('an upload without a person');
      const { name } = await uploads.begin({ id: upload.id, name: upload.metadata?.filename ?? '', bytes: upload.size ?? null }, actor);
      return { metadata: { filename: name } };
    },
    onResponseError(request, error) {
      failures.set(request, error);
      return undefined;
    },
  });
  return {
    async handle(request, actor) {
      actors.set(request, actor);
      const response = await server.handleWeb(request);
      if (response.status < 400) return response;
      throw failures.has(request) ? problemOf(failures.get(request)) : refusedHeader(response.status, await response.text());
    },
  };
}

/** More than the library's 16 KB: what has come in meanwhile is written at once. */
const WRITE_BYTES = 1024 * 1024;

/**
 * What has been acknowledged is on the disk: a resumed upload never finds less than it was told. A file that comes in one piece, as most do,
 * is hashed on its way and need not be read again for that.
 */
class SyncedFileStore extends FileStore {
  readonly #hashed: (id: string, found: Hashed) => Promise<void>;

  constructor(options: ConstructorParameters<typeof FileStore>[0], hashed: (id: string, found: Hashed) => Promise<void>) {
    super(options);
    this.#hashed = hashed;
  }

  override async write(readable: Readable, id: string, offset: number): Promise<number> {
    const path = `${this.directory}/${id}`;
    const hash = offset === 0 ? createHash('sha256') : undefined;
    let bytes = 0;
    const meter = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash?.update(chunk);
        bytes += chunk.length;
        done(null, chunk);
      },
    });
    await pipeline(readable, meter, createWriteStream(path, { flags: 'r+', start: offset, highWaterMark: WRITE_BYTES }));
    await sync(path);
    if (hash) await this.#hashed(id, { sha256: hash.digest('hex'), bytes });
    return offset + bytes;
  }
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

interface Hashed {
  readonly sha256: string;
  readonly bytes: number;
}

/** One place for what is known of an upload. Whose it is has been checked before the library is asked. */
function rowsAsConfigs(uploads: UploadService): Configstore {
  return {
    async get(id) {
      const row = await uploads.find(id);
      if (!row) return undefined;
      const size = row.bytes === null ? {} : { size: row.bytes };
      return new Upload({ id, ...size, offset: 0, metadata: { filename: row.name }, creation_date: row.createdAt });
    },
    async set(id, { size }) {
      if (size !== undefined) await uploads.announce(id, size);
    },
    delete: (id) => uploads.forget(id),
  };
}

/** The library's errors by their status; its texts are for programmers. */
const words: Readonly<Record<number, readonly [code: string, title: string, detail: string]>> = {
  400: [
    'upload-request-invalid',
    'The upload request is not valid',
    'A length, an offset or the metadata is missing or malformed (tus 1.0.0).',
  ],
  403: ['upload-header-missing', 'The upload request is not complete', 'Upload-Offset and the content type are needed (tus 1.0.0).'],
  404: ['upload-not-found', 'There is no such upload', 'It was finished, given up, or never begun. Hand the file in again.'],
  409: ['upload-offset-wrong', 'The upload goes on elsewhere', 'Ask for the offset (HEAD) and go on from there.'],
  410: ['upload-expired', 'This upload has expired', 'It was not finished in time. Hand the file in again.'],
  412: ['upload-protocol-unknown', 'This version of the upload protocol is not spoken here', 'Send Tus-Resumable: 1.0.0.'],
  413: ['upload-too-long', 'The body is longer than the upload', 'More bytes were sent than were announced or are allowed.'],
  501: ['upload-extension-unknown', 'This part of the upload protocol is not spoken here', 'See Tus-Extension for what is.'],
};

function problemOf(error: unknown): unknown {
  if (error instanceof Problem) return error;
  const { status_code: status, body } = error as { status_code?: number; body?: string };
  if (status === undefined || status >= 500) return status === 500 && /lock/.test(body ?? '') ? busy() : toFailure(error);
  return refusedHeader(status, body ?? '');
}

function refusedHeader(status: number, body: string): Problem {
  const known = words[status] ?? words[400];
  const [code = '', title = '', detail = ''] = known ?? [];
  return new Problem(code, words[status] ? status : 400, title, { detail, extra: { said: body.trim().slice(0, 200) } });
}

function busy(): Problem {
  return new Problem('upload-busy', 423, 'The upload is in use', { detail: 'Another request still writes to it. Try again in a moment.' });
}

function toFailure(error: unknown): unknown {
  const { code } = toProblemDetails((error as { cause?: unknown }).cause ?? error);
  return code === 'disk-full'
    ? new Problem('disk-full', 507, 'The disk is full', { detail: 'Free some space, then go on with the upload.' })
    : error;
}
