import { splitCellUnit } from '../cells/cell-reader.ts';
import { isNoValue } from '../cells/cell-words.ts';
import { findNumberMarks, type NumberMarks, parseNumberText } from '../cells/number-text.ts';
import { findSerialPair } from '../detections/day-part.ts';
import { settleMarks } from '../detections/decimal-doubt.ts';
import type { TableRow, TableShape } from '../detections/delimiter-detection.ts';
import { findHeader, type HeaderFinding } from '../detections/header-detection.ts';
import { type FileMetadata, readMetadata } from '../detections/metadata-detection.ts';
import { findNumericTimes } from '../detections/numeric-time-detection.ts';
import { findRegion } from '../detections/table-region.ts';
import { findTimeColumns, type TimeColumns } from '../detections/time-columns.ts';
import { isTimeHeader } from '../detections/time-header.ts';
import type { ImportAnswers, ImportQuestion, ImportRefusal } from '../import.types.ts';
import { notUnderstood } from '../import-problem.ts';
import type { TextSample } from '../texts/text-sample.ts';
import { calendarPattern } from '../times/time-patterns.ts';

export interface Table {
  readonly sample: TextSample;
  readonly shape: TableShape;
  /** Name of the file: it may carry the date. */
  readonly fileName: string;
  readonly answers: ImportAnswers;
  readonly header: HeaderFinding;
  /** Rows of the sample from the first data row on that have the right number of fields. */
  readonly rows: readonly TableRow[];
  readonly firstDataLine: number;
  /** Columns from 0 that are time; with `pairs`, all of them. None: no column holds a time. */
  readonly timeColumns: readonly number[];
  /** Text times; null: the time is a number, or there is none. */
  readonly textTimes: TimeColumns | null;
  /** Each of several time columns belongs to the columns behind it. */
  readonly pairs: readonly PairedTime[];
  readonly marks: NumberMarks;
  /** About its numbers and its times: what no cell settles. */
  readonly questions: readonly ImportQuestion[];
  readonly metadata: FileMetadata;
}

export interface PairedTime {
  readonly column: number;
  /** Null: a number. */
  readonly text: TimeColumns | null;
}

/** Finds the parts of the table; a refusal when they do not fit together. */
export function readTable(input: {
  sample: TextSample;
  shape: TableShape;
  fileName: string;
  answers: ImportAnswers;
}): Table | ImportRefusal {
  const region = findRegion(input.shape);
  if ('code' in region) return region;
  const { shape, rows, dataAt } = region;
  // Names tell times from numbers, and times tell names from the rows around them: first a rough look, then the real one.
  const rough = findHeader(shape.rows, dataAt, { fields: shape.fields, timeColumns: [] });
  if ('code' in rough) return rough;
  const times = findTimes(rows, rough, { fields: shape.fields, answers: input.answers });
  if ('code' in times) return times;
  const header = findHeader(shape.rows, dataAt, { fields: shape.fields, timeColumns: times.timeColumns });
  if ('code' in header) return header;
  const instants = header.names.filter((name) => calendarPattern.test(name.trim())).length;
  if (instants > 1 && instants * 2 > header.names.length)
    return notUnderstood(
      'Its header holds times and its rows hold one channel each. Turn the table (transpose it), so that each row is one time.',
    );
  const textColumns = new Set(
    times.textTimes === null ? times.pairs.flatMap(({ column, text }) => (text ? [column] : [])) : times.timeColumns,
  );
  const cells = rows.flatMap((row) => row.cells.filter((_, column) => !textColumns.has(column)));
  const found = findNumberMarks(cells.map((cell) => splitCellUnit(cell).digits));
  if (found === null) return notUnderstood('Some of its numbers have a decimal point and others a decimal comma.');
  const columns = header.cells.map((_, column) => (textColumns.has(column) ? [] : rows.map((row) => (row.cells[column] ?? '').trim())));
  const { marks, question } = settleMarks(columns, found, input.answers);
  return {
    ...input,
    questions: [question, times.textTimes?.question].filter((one) => one !== null && one !== undefined),
    shape,
    header,
    rows,
    firstDataLine: shape.rows[dataAt]!.number,
    ...times,
    marks,
    metadata: readMetadata(
      header.metadata,
      header.cells.flatMap(({ name }, column) => (times.timeColumns.includes(column) ? [] : [name])),
    ),
  };
}

type Times = Pick<Table, 'timeColumns' | 'textTimes' | 'pairs'>;

function findTimes(
  rows: readonly TableRow[],
  header: HeaderFinding,
  { fields, answers }: { fields: number; answers: ImportAnswers },
): Times | ImportRefusal {
  const names = header.headerLine === null ? Array.from({ length: fields }, () => '') : header.names;
  const found = findTimeColumns(rows, names, answers);
  if (found !== null && 'code' in found) return found;
  if (found !== null && 'pairs' in found) {
    const pairs = found.pairs.map((text) => ({ column: text.columns[0]!, text }));
    return { timeColumns: pairs.map(({ column }) => column), textTimes: null, pairs };
  }
  if (found !== null) return { timeColumns: found.columns, textTimes: found, pairs: [] };
  const serials = findSerialPair(rows, names);
  if (serials !== null) return { timeColumns: serials, textTimes: null, pairs: [] };
  const columns = findNumericTimes(header, rows);
  const lost = columns.length === 0 ? unreadTime(header, rows) : null;
  if (lost !== null) return lost;
  const pairs = columns.length > 1 ? columns.map((column) => ({ column, text: null })) : [];
  return { timeColumns: columns, textTimes: null, pairs };
}

/** A column is called a time and holds something that no writing of times explains. */
function unreadTime({ names }: HeaderFinding, rows: readonly TableRow[]): ImportRefusal | null {
  for (const [column, name] of names.entries()) {
    if (!isTimeHeader(name)) continue;
    const example = rows.map(({ cells }) => (cells[column] ?? '').trim()).find((text) => /\d/.test(text));
    if (example === undefined || !Number.isNaN(Number(example.replace(',', '.')))) continue;
    return notUnderstood(
      `The column "${name}" should hold the time, but "${example.slice(0, 40)}" is a writing that is not known. Export with times like 2026-01-03 08:15:00.`,
    );
  }
  return null;
}

/** More than half of the filled cells are words other than those for "no value". */
export function isWords({ rows, marks }: Pick<Table, 'rows' | 'marks'>, column: number): boolean {
  const filled = rows.map((row) => (row.cells[column] ?? '').trim()).filter((cell) => cell !== '');
  const words = filled.filter((cell) => {
    const number = parseNumberText(splitCellUnit(cell).digits, marks.decimalMark, marks.thousandsMark);
    return Number.isNaN(number) && !isNoValue(cell);
  });
  return words.length * 2 > filled.length;
}
