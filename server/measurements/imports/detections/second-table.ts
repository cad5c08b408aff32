import { parseUnit } from '../../../systems/units.ts';
import type { ImportPart, TableRecipe } from '../import.types.ts';
import { lineCells } from '../texts/line-splitting.ts';
import type { TimeRecipe } from '../times/time-recipe.types.ts';
import { splitHeader } from './header-cell.ts';
import { bareUnit } from './header-row.ts';
import { isTimeHeader } from './time-header.ts';

/** Behind this line the file goes on with something else: another table, or the same clock from the beginning. */
export class SecondTable extends Error {
  readonly line: number;
  readonly kind: 'header' | 'restart' | 'units';
  /** Restart: the newest time before it in ms. */
  readonly newestMs: number;
  constructor(line: number, kind: SecondTable['kind'], newestMs = Number.NaN) {
    super();
    this.line = line;
    this.kind = kind;
    this.newestMs = newestMs;
  }
}

const plain = (cell: string): string => cell.replaceAll('"', '').replace(/\s+/g, ' ').trim();

/**
 * Tells whether a line between the rows is a header: `same` as ours (spaces and quotes apart), an `other` one, or a row of other `units`. Logger software that
 * appends to a file writes its header again, after a change of channels with other columns.
 */
export function headerBetweenRows(
  recipe: Pick<TableRecipe, 'time' | 'headerTexts' | 'channels' | 'delimiter' | 'spacing'>,
): (text: string) => 'same' | 'other' | 'units' | null {
  const cellsOf = (text: string): string[] => lineCells(text, recipe).map(plain);
  const ours = recipe.headerTexts.map((text) => cellsOf(text).join('\n').replace(/\n$/, ''));
  const timeName = plain(recipe.time.names[0] ?? '');
  const timeAt = (recipe.time.columns[0] ?? 0) - 1;
  const names = new Set(recipe.channels.map(({ name }) => name));
  return (text) => {
    const cells = cellsOf(text);
    if (timeName !== '' && !text.includes(timeName)) return isForeignHeader(cells, timeAt) ? 'other' : unitsRow(cells, recipe);
    if (ours.includes(cells.join('\n').replace(/\n$/, ''))) return 'same';
    const known = cells.filter((cell) => names.has(cell) || names.has(splitHeader(cell).name)).length;
    const isTimed = timeName !== '' && cells.includes(timeName);
    return isTimed ? (known > 0 ? 'other' : null) : timeName === '' && known > 1 ? 'other' : null;
  };
}

/** A row in which every filled cell beside the time is a unit: `same` as the channels have, or others. Null: it is no such row. */
function unitsRow(cells: readonly string[], { time, channels }: Pick<TableRecipe, 'time' | 'channels'>): 'same' | 'units' | null {
  const units = cells.map((cell) => parseUnit(bareUnit(cell)));
  const values = channels.flatMap(({ column, unitWritten }) => (column === null ? [] : [{ unitWritten, unit: units[column - 1] }]));
  const isTime = (column: number): boolean => time.columns.includes(column + 1);
  const isAll = cells.every((cell, column) => isTime(column) || /^-?$/.test(bareUnit(cell)) || units[column] !== null);
  const known = values.filter(({ unit }) => unit !== null && unit !== undefined);
  if (!isAll || known.length === 0 || time.columns.some((column) => /\d/.test(cells[column - 1] ?? ''))) return null;
  return known.every(({ unit, unitWritten }) => parseUnit(unitWritten ?? '')?.symbol === unit!.symbol) ? 'same' : 'units';
}

/** Another logger's header: its time has another name, and no cell holds a number. Two words alone may be a remark. */
function isForeignHeader(cells: readonly string[], timeAt: number): boolean {
  const filled = cells.filter((cell) => cell !== '');
  const isTimed = timeAt >= 0 && isTimeHeader(cells[timeAt] ?? '');
  return (
    isTimed &&
    filled.length > 1 &&
    filled.every((cell) => !/^\W*\d/.test(cell)) &&
    filled.some((cell) => splitHeader(cell).unit !== null || filled.length > 2)
  );
}

/** Ranges of counters that begin again at zero: 16 and 32 bits, with and without a sign. */
const ranges = [65_536, 32_768, 4_294_967_296, 2_147_483_648, 16_777_216] as const;

/** The range of a counter whose last number before zero was `newest` and whose steps are about `step`; null: it did not run over. */
export function counterRange(newest: number, next: number, step: number): number | null {
  return ranges.find((range) => newest < range && newest + next >= 0 && Math.abs(range + next - newest) <= Math.max(2, 20 * step)) ?? null;
}

/** The sample was too short to see a counter run over: ms of its range; null: this is no counter that did. */
export function counterWrap({ kind, newestMs }: SecondTable, time: TimeRecipe): number | null {
  const msPerUnit = time.msPerUnit ?? 0;
  if (kind !== 'restart' || time.kind !== 'relative' || time.wrapMs !== undefined || msPerUnit === 0 || time.columns.length === 0)
    return null;
  const range = counterRange(newestMs / msPerUnit, 0, newestMs / msPerUnit / 2000);
  return range === null ? null : range * msPerUnit;
}

/** A counter ran over behind the sample: the file is to be read again with this range. */
export class CounterOverrun extends Error {
  readonly part: ImportPart;
  readonly wrapMs: number;
  constructor(part: ImportPart, wrapMs: number) {
    super();
    this.part = part;
    this.wrapMs = wrapMs;
  }
}
