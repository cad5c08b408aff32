import { parseUnit } from '../../../systems/units.ts';
import type { ImportRefusal } from '../import.types.ts';
import { notUnderstood } from '../import-problem.ts';
import type { TableRow } from './delimiter-detection.ts';
import { type HeaderCell, splitChannelHeader } from './header-cell.ts';
import { bareUnit, type HeaderRole, headerRole, isStatistic, isUnitLabel, nameScore } from './header-row.ts';
import { isTimeHeader } from './time-header.ts';

export interface HeaderFinding {
  /** Null: the table begins without a header. */
  readonly headerLine: number | null;
  readonly unitsLine: number | null;
  readonly cells: readonly HeaderCell[];
  /** The names as written, one per column. */
  readonly names: readonly string[];
  /** Header lines as written: the same text later in the file is a repeated header. */
  readonly texts: readonly string[];
  /** The header is a row of units without names. */
  readonly isUnitsOnly: boolean;
  /** Lines before the header. */
  readonly metadataLines: number;
  readonly metadata: readonly TableRow[];
}

export interface HeaderTable {
  readonly fields: number;
  /** Columns from 0 that are no values; none: not known yet. */
  readonly timeColumns: readonly number[];
}

const comment = /^\s*(?:#|\/\/|%|'|--|\*)/;
/** Headings of parts: `***End_of_Header***`, `#NAMES`. */
const heading = /^\s*"?(?:\*{3}.*\*{3}|#(?:NAMES|TYPES|ROWS))/;
const MOST_HEADER_ROWS = 12;
/** Columns that hold remarks now and then. */
export const remarkName =
  /^(?:comments?|kommentare?|bemerkung(?:en)?|remarks?|notes?|notiz|markers?|marke|events?|ereignis|status|alarms?|text|description)\b/i;

/** The header above the first data row (`rows[dataAt]`): names, units, and rows of types, ranges and sensor numbers around them. */
export function findHeader(rows: readonly TableRow[], dataAt: number, table: HeaderTable): HeaderFinding | ImportRefusal {
  const block = headerBlock(rows, dataAt, table);
  if (block.length === 0) {
    const above = rows[dataAt - 1];
    const isOther = above !== undefined && above.cells.length > 1 && !isRemark(above.text);
    if (!isOther) return headless(rows, dataAt, table);
    return notUnderstood(
      `Line ${above.number} should be the header, but it has ${above.cells.length} fields where the rows have ${table.fields}.`,
    );
  }
  const roles = block.map((row) => headerRole(row, table));
  const { names, units, group: above = null } = namesAndUnits(block, roles, table);
  const header = names ?? units;
  if (header === null) return headless(rows, dataAt, table);
  const isUnitsOnly = names === null;
  const group = names === null ? null : (above ?? groupOf(block, names, table));
  const first = [header, group, isUnitsOnly ? null : units].reduce((at, row) => Math.min(at, row?.number ?? at), header.number);
  const from = rows.findIndex((row) => row.number === first);
  return {
    headerLine: header.number,
    unitsLine: isUnitsOnly ? null : (units?.number ?? null),
    cells: cellsOf({ header, units: isUnitsOnly ? null : units, group, isUnitsOnly }, table),
    names: header.cells.slice(0, table.fields).map((cell) => cell.trim()),
    texts: textsOf([header, isUnitsOnly ? null : units, ...rows.slice(from, dataAt)]),
    isUnitsOnly,
    metadataLines: first - 1,
    metadata: [...rows.slice(0, from), ...labelledRows(rows.slice(from, dataAt), [header, group, units])],
  };
}

/** `"HResolution",0.001`, `"Date","2026/01/05"` between the names and the data: lines that say something of the table, too. */
function labelledRows(rows: readonly TableRow[], taken: readonly (TableRow | null)[]): TableRow[] {
  const numbers = new Set(taken.map((row) => row?.number));
  const isFact = ({ number, cells: [label = '', value = ''] }: TableRow): boolean =>
    !numbers.has(number) && /^\p{L}/u.test(label.trim()) && (/\d/.test(value) || parseUnit(value.trim()) !== null);
  return rows.filter(isFact);
}

/** The rows of names and of units. What names the time may stand in a row of its own (`Zeit;;`) below all others. */
function namesAndUnits(
  block: readonly TableRow[],
  roles: readonly HeaderRole[],
  table: HeaderTable,
): { names: TableRow | null; units: TableRow | null; group?: TableRow } {
  const best = bestNames(block, roles, table);
  const above = best === null ? undefined : block[block.indexOf(best) - 1];
  // `NO.,Time,ms,bar,degC` below `Number,Date&Time,ms,CH1,CH2`: time is named in both, and one of them gives the units.
  if (best && above && isTimedUnits(best, table) && !isTimedUnits(above, table) && headerRole(above, table) === 'names')
    return { names: above, units: best };
  const units = unitsOf(block, roles, best);
  const kinds = best && block.find((row) => row.number > best.number && isKindsOf(row, best, table));
  if (best && kinds) return { names: withTimes(kinds, best, table), units, group: best };
  if (best === null || !isTimeOnly(best, table)) return { names: best, units };
  const rest = block.filter((row) => row !== best);
  const named = bestNames(
    rest,
    rest.map((row) => headerRole(row, table)),
    { ...table, timeColumns: [] },
  );
  if (named === null) return { names: best, units };
  return {
    names: withTimes(named, best, table),
    units: unitsOf(
      rest,
      rest.map((row) => headerRole(row, table)),
      named,
    ),
  };
}

/** A row with the names of the time from another one. */
function withTimes(row: TableRow, times: TableRow, { timeColumns }: HeaderTable): TableRow {
  return { ...row, cells: row.cells.map((cell, column) => (timeColumns.includes(column) ? times.cells[column]! : cell)) };
}

/** `min;max;avg` under `P1 [bar];;`: a name stands once over the kinds of its values. */
function isKindsOf({ cells }: TableRow, above: TableRow, { fields, timeColumns }: HeaderTable): boolean {
  const columns = Array.from({ length: fields }, (_, column) => column).filter((column) => !timeColumns.includes(column));
  const isBlank = (cell: string | undefined): boolean => (cell ?? '').trim() === '';
  return (
    columns.length > 1 &&
    columns.every((column) => isStatistic(cells[column] ?? '')) &&
    !isBlank(above.cells[columns[0]!]) &&
    columns.some((column) => isBlank(above.cells[column]))
  );
}

/** It names the time and nothing else. */
function isTimeOnly({ cells }: TableRow, { fields, timeColumns }: HeaderTable): boolean {
  return fields > timeColumns.length && cells.slice(0, fields).every((cell, column) => timeColumns.includes(column) || cell.trim() === '');
}

/** Names of time, and units where the other columns have their names. */
function isTimedUnits({ cells }: TableRow, { fields, timeColumns }: HeaderTable): boolean {
  const others = cells.slice(0, fields).filter((cell, column) => !timeColumns.includes(column) && cell.trim() !== '');
  const units = others.filter((cell) => parseUnit(bareUnit(cell)) !== null).length;
  return units >= 2 && units * 2 >= others.length;
}

/** Names first, then units, then whatever else stands above the rows. */
function textsOf(rows: readonly (TableRow | null)[]): string[] {
  return [...new Set(rows.flatMap((row) => (row === null ? [] : [row.text])))];
}

function headless(rows: readonly TableRow[], dataAt: number, table: HeaderTable): HeaderFinding {
  return {
    headerLine: null,
    unitsLine: null,
    cells: Array.from({ length: table.fields }, () => ({ name: '', unit: null })),
    names: Array.from({ length: table.fields }, (_, column) => `column ${column + 1}`),
    texts: [],
    isUnitsOnly: false,
    metadataLines: rows[dataAt]!.number - 1,
    metadata: rows.slice(0, dataAt),
  };
}

/** Rows above the data that are as wide as the table, from top to bottom. */
function headerBlock(rows: readonly TableRow[], dataAt: number, table: HeaderTable): TableRow[] {
  const block: TableRow[] = [];
  for (let at = dataAt - 1; at >= 0 && block.length < MOST_HEADER_ROWS; at--) {
    const row = rows[at]!;
    if (isStrokes(row) || heading.test(row.text)) continue;
    if (/^\s*"?#TYPES/.test(rows[at - 1]?.text ?? '')) continue;
    const last = row.cells.at(-1)!.trim();
    // A column of remarks may be named and never written.
    const isWide = row.cells.length === table.fields || (row.cells.length === table.fields + 1 && (last === '' || remarkName.test(last)));
    // `#time;p [bar]` is a header; the remarks above it are not.
    if (!isWide || (comment.test(row.text) && block.length > 0)) break;
    block.unshift(row);
  }
  return block;
}

/** `----;-------;------` */
function isStrokes({ cells }: TableRow): boolean {
  return cells.every((cell) => /^\s*[-=_*+:]*\s*$/.test(cell)) && cells.some((cell) => /[-=_*]{2}/.test(cell));
}

/** Lines that belong to no header: comments, `key: value`, `[Section]`, tags. */
function isRemark(text: string): boolean {
  return (
    comment.test(text) ||
    /^\s*;/.test(text) ||
    /^\s*(?:\[[^\]]*\]|<[^>]*>|\*{3}.*\*{3})\s*[;,\t|]*\s*$/.test(text) ||
    /^[^;,\t|]*[:=]/.test(text)
  );
}

function bestNames(block: readonly TableRow[], roles: readonly HeaderRole[], table: HeaderTable): TableRow | null {
  let best: { row: TableRow; score: number } | null = null;
  for (const [i, row] of block.entries()) {
    const score = nameScore(row, table);
    // `Time;Min;Max` names its columns, though each of them could be the kind of a value.
    if (roles[i] !== 'names' && !(roles[i] === 'types' && score >= 4)) continue;
    if (best === null || score >= best.score) best = { row, score };
  }
  return best?.row ?? null;
}

/** The row of units: below the names, or else above them. */
function unitsOf(block: readonly TableRow[], roles: readonly HeaderRole[], names: TableRow | null): TableRow | null {
  // `Einheit;bar` above a header of two columns is a line of metadata.
  const isAside = (row: TableRow): boolean =>
    names !== null && row.number < names.number && row.cells.length < 3 && row.cells[0]!.trim() !== '';
  const units = block.filter((row, i) => roles[i] === 'units' && !isAside(row));
  return units.find((row) => names === null || row.number > names.number) ?? units.at(-1) ?? null;
}

/** Names that repeat stand below the names of groups (`Pump A`, `Pump B`). */
function groupOf(block: readonly TableRow[], names: TableRow, table: HeaderTable): TableRow | null {
  const filled = names.cells.slice(0, table.fields).filter((cell, column) => cell.trim() !== '' && !table.timeColumns.includes(column));
  // `Mean [bar]` and `Mean [l/min]` are one name.
  const cells = filled.map((cell) => splitChannelHeader(cell).name);
  // A row of units may stand between the two.
  const above = block.slice(0, block.indexOf(names)).findLast((row) => headerRole(row, table) !== 'units');
  if (new Set(cells).size === cells.length || above === undefined) return null;
  // Where every channel has its own time the group begins above the time.
  const isPaired = table.timeColumns.length > 1;
  const words = above.cells.filter((cell, column) => /\p{L}/u.test(cell) && (isPaired || !table.timeColumns.includes(column)));
  const isNames = headerRole(above, table) === 'names' || (isPaired && !words.some((cell) => isTimeHeader(cell)));
  if (words.length < 2 || !isNames) return null;
  // A group may be named once, or above each of its columns.
  const pairs = names.cells.slice(0, table.fields).map((cell, column) => `${(above.cells[column] ?? '').trim()}\n${cell.trim()}`);
  const ofChannels = pairs.filter((_, column) => !table.timeColumns.includes(column));
  const isAboveEach = words.length === ofChannels.length && new Set(ofChannels).size === ofChannels.length;
  return new Set(words).size === words.length || isAboveEach ? above : null;
}

interface HeaderRows {
  readonly header: TableRow;
  readonly units: TableRow | null;
  readonly group: TableRow | null;
  readonly isUnitsOnly: boolean;
}

function cellsOf({ header, units, group, isUnitsOnly }: HeaderRows, table: HeaderTable): HeaderCell[] {
  let groupName = '';
  return header.cells.slice(0, table.fields).map((written, column) => {
    const bare = column === 0 ? written.replace(/^\s*(?:#|\/\/|%|;)+\s*/, '') : written;
    const cell = bare.trim().replace(/\s+/g, ' ');
    if (isUnitsOnly) return { name: cell, unit: bareUnit(cell).replace(/^\*/, '') };
    groupName = (group?.cells[column] ?? '').trim() || groupName;
    const isGrouped = group !== null && !table.timeColumns.includes(column) && groupName !== '';
    const over = isGrouped ? splitChannelHeader(groupName) : { name: '', unit: null };
    const prefix = isGrouped ? `${over.name} ` : '';
    const own = splitChannelHeader(cell);
    const split = { name: own.name, unit: own.unit ?? over.unit };
    const below = units === null || (column === 0 && isUnitLabel(units.cells[0] ?? '')) ? '' : bareUnit(units.cells[column] ?? '');
    if (below === '') return { name: prefix + split.name, unit: split.unit };
    // Behind the name stands another unit than in the row of units: nobody knows which of them holds.
    if (isOtherUnit(split.unit, below)) return { name: prefix + cell, unit: null, isContradictory: true };
    return { name: prefix + cell, unit: below === '-' ? '' : below };
  });
}

function isOtherUnit(behind: string | null, below: string): boolean {
  const [one, other] = [parseUnit(behind ?? ''), parseUnit(below)];
  return one !== null && other !== null && one.symbol !== other.symbol;
}
