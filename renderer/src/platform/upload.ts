import type { RawFile } from '../../../server/measurements/recording.schema.ts';
import { recordingApi } from '../../../server/measurements/recording.schema.ts';
import { ApiProblem, addressOf, ownRequestHeader, problemFrom, unreachable } from './api.ts';
import { shell } from './shell.ts';

export interface UploadOptions {
  signal: AbortSignal;
  /** Bytes of this file that have left so far. */
  onProgress(bytes: number): void;
}

/** Streams a file as the request's body. XMLHttpRequest because fetch cannot tell how much has been sent. */
export async function uploadFile(file: File, options: UploadOptions): Promise<RawFile> {
  options.signal.throwIfAborted();
  const request = new XMLHttpRequest();
  request.open('POST', addressOf(recordingApi.upload, { querystring: { name: file.name } }));
  request.setRequestHeader('content-type', 'application/octet-stream');
  for (const [name, value] of Object.entries(ownRequestHeader)) request.setRequestHeader(name, value);
  const watch = shell ? watchThroughShell(request, options) : watchInBrowser(request, options);
  const stop = () => {
    watch.stop();
    request.abort();
  };
  options.signal.addEventListener('abort', stop, { once: true });
  try {
    return await send(request, file, options.signal);
  } finally {
    options.signal.removeEventListener('abort', stop);
    watch.end();
  }
}

function send(request: XMLHttpRequest, file: File, signal: AbortSignal): Promise<RawFile> {
  return new Promise((resolve, reject) => {
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText) as RawFile);
      else reject(new ApiProblem(problemFrom(request.responseText, request.status)));
    };
    request.onerror = () => reject(new ApiProblem(unreachable));
    request.onabort = () => reject(signal.reason);
    request.send(file);
  });
}

interface UploadWatch {
  /** Does what an abort of the request alone does not. */
  stop(): void;
  end(): void;
}

function watchInBrowser(request: XMLHttpRequest, { onProgress }: UploadOptions): UploadWatch {
  request.upload.onprogress = (event) => onProgress(event.loaded);
  return { stop: () => undefined, end: () => undefined };
}

/** Over the private scheme neither progress nor abort of a request reaches beyond the page: the shell reports and stops (bridge.schema.ts). */
function watchThroughShell(request: XMLHttpRequest, { onProgress }: UploadOptions): UploadWatch {
  const id = crypto.randomUUID();
  request.setRequestHeader('x-upload-id', id);
  const end = shell?.onUploadProgress((now) => {
    if (now.id === id) onProgress(now.bytes);
  });
  return { stop: () => void shell?.cancelUpload(id), end: () => end?.() };
}
