import { Problem } from '../../platform/problem.ts';
import { questionsProblem } from './import-problem.ts';
import { baseOf, isWallClock } from './times/relative-start.ts';
import type { TimeRecipe } from './times/time-recipe.types.ts';
import { type WallClock, wallClock } from './times/wall-clock.ts';

/** Wall clocks without a zone are read in the site's zone; null: the times in the file are instants, or relative. */
export function siteClock(time: TimeRecipe, siteZone: string): WallClock | null {
  if (!isWallClock(time) && time.startMs === undefined) return null;
  const zone = time.zone ?? siteZone;
  try {
    return wallClock(zone);
  } catch {
    throw new Problem('import-zone-unknown', 422, 'The time zone is not known', {
      detail: `"${zone}" is not the name of a time zone. Use a name like Europe/Berlin or an offset like +02:00.`,
    });
  }
}

/** Unix ms of the zero of the times in the file; 0 when they are instants or relative. */
export function startBase(time: TimeRecipe, clock: WallClock | null): number {
  const base = baseOf(time, clock);
  if (!Number.isNaN(base)) return base;
  const ask = 'The start time before the table does not exist on clocks in its zone. When did the recording start?';
  throw questionsProblem([{ id: 'start-time', ask, about: [], options: [] }]);
}
