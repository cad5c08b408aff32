import type { SampleLine } from './text-sample.ts';
import { calendarPattern, clockPattern } from './time-patterns.ts';

const DELIMITERS = ['\t', ';', '|', ','] as const;

export interface TableRow {
  /** Line from 1. */
  readonly number: number;
  readonly text: string;
  readonly cells: readonly string[];
}

export interface TableShape {
  readonly delimiter: string;
  /** Fields of a data line, a trailing delimiter not counted. */
  readonly fields: number;
  readonly rows: readonly TableRow[];
}

/** Cells of a line; quotes are taken off, one trailing empty cell is dropped when there is more than `keep` of them. */
export function splitCells(line: string, delimiter: string): string[] {
  if (!line.includes('"')) return line.split(delimiter);
  const cells: string[] = [];
  for (let i = 0; i <= line.length; ) {
    const close = line[i] === '"' ? closingQuote(line, i) : -1;
    const from = close < 0 ? i : close + 1;
    const end = line.indexOf(delimiter, from);
    const stop = end < 0 ? line.length : end;
    cells.push(close < 0 ? line.slice(i, stop) : line.slice(i + 1, close).replaceAll('""', '"'));
    i = stop + 1;
  }
  return cells;
}

function closingQuote(line: string, open: number): number {
  for (let i = open + 1; i < line.length; i++) {
    if (line[i] !== '"') continue;
    if (line[i + 1] !== '"') return i;
    i++;
  }
  return -1;
}

const numberLike = /^[+-]?(?:\d[\d.,]*|\d{1,3}(?:[ \u00a0\u202f\u2009'’]\d{3})+(?:[.,]\d+)?|[.,]\d+)(?:[eE][+-]?\d+)?[+-]?$/;

/** A cell that belongs into a table of measurements: a number, a time, nothing, or a short word for "no value". */
function isMeasurementCell(cell: string): boolean {
  const text = cell.trim();
  return text === '' || numberLike.test(text) || calendarPattern.test(text) || clockPattern.test(text);
}

/**
 * The delimiter by which most lines fall into equally many cells that look like measurements; null when none does (coverage or content
 * below four tenths: a long table is half words).
 */
export function findTableShape(lines: readonly SampleLine[]): TableShape | null {
  let best: (TableShape & { readonly score: number }) | null = null;
  for (const delimiter of DELIMITERS) {
    const rows = lines.map(({ number, text }) => ({ number, text, cells: splitCells(text, delimiter) }));
    const measured = rows.filter(isMeasured);
    const fields = commonFieldCount(measured.length > 0 ? measured : rows);
    if (fields < 2) continue;
    // Lines before the first row of measurements (metadata, header) say nothing about the table's width.
    const before = measured.length > 0 ? rows.findIndex((row) => isMeasured(row) && fits(row, fields)) : 0;
    const fitting = rows.slice(before).filter((row) => fits(row, fields));
    const sample = fitting.slice(0, 400).slice(fitting.length > 1 && before === 0 ? 1 : 0);
    const good = sample.reduce((sum, { cells }) => sum + cells.slice(0, fields).filter(isMeasurementCell).length, 0);
    const score = (good / Math.max(1, sample.length * fields)) * (fitting.length / (lines.length - before));
    if (score > (best?.score ?? 0.4)) best = { delimiter, fields, rows, score };
  }
  return best;
}

/** A row of the table's width; one trailing delimiter is fine. */
export function fits({ cells }: TableRow, fields: number): boolean {
  return cells.length === fields || (cells.length === fields + 1 && cells.at(-1)!.trim() === '');
}

/** Two or more numbers or times, and more than a third of the filled cells: no metadata, no header. */
export function isMeasured({ cells }: TableRow): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  const measured = filled.filter(isMeasurementCell).length;
  return measured >= 2 && measured * 3 > filled.length;
}

/** How many fields most lines have; a delimiter at the end of (nearly) every line is not a field. */
function commonFieldCount(rows: readonly TableRow[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  let [fields, most] = [0, 0];
  for (const [count, lines] of counts) if (lines > most) [fields, most] = [count, lines];
  const trailing = rows.filter(({ cells }) => cells.length === fields && cells.at(-1)!.trim() === '').length;
  return trailing === most && fields > 1 ? fields - 1 : fields;
}
