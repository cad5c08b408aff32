import type { TableRow, TableShape } from './delimiter-detection.ts';
import { findHeader, type HeaderFinding, splitHeader } from './header-detection.ts';
import type { ImportAnswers, ImportQuestion, ImportRefusal } from './import.types.ts';
import { notUnderstood } from './import-problem.ts';
import { type FileMetadata, readMetadata, zoneOf } from './metadata-detection.ts';
import { findNumberMarks, type NumberMarks, parseNumberText } from './number-text.ts';
import { findNumericTimeColumn, isTimeHeader, readNumericTime } from './numeric-time-detection.ts';
import type { TextSample } from './text-sample.ts';
import { findCalendarColumns, readCalendar, type TimeFinding } from './time-detection.ts';
import { calendarPattern } from './time-patterns.ts';

export interface Table {
  readonly sample: TextSample;
  readonly shape: TableShape;
  readonly answers: ImportAnswers;
  readonly header: HeaderFinding;
  /** Rows of the sample from the first data row on that have the right number of fields. */
  readonly rows: readonly TableRow[];
  readonly firstDataLine: number;
  readonly timeColumns: readonly number[];
  readonly isCalendar: boolean;
  readonly marks: NumberMarks;
  readonly metadata: FileMetadata;
}

/** Finds the parts of the table; a refusal when they do not fit together. */
export function readTable(sample: TextSample, shape: TableShape, answers: ImportAnswers): Table | ImportRefusal {
  const { fields } = shape;
  const fits = (row: TableRow): boolean =>
    row.cells.length === fields || (row.cells.length === fields + 1 && row.cells.at(-1)!.trim() === '');
  const fitting = shape.rows.filter(fits);
  const calendar = findCalendarColumns(fitting, fields);
  if (calendar !== null && 'code' in calendar) return calendar;
  const isData = (row: TableRow): boolean =>
    fits(row) && (calendar ? calendarPattern.test(row.cells[calendar.date]!.trim()) : isNumeric(row, shape.rows.length));
  const dataAt = firstOfMany(shape.rows, isData);
  if (dataAt < 0) return notUnderstood('No line below the header could be read as a row of measurements.');
  const rows = shape.rows.slice(dataAt).filter(fits);
  let timeColumns = calendar === null ? [] : calendar.clock === null ? [calendar.date] : [calendar.date, calendar.clock];
  // The unit of a numeric time may be no unit (`Excel`): its column is found by the name above it.
  const named = [dataAt - 2, dataAt - 1].map((at) => (calendar ? null : findNumericTimeColumn(shape.rows[at]?.cells ?? [], rows)));
  const likely = named.find((column) => column !== null);
  const header = findHeader(shape.rows, dataAt, { fields, timeColumns: likely === undefined || likely === null ? timeColumns : [likely] });
  if (header === null) return notUnderstood('It has no header row that names its columns. Add one like "Time;Pump pressure [bar]".');
  if ('code' in header) return header;
  if (calendar === null) {
    const column = findNumericTimeColumn(shape.rows.find((row) => row.number === header.headerLine)!.cells.slice(0, fields), rows);
    const others = header.cells.filter(
      (cell, at) =>
        at !== column && isTimeHeader(cell.name) && splitHeader(cell.name).name === splitHeader(header.cells[column ?? 0]!.name).name,
    );
    if (column !== null && others.length > 0)
      return notUnderstood('Several columns hold times, each for the column behind it. This layout is not read yet.');
    if (column === null) return notUnderstood('No column holds a time. Export with a column of date and time.');
    timeColumns = [column];
  }
  const cells = rows.flatMap((row) => row.cells.filter((_, column) => !timeColumns.includes(column)));
  const timeCells = calendar === null ? rows.map((row) => row.cells[timeColumns[0]!]!) : [];
  const marks = findNumberMarks([...cells, ...timeCells]);
  if (marks === null) return notUnderstood('Some of its numbers have a decimal point and others a decimal comma.');
  return {
    sample,
    shape,
    answers,
    header,
    rows,
    firstDataLine: shape.rows[dataAt]!.number,
    timeColumns,
    isCalendar: calendar !== null,
    marks,
    metadata: readMetadata(
      header.metadata,
      header.cells.map(({ name }) => name),
    ),
  };
}

