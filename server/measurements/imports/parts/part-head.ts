import { open } from 'node:fs/promises';
import { HEAD_BYTES } from '../detections/detection.ts';
import type { ImportPart } from '../import.types.ts';
import { notUnderstood, refusalProblem } from '../import-problem.ts';
import { openGzip } from '../texts/line-blocks.ts';

export interface PartHead {
  readonly head: Uint8Array;
  /** Bytes of the unpacked file; Infinity: more than the head. */
  readonly size: number;
}

/** The first megabyte of a part's text. Throws a Problem when a gzip archive is damaged. */
export async function readHead(part: ImportPart): Promise<PartHead> {
  if (part.isPacked) return unpackedHead(part);
  return { head: await readSlice(part, 0, HEAD_BYTES), size: part.bytes };
}

/** At most `length` bytes of a plain part from `at` on. */
export async function readSlice(part: Pick<ImportPart, 'path' | 'bytes'>, at: number, length: number): Promise<Uint8Array> {
  const handle = await open(part.path, 'r');
  try {
    const slice = Buffer.alloc(Math.max(0, Math.min(length, part.bytes - at)));
    const { bytesRead } = await handle.read(slice, 0, slice.length, at);
    return slice.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function unpackedHead(part: ImportPart): Promise<PartHead> {
  const source = openGzip(part.path);
  const head = Buffer.alloc(HEAD_BYTES + 1);
  let length = 0;
  try {
    for (let read = -1; read !== 0 && length < head.length; length += read)
      read = await source.readInto(head, length, head.length - length);
  } catch {
    throw refusalProblem(notUnderstood('The gzip archive is damaged. Copy the file again from the logger.'), part.name);
  } finally {
    source.close();
  }
  return { head: head.subarray(0, Math.min(length, HEAD_BYTES)), size: length > HEAD_BYTES ? Number.POSITIVE_INFINITY : length };
}
