import { DetailedError, type HttpRequest, Upload } from 'tus-js-client';
import { uploadApi } from '../../../server/measurements/uploads/upload.schema.ts';
import { ApiProblem, ownRequestHeader, problemFrom, unreachable } from './api.ts';
import { shell } from './shell.ts';

export interface SendOptions {
  readonly signal: AbortSignal;
  /** Bytes of this file that the server has, or that are on their way to it. */
  onProgress(bytes: number): void;
}

/** Over the private scheme of the desktop neither progress nor an abort of a request is known: pieces make up for both. */
const pieceBytes = shell ? 8 * 1024 ** 2 : Number.POSITIVE_INFINITY;
/** One request instead of two. A larger file needs its address before its bytes: without it nothing could go on after a break. */
const smallBytes = 1024 ** 2;
/** A network that comes back within a minute or two is no reason to begin anew; after that the person is asked. */
const retryDelaysMs = [0, 500, 1000, 3000, 5000, 10_000, 20_000, 30_000];

/**
 * Sends a file by the tus protocol. After a lost network, a closed window or a restarted server the same file goes on where it was.
 * @returns the id of the upload, to be handed in
 * @throws ApiProblem, or the signal's reason
 */
export async function sendFile(file: File, { signal, onProgress }: SendOptions): Promise<string> {
  signal.throwIfAborted();
  return new Promise<string>((resolve, reject) => {
    const upload = new Upload(file, {
      endpoint: uploadApi.create.url,
      metadata: { filename: file.name },
      headers: { ...ownRequestHeader },
      chunkSize: pieceBytes,
      retryDelays: retryDelaysMs,
      uploadDataDuringCreation: file.size <= smallBytes,
      removeFingerprintOnSuccess: true,
      onBeforeRequest: sameOrigin,
      onProgress: (sent) => onProgress(sent),
      onError: (error) => reject(new ApiProblem(problemOf(error))),
      onSuccess: () => {
        const id = /[0-9a-f-]{36}$/.exec(upload.url ?? '')?.[0];
        if (id === undefined) reject(new ApiProblem(unreachable));
        else resolve(id);
      },
    });
    const stop = () => {
      // Given up by the person: the server need not keep it for a day. When it cannot be told, it finds out by itself.
      void upload.abort(upload.url !== null).catch(() => undefined);
      reject(signal.reason);
    };
    signal.addEventListener('abort', stop, { once: true });
    void begin(upload);
  });
}

/** Goes on with what an earlier visit has begun of this very file. */
async function begin(upload: Upload): Promise<void> {
  const [newest] = (await upload.findPreviousUploads()).sort((a, b) => Date.parse(b.creationTime) - Date.parse(a.creationTime));
  if (newest) upload.resumeFromPreviousUpload(newest);
  upload.start();
}

/** What is remembered in the browser's storage must not lead requests elsewhere. */
function sameOrigin(request: HttpRequest): void {
  const url = new URL(request.getURL(), globalThis.location.href);
  if (url.origin !== globalThis.location.origin || !url.pathname.startsWith(uploadApi.create.url))
    throw new Error('not an address of ours');
}

function problemOf(error: Error) {
  const response = error instanceof DetailedError ? error.originalResponse : null;
  return response ? problemFrom(response.getBody(), response.getStatus()) : unreachable;
}
