import type { RawFile } from '../../../server/measurements/recording.schema.ts';
import { uploadApi } from '../../../server/measurements/uploads/upload.schema.ts';
import { type Job, jobApi } from '../../../server/platform/jobs/job.schema.ts';
import { ApiProblem, call, problemFrom } from './api.ts';
import { isActive } from './jobs.ts';
import { shell } from './shell.ts';
import { sendFile } from './tus-upload.ts';

export interface HandInOptions {
  readonly signal: AbortSignal;
  /** Bytes of the file with this index (from 0) that are under way or there. */
  onProgress(index: number, bytes: number): void;
  /** The server copies, hashes and checks: its job, again and again until it ends. */
  onJob(job: Job): void;
}

/**
 * Brings files to the server and waits until they are accepted. In a browser their bytes travel; on the desktop the shell names their
 * paths, and no byte passes through the window.
 * @throws ApiProblem (a refused file says why), or the signal's reason
 */
export async function handInFiles(files: readonly File[], options: HandInOptions): Promise<RawFile[]> {
  options.signal.throwIfAborted();
  const job = (await byPath(files)) ?? (await byBytes(files, options));
  return follow(job, options);
}

async function byPath(files: readonly File[]): Promise<Job | null> {
  const answer = await shell?.handInFiles([...files]);
  if (!answer) return null;
  if (answer.status !== 202) throw new ApiProblem(problemFrom(answer.text, answer.status));
  return JSON.parse(answer.text) as Job;
}

async function byBytes(files: readonly File[], { signal, onProgress }: HandInOptions): Promise<Job> {
  const uploads: string[] = [];
  for (const [index, file] of files.entries()) {
    onProgress(index, 0);
    uploads.push(await sendFile(file, { signal, onProgress: (bytes) => onProgress(index, bytes) }));
  }
  return call(uploadApi.handIn, { body: { uploads } }, signal);
}

/** Small files are checked in a moment: the first looks come quickly. */
const looksMs = [30, ...new Array<number>(20).fill(60), 120, 250, 400];

async function follow(started: Job, { signal, onJob }: HandInOptions): Promise<RawFile[]> {
  let job = started;
  const cancel = () => void call(jobApi.cancel, { params: { id: job.id } }).catch(() => undefined);
  signal.addEventListener('abort', cancel, { once: true });
  try {
    for (let look = 0; isActive(job); look++) {
      onJob(job);
      await pause(looksMs[Math.min(look, looksMs.length - 1)] ?? 400, signal);
      job = await call(jobApi.get, { params: { id: job.id } }, signal);
    }
  } finally {
    signal.removeEventListener('abort', cancel);
  }
  if (job.problem) throw new ApiProblem(job.problem);
  if (job.state !== 'done') throw new DOMException('cancelled', 'AbortError');
  return (job.result as { files: RawFile[] }).files;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
