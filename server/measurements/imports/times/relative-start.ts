import type { TimeRecipe } from './time-recipe.types.ts';
import type { WallClock } from './wall-clock.ts';

/** Times count from a zero of which nobody knows when it was. */
export function isRelativeClock(time: TimeRecipe): boolean {
  return time.kind === 'relative' && time.startMs === undefined;
}

/** The times in the file are readings of a wall clock, each for itself. */
export function isWallClock(time: TimeRecipe): boolean {
  return time.kind === 'serial' || (time.kind === 'calendar' && !time.hasOffset);
}

/** Unix ms of the zero of a relative time with a known start, else 0. NaN: the zone skips this reading. */
export function baseOf(time: TimeRecipe, clock: WallClock | null): number {
  if (time.kind !== 'relative' || time.startMs === undefined) return 0;
  return clock === null ? time.startMs : clock.toUtc(time.startMs, Number.NEGATIVE_INFINITY);
}
