import type { ImportRefusal, LineEnd, TextEncodingName } from '../import.types.ts';
import { notUnderstood } from '../import-problem.ts';
import { foreignFile } from './file-signature.ts';
import { foreignText } from './foreign-text.ts';
import type { SampleLine } from './sample-line.types.ts';
import { decodeText, findEncoding } from './text-encoding.ts';

/** The beginning of a file as text. */
export interface TextSample {
  readonly encoding: TextEncodingName;
  readonly bom: boolean;
  readonly eol: LineEnd;
  /** Lines that are not empty, at most 2,000; the last one only when it is whole. A quoted line end stays inside its line. */
  readonly lines: readonly SampleLine[];
  /** The file goes on behind these lines. */
  readonly isPartial: boolean;
}

const SAMPLE_LINES = 2_000;
/** A quoted header cell has a line end or two; a quote that stays open longer is damage. */
const MOST_JOINED_LINES = 4;

/** Text of the head of a file of `size` bytes, or why it is not text that can be read. */
export function sampleText(head: Uint8Array, size: number): TextSample | ImportRefusal {
  if (size === 0) return { code: 'import-empty', detail: 'The file has 0 bytes. Check the export or the copy from the logger.' };
  if (head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4) {
    return notUnderstood('It is a ZIP archive or an Excel workbook, which are not read yet. Unpack it, or save the sheet as CSV (UTF-8).');
  }
  const foreign = foreignFile(head);
  if (foreign !== null) return foreign;
  if (head.every((byte) => byte === 0)) {
    return {
      code: 'import-empty',
      detail: 'It holds NUL bytes only: the logger reserved the space and never wrote to it. Copy the file again.',
    };
  }
  const { encoding, bom } = findEncoding(head);
  const text = decodeText(head, encoding);
  if (isBinary(text)) {
    const detail =
      'It holds binary data, not a table. If it is a logger’s own format, export the measurement as CSV in the logger’s software.';
    return { code: 'import-binary', detail };
  }
  const eol = lineEndOf(text);
  const isPartial = head.length < size;
  const feeds = eol === 'cr' ? text.replaceAll('\r', '\n') : text;
  const whole = isPartial ? feeds.lastIndexOf('\n') + 1 : feeds.length;
  if (whole === 0) return notUnderstood('Its first line is longer than a megabyte.');
  const lines = joinQuoted(splitLines(feeds.slice(bom ? 1 : 0, whole)));
  if (lines.length === 0) return { code: 'import-empty', detail: 'It holds blank lines and nothing else. Check the export.' };
  if (lines.length < 2 && /^\s*(?:\[\s*[[\]{"\d-]|\{\s*["}])/.test(lines[0]!.text))
    return notUnderstood(
      'It is JSON, but not a table of records. JSON with one object per line can be read, like {"time": …, "pressure": …}.',
    );
  if (lines.length < 2)
    return foreignText(lines) ?? { code: 'import-no-data', detail: 'It has a header and no rows. Check the time range of the export.' };
  return { encoding, bom, eol, lines, isPartial: isPartial || lines.length >= SAMPLE_LINES };
}

function lineEndOf(text: string): LineEnd {
  const lineFeed = text.indexOf('\n');
  if (lineFeed < 0) return text.includes('\r') ? 'cr' : 'lf';
  return text[lineFeed - 1] === '\r' ? 'crlf' : 'lf';
}

function splitLines(text: string): SampleLine[] {
  const lines: SampleLine[] = [];
  let number = 0;
  for (let start = 0; start < text.length && lines.length < SAMPLE_LINES; ) {
    const end = text.indexOf('\n', start);
    const stop = end < 0 ? text.length : end;
    number++;
    const line = text.slice(start, text[stop - 1] === '\r' && stop > start ? stop - 1 : stop);
    if (line.trim() !== '' || /\t/.test(line)) lines.push({ number, text: line.startsWith('\ufeff') ? line.slice(1) : line });
    start = stop + 1;
  }
  return lines;
}

/** `"Pressure<line end>pump [bar]"` in a header is one cell. Only lines with words are joined, so that a damaged row joins nothing. */
function joinQuoted(lines: readonly SampleLine[]): SampleLine[] {
  const joined: SampleLine[] = [];
  for (let i = 0; i < lines.length; i++) {
    const { number, text } = lines[i]!;
    const rest = isOpen(text) ? lines.slice(i + 1, i + 1 + MOST_JOINED_LINES) : [];
    const close = rest.findIndex((line) => isOpen(line.text));
    const isHeader = close >= 0 && i < 100 && !/^\s*"?[\d+-]/.test(text);
    joined.push({ number, text: isHeader ? [text, ...rest.slice(0, close + 1).map((line) => line.text)].join(' ') : text });
    if (isHeader) i += close + 1;
  }
  return joined;
}

function isOpen(text: string): boolean {
  return text.includes('"') && (text.split('"').length - 1) % 2 === 1;
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
