import { parseUnit } from '../../systems/units.ts';
import type { TableRow } from './delimiter-detection.ts';
import type { ImportRefusal } from './import.types.ts';
import { notUnderstood } from './import-problem.ts';

export interface HeaderCell {
  readonly name: string;
  /** As written, without brackets; null: the header says nothing; '' : it says there is none (`[-]`). */
  readonly unit: string | null;
}

/** Name and unit of `Pressure [bar]`, `Débit (l/min)`, `1CV(PumpPress bar)`, `Druck / bar`. */
export function splitHeader(cell: string): HeaderCell {
  const text = cell.trim();
  const bracket = /^(.*?)\s*([[({<])([^\])}>]*)[\])}>]\s*$/.exec(text);
  if (bracket) {
    const [, name = '', kind, inside = ''] = bracket;
    const unit = inside.trim();
    if (unit === '-' || unit === '' || unit === '1') return { name: name.trim(), unit: '' };
    if (parseUnit(unit) !== null || kind === '[') return { name: name.trim() === '' ? text : name.trim(), unit };
    const last = unit.split(/\s+/).at(-1)!;
    if (last !== unit && parseUnit(last) !== null) return { name: text, unit: last };
    return { name: text, unit: null };
  }
  const behind = /^(.+?)(?:\s+\/\s+|\s+in\s+|\s*,\s+)(\S+)$/.exec(text);
  if (behind && parseUnit(behind[2]!) !== null) return { name: behind[1]!, unit: behind[2]! };
  return { name: text, unit: null };
}

export interface HeaderFinding {
  readonly headerLine: number;
  readonly unitsLine: number | null;
  readonly cells: readonly HeaderCell[];
  readonly texts: readonly string[];
  /** The header is a row of units without names. */
  readonly isUnitsOnly: boolean;
  /** Lines before the header. */
  readonly metadataLines: number;
  readonly metadata: readonly TableRow[];
}

const comment = /^\s*(?:#|\/\/|%|'|--)/;
/** A line of nothing but strokes between header and rows. */
const stroke = /^[\s\-=_*+;,|\t]+$/;

/**
 * The header directly above the first data row (`rows[dataAt]`), with a row of units below it if there is one. Null: the table begins
 * without a header. Columns from 0; `timeColumns` are left out of the judgement.
 */
export function findHeader(
  rows: readonly TableRow[],
  dataAt: number,
  table: { fields: number; timeColumns: readonly number[] },
): HeaderFinding | ImportRefusal | null {
  let at = dataAt - 1;
  while (at >= 0 && stroke.test(rows[at]!.text)) at--;
  const above = rows[at];
  if (above === undefined) return null;
  const width = (row: TableRow): number =>
    row.cells.at(-1)?.trim() === '' && row.cells.length === table.fields + 1 ? table.fields : row.cells.length;
  if (width(above) !== table.fields) {
    if (comment.test(above.text)) return null;
    return notUnderstood(
      `Line ${above.number} should be the header, but it has ${width(above)} fields where the rows have ${table.fields}.`,
    );
  }
  const second = rows[at - 1];
  const hasUnitsRow = second !== undefined && width(second) === table.fields && !comment.test(second.text) && isUnitsRow(above, table);
  const header = hasUnitsRow ? second : above;
  const before = rows.slice(0, rows.indexOf(header));
  const numeric = header.cells.filter((cell) => /^[+-]?\d[\d.,]*$/.test(cell.trim())).length;
  if (numeric * 2 > table.fields) {
    return notUnderstood(`Line ${header.number} should be the header that names the columns, but it holds numbers.`);
  }
  const cells = header.cells.slice(0, table.fields).map((written, column) => {
    const cell = column === 0 ? written.replace(/^\s*(?:#|\/\/|%)+\s*/, '') : written;
    const split = splitHeader(cell);
    const below = hasUnitsRow ? (above.cells[column] ?? '').trim().replace(/^[[(]|[\])]$/g, '') : null;
    return below === null || below === '' ? split : { name: cell.trim(), unit: below === '-' ? '' : below };
  });
  const isUnitsOnly = !hasUnitsRow && isUnitsRow(above, table);
  return {
    headerLine: header.number,
    unitsLine: hasUnitsRow ? above.number : null,
    cells: isUnitsOnly
      ? header.cells.slice(0, table.fields).map((cell) => ({ name: cell.trim(), unit: cell.trim().replace(/^\*/, '') }))
      : cells,
    texts: hasUnitsRow ? [header.text, above.text] : [header.text],
    isUnitsOnly,
    metadataLines: header.number - 1,
    metadata: before,
  };
}

/** Every cell outside the time columns is a unit or blank, and at least half of them are units. */
function isUnitsRow(row: TableRow, table: { fields: number; timeColumns: readonly number[] }): boolean {
  const cells = row.cells.slice(0, table.fields).filter((_, column) => !table.timeColumns.includes(column));
  const bare = cells.map((cell) => cell.trim().replace(/^[[(]|[\])]$/g, ''));
  const units = bare.filter((cell) => parseUnit(cell) !== null).length;
  return units * 2 >= bare.length && units > 0 && bare.every((cell) => cell === '' || cell === '-' || parseUnit(cell) !== null);
}
