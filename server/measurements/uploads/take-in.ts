import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { tooLarge } from '../../platform/files/content-store.ts';
import type { TaskContext } from '../../platform/workers/worker-host.ts';
import { type ScannerAddress, scanStream } from './clamd.ts';
import { findKind, HEAD_BYTES, type KindFinding } from './file-kind.ts';
import { changing, cloneSource, openSource, sourceProblem } from './source-file.ts';
import { createStepMeter } from './step-meter.ts';

const PIECE_BYTES = 1024 * 1024;

export interface CopyTask {
  readonly from: string;
  readonly to: string;
  readonly name: string;
  readonly maxBytes: number;
}

export interface ExamineTask {
  readonly path: string;
  readonly name: string;
  /** Known from the copy or an earlier try; absent: the file is hashed now. */
  readonly hashed?: { readonly sha256: string; readonly bytes: number };
  readonly scanner: ScannerAddress | null;
}

export interface Examined {
  readonly sha256: string;
  readonly bytes: number;
  readonly found: KindFinding;
  readonly scan: ScanFinding;
}

export type ScanFinding =
  | { readonly state: 'unscanned' | 'clean' }
  | { readonly state: 'infected'; readonly signature: string }
  | { readonly state: 'waiting'; readonly reason: string };

/** Copies somebody's file and hashes it in the same pass. Runs in the worker: gigabytes neither block the server nor pass through it. */
export async function copyIn(task: CopyTask, context: TaskContext): Promise<{ sha256: string; bytes: number }> {
  const source = await openSource(task.from, task.name, task.maxBytes);
  try {
    const isCloned = await cloneSource(source, task.to);
    if (isCloned) await source.assertUnchanged();
    const hashed = isCloned
      ? await hashFile(task.to, 'hashing', context)
      : await copyAndHash(source.handle, { ...task, bytes: source.bytes }, context);
    if (hashed.bytes !== source.bytes) throw changing(task.name);
    if (!isCloned) await source.assertUnchanged();
    return hashed;
  } finally {
    await source.handle.close();
  }
}

async function copyAndHash(from: FileHandle, task: CopyTask & { bytes: number }, context: TaskContext) {
  const meter = createStepMeter('copying', task.bytes, context);
  const hash = createHash('sha256');
  const to = await open(task.to, 'wx', 0o600);
  const piece = Buffer.allocUnsafe(PIECE_BYTES);
  let bytes = 0;
  try {
    for (;;) {
      context.signal.throwIfAborted();
      const { bytesRead } = await from
        .read(piece, 0, PIECE_BYTES, bytes)
        .catch((error: unknown) => Promise.reject(sourceProblem(error, task.name)));
      if (bytesRead === 0) break;
      // A file of /proc says it has no bytes and never ends; a growing log never ends either.
      if (bytes + bytesRead > task.maxBytes) throw tooLarge(task.maxBytes);
      if (bytes + bytesRead > task.bytes) throw changing(task.name);
      const part = piece.subarray(0, bytesRead);
      hash.update(part);
      for (let at = 0; at < bytesRead; ) at += (await to.write(part, at, bytesRead - at, bytes + at)).bytesWritten;
      bytes += bytesRead;
      meter.at(bytes);
    }
    await to.sync();
  } finally {
    await to.close();
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** Hash, kind and scan of a file that lies in our own folder. */
export async function examine(task: ExamineTask, context: TaskContext): Promise<Examined> {
  const { path, name, scanner } = task;
  const found = await kindOf(path, name);
  const hashed = task.hashed ?? (await hashFile(path, 'hashing', context));
  // What may not come in anyway is nobody's business to scan.
  const scan = found.refusal === null && scanner !== null ? await scanFile(path, scanner, context) : ({ state: 'unscanned' } as const);
  return { ...hashed, found, scan };
}

async function kindOf(path: string, name: string): Promise<KindFinding> {
  const file = await open(path, 'r');
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await file.read(head, 0, HEAD_BYTES, 0);
    return await findKind({ path, head: head.subarray(0, bytesRead), name });
  } finally {
    await file.close();
  }
}

async function hashFile(path: string, phase: string, context: TaskContext): Promise<{ sha256: string; bytes: number }> {
  const file = await open(path, 'r+');
  try {
    // From here on a power cut cannot take the bytes back that the hash speaks of.
    await file.sync();
    const { size } = await file.stat();
    const meter = createStepMeter(phase, size, context);
    const hash = createHash('sha256');
    const piece = Buffer.allocUnsafe(PIECE_BYTES);
    let bytes = 0;
    for (;;) {
      context.signal.throwIfAborted();
      const { bytesRead } = await file.read(piece, 0, PIECE_BYTES, bytes);
      if (bytesRead === 0) break;
      hash.update(piece.subarray(0, bytesRead));
      bytes += bytesRead;
      meter.at(bytes);
    }
    return { sha256: hash.digest('hex'), bytes };
  } finally {
    await file.close();
  }
}

async function scanFile(path: string, scanner: ScannerAddress, context: TaskContext): Promise<ScanFinding> {
  const source = createReadStream(path, { highWaterMark: PIECE_BYTES });
  try {
    const meter = createStepMeter('scanning', await sizeOf(path), context);
    const verdict = await scanStream(scanner, source, { signal: context.signal, onProgress: meter.at });
    return verdict.state === 'unavailable' ? { state: 'waiting', reason: verdict.reason } : verdict;
  } finally {
    source.destroy();
  }
}

async function sizeOf(path: string): Promise<number> {
  const file = await open(path, 'r');
  try {
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}
