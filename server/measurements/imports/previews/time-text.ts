import { isRelativeClock } from '../times/relative-start.ts';
import type { TimeRecipe } from '../times/time-recipe.types.ts';
import { isoLocal } from '../times/wall-clock.ts';

/** Words for the times of successive rows: a wall clock as written, an instant with Z, or seconds from the file's own zero. */
export function timeText(recipe: TimeRecipe): (ms: number) => string | null {
  const { kind, hasOffset, spread, startMs, zero = 0, msPerUnit } = recipe;
  const baseMs = (startMs ?? 0) - zero * (msPerUnit ?? 0);
  let second = Number.NaN;
  let inSecond = 0;
  return (read) => {
    if (Number.isNaN(read)) return null;
    if (isRelativeClock(recipe)) return `+${Math.round((read + baseMs) * 1000) / 1e6} s`;
    let ms = kind === 'relative' ? read + baseMs : read;
    if (spread !== null) {
      if (ms === second) inSecond++;
      else inSecond = Number.isNaN(second) ? spread.skipFirst : 0;
      second = ms;
      ms += (inSecond * (spread.periodMs ?? 1000)) / spread.perSecond;
    }
    return isoLocal(ms) + (kind === 'epoch' || hasOffset ? 'Z' : '');
  };
}
