import { sampleTimes } from '../detections/time-detection.ts';
import type { ImportPart, LaneRecipe, TableRecipe } from '../import.types.ts';
import { siteClock, startBase } from '../import-clock.ts';
import { lineCells, textLinesOf } from '../texts/line-splitting.ts';
import { decodeText } from '../texts/text-encoding.ts';
import { isRelativeClock, isWallClock } from '../times/relative-start.ts';
import { readSlice } from './part-head.ts';

/** So much is looked at from the first data line on, and before the end. */
const END_BYTES = 65_536;

/** When a file begins and ends, as far as its first and last rows tell. */
export interface PartSpan {
  readonly clock: 'absolute' | 'relative';
  /** Unix ms, or ms from the file's own zero; NaN when no row could be read. */
  readonly firstMs: number;
  readonly lastMs: number;
  /** Median step of its first rows in ms; NaN: fewer than two rows. */
  readonly stepMs: number;
  /** Its first rows: time in ms and the cells of the channels. */
  readonly head: ReadonlyMap<number, string>;
}

/** Reads both ends of a plain (not packed) part. */
export async function readSpan(part: ImportPart, recipe: TableRecipe | LaneRecipe, siteZone: string): Promise<PartSpan> {
  const beginning = rowsOf(recipe, await readSlice(part, 0, END_BYTES + headerBytes(recipe)), 'first');
  const tailAt = Math.max(0, (part.bytes - END_BYTES) & ~1);
  const end = tailAt === 0 ? beginning : rowsOf(recipe, await readSlice(part, tailAt, END_BYTES + 1), 'last');
  const first = timesOf(recipe, beginning, siteZone);
  const last = tailAt === 0 ? first : timesOf(recipe, end, siteZone);
  const known = [...first, ...last].filter((ms) => !Number.isNaN(ms));
  const steps = first
    .slice(1)
    .map((ms, i) => ms - first[i]!)
    .filter((step) => step > 0)
    .sort((a, b) => a - b);
  const columns = channelColumns(recipe);
  return {
    clock: isRelativeClock(recipe.time) ? 'relative' : 'absolute',
    firstMs: known.length === 0 ? Number.NaN : known.reduce((a, b) => Math.min(a, b)),
    lastMs: known.length === 0 ? Number.NaN : known.reduce((a, b) => Math.max(a, b)),
    stepMs: steps[steps.length >> 1] ?? Number.NaN,
    head: new Map(beginning.slice(0, 400).map((cells, i) => [first[i]!, columns.map((column) => cells[column]?.trim() ?? '').join('\t')])),
  };
}

/** The metadata block may be long: the first data line lies somewhere behind it. */
function headerBytes({ firstDataLine }: TableRecipe | LaneRecipe): number {
  return firstDataLine * 400;
}

/** Columns (from 0) of the channels, by their names: files may order them differently. */
function channelColumns(recipe: TableRecipe | LaneRecipe): number[] {
  if (recipe.kind === 'lanes') return [...new Array(recipe.fields).keys()];
  return recipe.channels.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map(({ column }) => (column ?? 1) - 1);
}

function rowsOf(recipe: TableRecipe | LaneRecipe, bytes: Uint8Array, end: 'first' | 'last'): string[][] {
  const lines = textLinesOf(decodeText(bytes, recipe.encoding), recipe);
  const whole = end === 'first' ? lines.slice(recipe.firstDataLine - 1) : lines.slice(1);
  return whole.map((line) => lineCells(line, recipe)).filter((cells) => cells.length >= recipe.fields);
}

function timesOf({ time, delimiter, decimalMark }: TableRecipe | LaneRecipe, rows: readonly string[][], siteZone: string): number[] {
  const clock = siteClock(time, siteZone);
  const base = startBase(time, clock) - (time.zero ?? 0) * (time.msPerUnit ?? 0);
  const written = sampleTimes(
    rows.map((cells, i) => ({ number: i + 1, text: '', cells })),
    time,
    { delimiter, decimalMark },
  );
  if (clock === null || !isWallClock(time)) return written.map((ms) => ms + base);
  return written.map((ms) => clock.toUtc(ms, Number.NEGATIVE_INFINITY));
}
