import type { RawFile } from '../../../server/measurements/recording.schema.ts';
import { recordingApi } from '../../../server/measurements/recording.schema.ts';
import { ApiProblem, addressOf, ownRequestHeader, problemFrom, unreachable } from './api.ts';

export interface UploadOptions {
  signal: AbortSignal;
  /** Bytes of this file that have left so far. */
  onProgress(bytes: number): void;
}

/** Streams a file as the request's body. XMLHttpRequest because fetch cannot tell how much has been sent. */
export function uploadFile(file: File, options: UploadOptions): Promise<RawFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', addressOf(recordingApi.upload, { querystring: { name: file.name } }));
    request.setRequestHeader('content-type', 'application/octet-stream');
    for (const [name, value] of Object.entries(ownRequestHeader)) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => options.onProgress(event.loaded);
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText) as RawFile);
      else reject(new ApiProblem(problemFrom(request.responseText, request.status)));
    };
    request.onerror = () => reject(new ApiProblem(unreachable));
    request.onabort = () => reject(options.signal.reason);
    options.signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}
