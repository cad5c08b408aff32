import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../../../platform/problem.ts';
import { kindOf } from '../containers/container-kind.ts';
import { textPart } from '../containers/container-opening.ts';
import type { ImportFile } from '../import.types.ts';
import { readHead } from '../parts/part-head.ts';
import { decodeText, findEncoding } from '../texts/text-encoding.ts';

/** The first megabyte of a text file, unpacked; null when it is not text (an archive, a workbook). */
export async function readExcerpt(file: ImportFile): Promise<Uint8Array | null> {
  const part = await textPart(file);
  try {
    const { head } = await readHead(part);
    return kindOf(head) === 'text' ? head : null;
  } catch (error) {
    // A damaged archive: the import says so in words.
    if (error instanceof Problem) return null;
    throw error;
  }
}

/** The excerpt as a file of its own, cut behind its last whole line; null when it has none. */
export function keepExcerpt(excerpt: Uint8Array, file: ImportFile, folder: string): ImportFile | null {
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
