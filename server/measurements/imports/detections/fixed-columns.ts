import type { SampleLine } from '../texts/sample-line.types.ts';

const MOST_ROWS = 500;

/**
 * Where the columns of a table with fixed widths begin (characters from 0): between two of them nothing stands in any row, nor in the lines
 * of the header. Null: there are no such columns. Blank cells keep their place, which runs of spaces would not.
 */
export function findColumnStarts(lines: readonly SampleLine[]): number[] | null {
  if (lines.some(({ text }) => text.includes('\t'))) return null;
  const rows = lines.filter(({ text }) => isRow(text));
  if (rows.length < 3) return null;
  const at = lines.indexOf(rows[0]!);
  const width = Math.max(...rows.slice(0, MOST_ROWS).map(({ text }) => text.length));
  const isFilled = new Uint8Array(width);
  for (const { text } of rows.slice(0, MOST_ROWS)) mark(isFilled, text);
  const starts = startsOf(isFilled);
  for (const { text } of lines.slice(Math.max(0, at - 2), at)) if (text.trim().split(/\s{2,}/).length > 1) mark(isFilled, text);
  const together = startsOf(isFilled);
  return starts.length > 1 && together.length === starts.length ? together : null;
}

/** Two or more numbers or times, and hardly a word. */
function isRow(text: string): boolean {
  const words = text.trim().split(/\s+/);
  return words.filter((word) => /^[+-]?\d[\d.,:/-]*$/.test(word)).length * 3 > words.length * 2 && words.length > 1;
}

function mark(isFilled: Uint8Array, text: string): void {
  for (let i = 0; i < Math.min(text.length, isFilled.length); i++) if (text[i] !== ' ') isFilled[i] = 1;
}

/** A column reaches from behind the gap before it to its own end: numbers stand at its right side. */
function startsOf(isFilled: Uint8Array): number[] {
  const starts: number[] = [];
  let end = 0;
  for (let i = 0; i < isFilled.length; i++) {
    if (isFilled[i] === 0) continue;
    if (i === 0 || isFilled[i - 1] === 0) starts.push(starts.length === 0 ? 0 : end);
    end = i + 1;
  }
  return starts;
}
