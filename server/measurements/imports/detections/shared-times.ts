import type { ImportRefusal } from '../import.types.ts';
import { notUnderstood } from '../import-problem.ts';
import type { TimeRecipe } from '../times/time-recipe.types.ts';
import type { TableRow } from './delimiter-detection.ts';
import { sampleTimes } from './time-detection.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;

/**
 * Rows that share a second because the logger drops fractions, or a minute because a spreadsheet dropped the seconds: rows per second or
 * minute when every full one of the sample has equally many; null when the times of the rows differ; a refusal when they cannot be told apart.
 */
export function findSpread(
  rows: readonly TableRow[],
  recipe: TimeRecipe,
  marks: { delimiter: string; decimalMark: string },
): TimeRecipe['spread'] | ImportRefusal {
  const groups: { ms: number; count: number }[] = [];
  const times = sampleTimes(rows, recipe, marks);
  const half = halfDayFall(times, recipe);
  if (half !== null) return half;
  const periodMs = hasSeconds(recipe) ? SECOND_MS : MINUTE_MS;
  let previous = Number.NaN;
  for (const ms of times) {
    if (Number.isNaN(ms)) continue;
    if (ms % SECOND_MS !== 0 || ms < previous) return null;
    if (ms === previous) groups.at(-1)!.count++;
    else groups.push({ ms, count: 1 });
    previous = ms;
  }
  const shared = groups.filter(({ count }) => count > 1).length;
  if (shared <= groups.length / 2) return null;
  if (recipe.kind !== 'calendar' && isRounded(rows, recipe)) return lostDigits(rows, recipe);
  const inner = groups.slice(1, -1).map(({ count }) => count);
  const [first, last] = [groups[0]!.count, groups.at(-1)!.count];
  const perSecond = inner[0] ?? 0;
  const isWhole = groups.every(({ ms }, i) => i === 0 || periodMs === SECOND_MS || ms - groups[i - 1]!.ms === periodMs);
  const isEven = isWhole && perSecond > 1 && inner.every((count) => count === perSecond) && first <= perSecond && last <= perSecond;
  if (isEven) return { perSecond, skipFirst: perSecond - first, ...(periodMs === SECOND_MS ? {} : { periodMs }) };
  const [what, how] = periodMs === SECOND_MS ? ['second', 'milliseconds'] : ['minute', 'seconds'];
  return notUnderstood(`Many rows share a ${what}, but not equally many in each, so their times cannot be told apart. Export with ${how}.`);
}

/** Whether the writing of the times shows seconds; epochs and spreadsheet days do. */
function hasSeconds({ kind, format, columns }: TimeRecipe): boolean {
  return kind !== 'calendar' || columns.length === 0 || format === null || /s|iso/i.test(format.replace(/dd|MMM?M?|yyyy/g, ''));
}

/** Numbers with an exponent, or days with too few decimals for a second: a spreadsheet rounded them. */
function isRounded(rows: readonly TableRow[], { kind, columns, dayPartMs }: TimeRecipe): boolean {
  if (kind === 'serial' && dayPartMs === undefined) return true;
  return rows.filter(({ cells }) => /\d[eE][+-]?\d/.test(cells[(columns[0] ?? 1) - 1] ?? '')).length * 2 > rows.length;
}

function lostDigits(rows: readonly TableRow[], { columns, names }: TimeRecipe): ImportRefusal {
  const example = rows[0]?.cells[(columns[0] ?? 1) - 1]?.trim() ?? '';
  return notUnderstood(
    `The times in "${names[0] ?? ''}" have lost digits (${example} stands in several rows): a spreadsheet rounded them when it saved the file. Use the file as the logger wrote it.`,
  );
}

const HOUR_MS = 3_600_000;

/** Behind 12:59 comes 01:00 of the same day: a clock with twelve hours of which nobody knows whether it was before or after noon. */
export function isHalfDayFall(before: number, after: number): boolean {
  const hour = (ms: number): number => Math.floor(ms / HOUR_MS) % 24;
  const step = after + 12 * HOUR_MS - before;
  return step > 0 && step <= 10 * MINUTE_MS && hour(before) === 12 && hour(after) === 1;
}

/** Months in which summer time ends: October and November in the north, April in the south. */
const setBackMonths = new Set([3, 9, 10]);

/** On a Sunday night at the end of summer time the clock goes back by one hour: readings of `before` and `after` in ms as if they were UTC. */
export function isSetBack(before: number, after: number): boolean {
  const step = after + HOUR_MS - before;
  if (step <= 0 || step > 10 * MINUTE_MS) return false;
  const at = new Date(after);
  return at.getUTCDay() === 0 && at.getUTCHours() <= 2 && setBackMonths.has(at.getUTCMonth());
}

function halfDayFall(times: readonly number[], recipe: TimeRecipe): ImportRefusal | null {
  if (recipe.kind !== 'calendar' || recipe.isTwelveHour || recipe.hasOffset) return null;
  const found = times.some((ms, i) => i > 0 && isHalfDayFall(times[i - 1]!, ms));
  return found ? notUnderstood(halfDayWords('Its')) : null;
}

/** What is wrong with such a clock; `whose` begins the sentence. */
export function halfDayWords(whose: string): string {
  return `${whose} clock goes from 12:59 to 01:00 of the same day: it has twelve hours and no AM or PM, so mornings and afternoons cannot be told apart. Export with 24 hours, or with AM and PM.`;
}