/** More numbers than other filled cells, and at least two of them. */
function isNumeric({ cells }: TableRow, rows: number): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  const numbers = filled.filter((cell) => /\d/.test(cell) && /^[\d.,+\-eE\s\u202f’']+$/.test(cell)).length;
  return numbers * 2 > filled.length && (numbers > 1 || rows < 4);
}

/** The first such row below a header, or that more of them follow: one line of metadata may look like data, and the second row may be damaged. */
function firstOfMany(rows: readonly TableRow[], isData: (row: TableRow) => boolean): number {
  return rows.findIndex((row, at) => {
    if (!isData(row)) return false;
    const above = rows[at - 1];
    const isBelowHeader =
      above !== undefined && above.cells.length >= Math.max(3, row.cells.length) && !above.cells.some((cell) => /^[\s\d]/.test(cell));
    const next = rows.slice(at + 1, at + 6);
    const isBelowWords = above !== undefined && above.cells.length === row.cells.length && !/\d/.test(above.cells[0] ?? '');
    const isFollowed = next[0] === undefined || isData(next[0]) || isBelowWords;
    return isBelowHeader || (isFollowed && next.filter(isData).length * 2 >= next.length);
  });
}

export function readTime(table: Table): TimeFinding {
  const { rows, timeColumns, header, answers, marks } = table;
  const [column = 0, clock = null] = timeColumns;
  const written = (index: number): string => table.shape.rows.find((row) => row.number === header.headerLine)!.cells[index]!.trim();
  if (!table.isCalendar) {
    const unit = header.cells[column]?.unit ?? null;
    // Below another header the numbers begin again.
    const again = rows.findIndex(({ cells }) => cells[column]?.trim() === written(column));
    return readNumericTime({
      rows: again < 0 ? rows : rows.slice(0, again),
      column,
      header: written(column),
      unit,
      decimalMark: marks.decimalMark,
      answers,
      metadata: table.metadata,
    });
  }
  const names = timeColumns.map(written);
  const named = names
    .map((name) => /\b((?:utc|gmt)(?:\s*[+-]\s*\d{1,2}(?::?\d{2})?)?)\b/i.exec(name)?.[1])
    .find((zone) => zone !== undefined);
  const open =
    named === undefined ? (names.find((name) => /\b(?:CET|CEST|MEZ|MESZ|[ECMP][SD]T)\b/.test(name)) ?? table.metadata.openZone) : null;
  const found = readCalendar({
    rows,
    columns: { date: column, clock },
    names,
    answers,
    zone: named === undefined ? { zone: table.metadata.zone, from: 'metadata' } : { zone: zoneOf(named), from: 'column' },
  });
  if (open === null || answers.zone !== undefined || (found.recipe?.hasOffset ?? false)) return found;
  return { ...found, questions: [...found.questions, zoneQuestion(open)] };
}

function zoneQuestion(seen: string): ImportQuestion {
  return {
    id: 'zone',
    ask: `"${seen.slice(0, 60)}" does not say whether summer time applies. In which zone (like Europe/Berlin or +01:00) did the logger's clock run?`,
    about: [],
    options: [],
  };
}

/** More than half of the filled cells are no numbers. */
export function isWords({ rows, marks }: Table, column: number): boolean {
  const filled = rows.map((row) => (row.cells[column] ?? '').trim()).filter((cell) => cell !== '');
  const numbers = filled.filter((cell) => !Number.isNaN(parseNumberText(cell, marks.decimalMark, marks.thousandsMark)));
  return numbers.length * 2 < filled.length;
}
