import type { ImportRefusal } from './import.types.ts';
import { notUnderstood } from './import-problem.ts';

export interface SampleLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

/** The beginning of a file as text. */
export interface TextSample {
  readonly bom: boolean;
  readonly eol: 'lf' | 'crlf';
  /** Lines that are not empty, at most 2,000; the last one only when it is whole. */
  readonly lines: readonly SampleLine[];
  /** The file goes on behind these lines. */
  readonly isPartial: boolean;
}

const SAMPLE_LINES = 2_000;

/** Text of the head of a file of `size` bytes, or why it is not text that can be read. */
export function sampleText(head: Uint8Array, size: number): TextSample | ImportRefusal {
  if (size === 0) return { code: 'import-empty', detail: 'The file has 0 bytes. Check the export or the copy from the logger.' };
  const utf16 = utf16Kind(head);
  if (utf16 !== null) return notUnderstood(`It is written in ${utf16}, which is not read yet. Save it as UTF-8 and import it again.`);
  if (head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4) {
    return notUnderstood('It is a ZIP archive or an Excel workbook, which are not read yet. Unpack it, or save the sheet as CSV (UTF-8).');
  }
  if (isBinary(head)) {
    const detail =
      'It holds binary data, not a table. If it is a logger’s own format, export the measurement as CSV in the logger’s software.';
    return { code: 'import-binary', detail };
  }
  const bom = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
  const isPartial = head.length < size;
  const whole = isPartial ? head.lastIndexOf(10) + 1 : head.length;
  if (whole === 0) return notUnderstood('Its first line is longer than a megabyte.');
  const bytes = head.subarray(bom ? 3 : 0, whole);
  const lines = splitLines(new TextDecoder('utf-8').decode(bytes));
  if (lines.length < 2) return { code: 'import-no-data', detail: 'It has a header and no rows. Check the time range of the export.' };
  if (!isUtf8(bytes)) {
    return notUnderstood('Its letters are not UTF-8 (probably Windows-1252), which is not read yet. Save it as UTF-8 and import it again.');
  }
  const crlf = bytes.indexOf(13);
  return { bom, eol: crlf >= 0 && bytes[crlf + 1] === 10 ? 'crlf' : 'lf', lines, isPartial: isPartial || lines.length >= SAMPLE_LINES };
}

function splitLines(text: string): SampleLine[] {
  const lines: SampleLine[] = [];
  let number = 0;
  for (let start = 0; start < text.length && lines.length < SAMPLE_LINES; ) {
    const end = text.indexOf('\n', start);
    const stop = end < 0 ? text.length : end;
    number++;
    const line = text.slice(start, text[stop - 1] === '\r' && stop > start ? stop - 1 : stop);
    if (line !== '') lines.push({ number, text: line });
    start = stop + 1;
  }
  return lines;
}

function utf16Kind(head: Uint8Array): string | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'UTF-16LE';
  if (head[0] === 0xfe && head[1] === 0xff) return 'UTF-16BE';
  const length = Math.min(head.length, 4_096) & ~1;
  let evenZeros = 0;
  let oddZeros = 0;
  for (let i = 0; i < length; i += 2) {
    if (head[i] === 0) evenZeros++;
    if (head[i + 1] === 0) oddZeros++;
  }
  if (length >= 8 && oddZeros > length * 0.4 && evenZeros < length * 0.05) return 'UTF-16LE';
  if (length >= 8 && evenZeros > length * 0.4 && oddZeros < length * 0.05) return 'UTF-16BE';
  return null;
}

/** More than 1 % control characters. A run of NUL bytes (power loss) counts once: such a file is damaged text. */
function isBinary(head: Uint8Array): boolean {
  let controls = 0;
  let counted = 0;
  for (let i = 0; i < head.length; i++) {
    const byte = head[i]!;
    if (byte === 0 && head[i - 1] === 0) continue;
    counted++;
    if (byte < 9 || (byte > 13 && byte < 32) || byte === 127) controls++;
  }
  return controls > Math.max(2, counted * 0.01);
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
