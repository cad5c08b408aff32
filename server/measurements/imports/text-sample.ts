import type { ImportRefusal, TextEncodingName } from './import.types.ts';
import { notUnderstood } from './import-problem.ts';
import { decodeText, findEncoding } from './text-encoding.ts';

export interface SampleLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

/** The beginning of a file as text. */
export interface TextSample {
  readonly encoding: TextEncodingName;
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
  if (head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4) {
    return notUnderstood('It is a ZIP archive or an Excel workbook, which are not read yet. Unpack it, or save the sheet as CSV (UTF-8).');
  }
  const { encoding, bom } = findEncoding(head);
  const text = decodeText(head, encoding);
  if (isBinary(text)) {
    const detail =
      'It holds binary data, not a table. If it is a logger’s own format, export the measurement as CSV in the logger’s software.';
    return { code: 'import-binary', detail };
  }
  const isPartial = head.length < size;
  const whole = isPartial ? text.lastIndexOf('\n') + 1 : text.length;
  if (whole === 0) return notUnderstood('Its first line is longer than a megabyte.');
  const lines = splitLines(text.slice(bom ? 1 : 0, whole));
  if (lines.length < 2) return { code: 'import-no-data', detail: 'It has a header and no rows. Check the time range of the export.' };
  const lineFeed = text.indexOf('\n');
  return { encoding, bom, eol: text[lineFeed - 1] === '\r' ? 'crlf' : 'lf', lines, isPartial: isPartial || lines.length >= SAMPLE_LINES };
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

/** More than 1 % control characters. A run of NULs (power loss) counts once: such a file is damaged text. */
function isBinary(text: string): boolean {
  let controls = 0;
  let counted = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0 && text.charCodeAt(i - 1) === 0) continue;
    counted++;
    if (code < 9 || (code > 13 && code < 32) || (code >= 127 && code < 160 && code !== 0x85)) controls++;
  }
  return controls > Math.max(2, counted * 0.01);
}
