import { splitCellUnit } from '../cells/cell-reader.ts';
import { isNoValue } from '../cells/cell-words.ts';
import { tidyNumber } from '../cells/number-text.ts';
import type { Spacing } from '../import.types.ts';
import { spacesToTabs, splitCells } from '../texts/line-splitting.ts';
import type { SampleLine } from '../texts/sample-line.types.ts';
import { calendarPattern, clockPattern } from '../times/time-patterns.ts';
import { findColumnStarts } from './fixed-columns.ts';

/** Spaces come last: they also stand inside cells. */
const DELIMITERS = ['\t', ';', '|', ',', '^', '~'] as const;

export interface TableRow {
  /** Line from 1. */
  readonly number: number;
  readonly text: string;
  readonly cells: readonly string[];
}

export interface TableShape {
  /** What stands between cells; a space where any number of them does. */
  readonly delimiter: string;
  /** Present when spaces separate: their lines are rewritten with tabs before they are parsed. */
  readonly spacing?: Spacing;
  /** Fields of a data line, a trailing delimiter not counted. */
  readonly fields: number;
  readonly rows: readonly TableRow[];
}

const numberLike = /^[+\-−–]? *(?:\d[\d.,]*|\d{1,3}(?:[ \u00a0\u202f\u2009'’]\d{3})+(?:[.,]\d+)?|[.,]\d+)(?:[eE][+-]?\d+)?[+-]?$/;
/** Four digits and at most two words: `3. März 2026 08:15:00`, `101.50 l/min`. Only to tell delimiters apart, not to read anything. */
function isTimeLike(written: string): boolean {
  const text = written.replace(/ \(.*\)$/, '');
  if (text.length < 6 || text.length > 40 || (/\s{2}/.test(text) && !/\p{L}/u.test(text)) || !/^['\p{L}\d .,:/+\-_°²³%]*$/u.test(text))
    return false;
  return (text.match(/\d/g)?.length ?? 0) >= 4 && (text.match(/\p{L}{2,}/gu)?.length ?? 0) <= 2;
}

/** A cell that belongs into a table of measurements: a number, a time, nothing, or a short word for "no value". */
function isMeasurementCell(cell: string): boolean {
  const text = cell.trim();
  return isPlainCell(text) || isTimeLike(text) || numberLike.test(splitCellUnit(text).digits.trim());
}

/** Where spaces separate, a date and its clock are two cells. */
function isPlainCell(text: string): boolean {
  return text === '' || numberLike.test(tidyNumber(text)) || calendarPattern.test(text) || clockPattern.test(text) || isNoValue(text);
}

type Cut = { readonly delimiter: string; readonly spacing?: Spacing };

function cutsOf(lines: readonly SampleLine[]): Cut[] {
  const starts = findColumnStarts(lines);
  const spacings: Spacing[] = starts === null ? ['wide', 'runs'] : ['wide', 'runs', starts];
  return [...DELIMITERS.map((delimiter) => ({ delimiter })), ...spacings.map((spacing) => ({ delimiter: ' ', spacing }))];
}

function rowsOf(lines: readonly SampleLine[], { delimiter, spacing }: Cut): TableRow[] {
  return lines.map(({ number, text }) => {
    if (spacing === undefined) return { number, text, cells: splitCells(text, delimiter) };
    const line = spacesToTabs(text, spacing);
    return { number, text: line, cells: splitCells(line, '\t') };
  });
}

/**
 * The delimiter by which most lines fall into equally many cells that look like measurements; null when none does (coverage or content
 * below four tenths: a long table is half words).
 */
export function findTableShape(lines: readonly SampleLine[]): TableShape | null {
  let best: (TableShape & { readonly score: number }) | null = null;
  for (const cut of cutsOf(lines)) {
    const rows = rowsOf(lines, cut);
    const measured = rows.filter(isMeasured);
    const fields = commonFieldCount(measured.length > 0 ? measured : rows);
    if (fields < 2) continue;
    const score = scoreOf(rows, { fields, measured: measured.length, isSpaced: cut.spacing !== undefined, best: best?.delimiter });
    // Words of a text are as many in no two lines, but three lines may agree by chance: spaces must make nearly every cell a measurement.
    if (score > (best?.score ?? (cut.spacing === undefined ? 0.4 : 0.5))) best = { ...cut, fields, rows, score };
  }
  return best ?? wordyTable(lines) ?? oneColumn(lines);
}

/** How much of the lines is a table of this width: 0 to 1. */
function scoreOf(
  rows: readonly TableRow[],
  { fields, measured, isSpaced, best }: { fields: number; measured: number; isSpaced: boolean; best: string | undefined },
): number {
  // Lines before the first row of measurements (metadata, header) say nothing about the table's width.
  const before = measured > 0 ? rows.findIndex((row) => isMeasured(row) && fits(row, fields)) : 0;
  const fitting = rows.slice(before).filter((row) => fits(row, fields));
  const sample = fitting.slice(0, 400).slice(fitting.length > 1 && before === 0 ? 1 : 0);
  const isGood = isSpaced ? (cell: string) => isPlainCell(cell.trim()) : isMeasurementCell;
  const good = sample.reduce((sum, { cells }) => sum + cells.slice(0, fields).filter(isGood).length, 0);
  const score = (good / Math.max(1, sample.length * fields)) * (fitting.length / (rows.length - before));
  // Spaces also stand inside cells: they win only where they cut clearly better, or where a comma cut decimals apart.
  return isSpaced && !(best === ',' && isDecimalComma(sample)) ? score * 0.8 : score * (isSpaced ? 1.1 : 1);
}

/** Between spaces (nearly) every cell of some column is a number with a decimal comma. */
function isDecimalComma(rows: readonly TableRow[]): boolean {
  const width = rows[0]?.cells.length ?? 0;
  return Array.from({ length: width }, (_, column) => column).some((column) => {
    const decimals = rows.filter(({ cells }) => /^[+-]?\d+,\d+$/.test((cells[column] ?? '').trim())).length;
    return decimals > 0 && decimals * 10 >= rows.length * 8;
  });
}

/**
 * A long table of mostly switches and modes (`XV-101;2026-01-03 08:15:00;OPEN;Good`): (nearly) every line has its time in the same column, and
 * some column has at least now and then a number.
 */
function wordyTable(lines: readonly SampleLine[]): TableShape | null {
  for (const delimiter of DELIMITERS) {
    const rows = rowsOf(lines, { delimiter });
    const fields = commonFieldCount(rows);
    const fitting = rows.filter((row) => fits(row, fields));
    if (fields < 3 || fitting.length < 5 || fitting.length * 10 < rows.length * 9) continue;
    const share = (isSuch: (text: string) => boolean): number[] =>
      Array.from({ length: fields }, (_, at) => fitting.filter(({ cells }) => isSuch(cells[at]!.trim())).length / fitting.length);
    const times = share((text) => /\d/.test(text) && !numberLike.test(text) && isTimeLike(text) && /\d[:.]\d\d/.test(text));
    const numbers = share((text) => numberLike.test(text));
    const time = times.findIndex((part) => part > 0.8);
    if (time >= 0 && numbers.some((part, at) => at !== time && part > 0.02)) return { delimiter, fields, rows };
  }
  return null;
}

/** One number in a line and nothing else: one channel. */
function oneColumn(lines: readonly SampleLine[]): TableShape | null {
  const numbers = lines.filter(({ text }) => numberLike.test(text.trim())).length;
  if (numbers < 3 || numbers < lines.length * 0.6) return null;
  return { delimiter: '\t', fields: 1, rows: lines.map(({ number, text }) => ({ number, text, cells: [text] })) };
}

/** A row of the table's width; one trailing delimiter is fine. */
export function fits({ cells }: TableRow, fields: number): boolean {
  return cells.length === fields || (cells.length === fields + 1 && cells.at(-1)!.trim() === '');
}

/** Two or more numbers or times, and more than a third of the filled cells: no metadata, no header. */
export function isMeasured({ cells }: TableRow): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  const measured = filled.filter((cell) => /\d/.test(cell) && isMeasurementCell(cell)).length;
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
