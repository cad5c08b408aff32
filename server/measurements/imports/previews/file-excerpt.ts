import { writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { HEAD_BYTES } from '../detection.ts';
import type { ImportFile } from '../import.types.ts';
import { openGzip, openPlain } from '../line-blocks.ts';
import { decodeText, findEncoding } from '../text-encoding.ts';

/** The first megabyte of a text file, unpacked; null when it is not text (an archive, a workbook). */
export async function readExcerpt(file: ImportFile): Promise<Buffer | null> {
  const handle = await open(file.path, 'r');
  const magic = Buffer.alloc(4);
  try {
    await handle.read(magic, 0, 4, 0);
  } finally {
    await handle.close();
  }
  if (magic[0] === 0x50 && magic[1] === 0x4b) return null;
  const source = magic[0] === 0x1f && magic[1] === 0x8b ? openGzip(file.path) : openPlain(file.path);
  const head = Buffer.alloc(HEAD_BYTES);
  let length = 0;
  try {
    for (let read = -1; read !== 0 && length < head.length; length += read)
      read = await source.readInto(head, length, head.length - length);
  } catch {
    return null;
  } finally {
    source.close();
  }
  return head.subarray(0, length);
}

/** The excerpt as a file of its own, cut behind its last whole line; null when it has none. */
export function keepExcerpt(excerpt: Buffer, file: ImportFile, folder: string): ImportFile | null {
  const { encoding } = findEncoding(excerpt);
  const isWide = encoding === 'utf-16le' || encoding === 'utf-16be';
  let end = excerpt.lastIndexOf(10);
  if (isWide) while (end >= 0 && excerpt[encoding === 'utf-16le' ? end + 1 : end - 1] !== 0) end = excerpt.lastIndexOf(10, end - 1);
  if (end < 0) return null;
  const whole = excerpt.subarray(0, encoding === 'utf-16le' ? end + 2 : end + 1);
  const path = join(folder, `excerpt-${file.sha256}`);
  writeFileSync(path, whole);
  return { ...file, path, bytes: whole.length };
}

/** The first lines of the beginning of a file as text. */
export function textLines(excerpt: Uint8Array, count: number): string[] {
  const { encoding, bom } = findEncoding(excerpt);
  const decoded = decodeText(excerpt, encoding).slice(bom ? 1 : 0);
  const text = decoded.includes('\n') ? decoded : decoded.replaceAll('\r', '\n');
  const lines: string[] = [];
  for (let start = 0; start < text.length && lines.length < count; ) {
    const end = text.indexOf('\n', start);
    const stop = end < 0 ? text.length : end;
    lines.push(text.slice(start, text[stop - 1] === '\r' && stop > start ? stop - 1 : stop));
    start = stop + 1;
  }
  return lines;
}
