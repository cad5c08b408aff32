import { cellKind } from '../cells/cell-kind.ts';
import type { ImportRefusal } from '../import.types.ts';
import { notUnderstood } from '../import-problem.ts';
import { fits, type TableRow, type TableShape } from './delimiter-detection.ts';

/** Where the rows of measurements begin. */
export interface TableRegion {
  readonly shape: TableShape;
  /** Index of the first data row in `shape.rows`. */
  readonly dataAt: number;
  /** Rows of the sample from the first data row on that have the right number of fields. */
  readonly rows: readonly TableRow[];
}

type ColumnKind = 'time' | 'number' | 'word' | 'blank';

/** Finds the first row of measurements by what most rows hold in each column: above it stand metadata, names, units, ranges, statistics. */
export function findRegion(found: TableShape): TableRegion | ImportRefusal {
  const shape = withLastColumn(found);
  const fitting = shape.rows.filter((row) => fits(row, shape.fields));
  const columns = columnKinds(fitting.length > 40 ? fitting.slice(-1500) : fitting.slice(Math.floor(fitting.length / 3)), shape.fields);
  const times = columns.flatMap((kind, column) => (kind === 'time' ? [column] : []));
  // Rows that begin with a blank stand below lines that begin with a label: `"BlockSize",30,30`.
  const isBlank = ({ cells }: TableRow): boolean => (cells[0] ?? '').trim() === '';
  const isBlankFirst = fitting.slice(-3).every(isBlank);
  const isValues = (row: TableRow): boolean => isNumeric(row, columns) && (!isBlankFirst || isBlank(row));
  const isData = (row: TableRow): boolean => fits(row, shape.fields) && (times.length > 0 ? isDated(row, times) : isValues(row));
  const dataAt = firstOfMany(shape.rows, isData);
  if (dataAt < 0) return noRows(shape);
  const lost = shape.rows.slice(0, dataAt).filter((row) => isOtherData(row, times.length > 0));
  if (lost.length > 2) {
    return notUnderstood(
      `Rows of measurements begin in line ${lost[0]!.number}, and other ones with ${shape.fields} fields in line ${shape.rows[dataAt]!.number}. The file holds two tables: cut it there and import the parts one by one.`,
    );
  }
  return { shape, dataAt, rows: shape.rows.slice(dataAt).filter((row) => fits(row, shape.fields)) };
}

/** A last column without a single value: the header names it, the rows end with a delimiter. */
function withLastColumn(shape: TableShape): TableShape {
  const { rows, fields } = shape;
  const wide = rows.filter(({ cells }) => cells.length === fields + 1);
  const isNamed =
    wide.length * 10 > rows.length * 5 &&
    wide.some(({ cells }) => /\p{L}/u.test(cells.at(-1)!)) &&
    !wide.some(({ cells }) => /\d/.test(cells.at(-1)!));
  return isNamed ? { ...shape, fields: fields + 1 } : shape;
}

function columnKinds(rows: readonly TableRow[], fields: number): ColumnKind[] {
  const sample = rows.length > 200 ? [...rows.slice(0, 100), ...rows.slice(-100)] : rows;
  return Array.from({ length: fields }, (_, column) => {
    const counts = { time: 0, number: 0, word: 0 };
    for (const { cells } of sample) {
      const kind = cellKind(cells[column] ?? '');
      if (kind === 'time' || kind === 'number' || kind === 'word') counts[kind]++;
    }
    const all = counts.time + counts.number + counts.word;
    if (all === 0) return 'blank';
    if (counts.time * 3 > all) return 'time';
    return counts.number * 3 >= all ? 'number' : 'word';
  });
}

/** A row with a time has its time; where several columns hold times, a shorter channel may have ended. */
function isDated({ cells }: TableRow, times: readonly number[]): boolean {
  return times.some((column) => cellKind(cells[column] ?? '') === 'time');
}

/** The first column of numbers is filled with one, and most of the others hold numbers or nothing. */
function isNumeric({ cells }: TableRow, columns: readonly ColumnKind[]): boolean {
  const numeric = columns.flatMap((kind, column) => (kind === 'number' ? [column] : []));
  const kinds = numeric.map((column) => cellKind(cells[column] ?? ''));
  const numbers = kinds.filter((kind) => kind === 'number').length;
  if (numbers === 0 || kinds.some((kind) => kind === 'word' || kind === 'time')) return false;
  return kinds[0] === 'number' && (numbers > 1 || kinds.length < 3 || kinds.filter((kind) => kind === 'blank').length > 0);
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

/** A line above the table that looks like a row of another one. */
function isOtherData(row: TableRow, isDatedTable: boolean): boolean {
  if (row.cells.length > 1) return isDataRow(row.cells, isDatedTable);
  // Rows with another delimiter: the file was written by two programs.
  return isDatedTable && OTHER_DELIMITERS.some((delimiter) => isDataRow(row.text.split(delimiter), true));
}

const OTHER_DELIMITERS = [';', '\t', ',', '|'];

function isDataRow(cells: readonly string[], isDatedTable: boolean): boolean {
  const kinds = cells.map(cellKind).filter((kind) => kind !== 'blank');
  if (kinds.length < 2 || kinds.includes('word')) return false;
  return isDatedTable
    ? kinds[0] === 'time' && kinds.includes('number')
    : kinds.every((kind) => kind === 'number' || kind === 'none') && kinds.length > 2;
}

function noRows({ rows }: TableShape): ImportRefusal {
  const numbers = rows.filter(
    ({ cells }) => cells.filter((cell) => cellKind(cell) === 'number' || cellKind(cell) === 'time').length > 1,
  ).length;
  if (numbers === 0 && rows.length < 60)
    return { code: 'import-no-data', detail: 'It has a header and no rows of numbers. Check the time range of the export.' };
  return notUnderstood('No line below the header could be read as a row of measurements.');
}
