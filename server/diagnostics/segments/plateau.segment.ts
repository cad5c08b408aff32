import { finite, line } from '../statistics.ts';

/** A stretch of slots in which a quantity stands still; `to` is exclusive. */
export interface Plateau {
  readonly from: number;
  readonly to: number;
}

export interface PlateauRule {
  /** The values stay within ± this, and drift by less than this from end to end. */
  readonly tolerance: number;
  /** Slots. */
  readonly atLeast: number;
}

/** More plateaus than any test has steps: a recording of ordinary work is no test. */
const mostPlateaus = 60;
/** Less valid than this, and nobody knows what happened in between. */
const leastValid = 0.8;

/** The longest window whose spread stays within twice the tolerance; the earliest of equally long ones. Missing slots neither help nor hurt. */
function longestWindow(values: Float64Array, lo: number, hi: number, spread: number): Plateau {
  const highs: number[] = [];
  const lows: number[] = [];
  const at = (index: number) => values[index] as number;
  let best: Plateau = { from: lo, to: lo };
  let from = lo;
  for (let to = lo; to < hi; to++) {
    if (Number.isFinite(at(to))) {
      while (highs.length > 0 && at(highs.at(-1) as number) <= at(to)) highs.pop();
      while (lows.length > 0 && at(lows.at(-1) as number) >= at(to)) lows.pop();
      highs.push(to);
      lows.push(to);
      while (at(highs[0] as number) - at(lows[0] as number) > spread) {
        from = Math.min(highs[0] as number, lows[0] as number) + 1;
        if ((highs[0] as number) < from) highs.shift();
        if ((lows[0] as number) < from) lows.shift();
      }
    }
    if (to + 1 - from > best.to - best.from) best = { from, to: to + 1 };
  }
  return best;
}

/**
 * The part of a window in which the values stand still: all of it, or without its beginning, in which they settle. A slow ramp also fits
 * between two bounds for a while and has no such part: it would go on from one bound to the other.
 */
function stillPart(values: Float64Array, { from, to }: Plateau, { tolerance, atLeast }: PlateauRule): Plateau | null {
  for (const settling of [0, 0.25, 0.5]) {
    const start = from + Math.floor(settling * (to - from));
    const part = values.subarray(start, to);
    if (part.length < atLeast || finite(part).length < leastValid * part.length) return null;
    const { slope } = line(
      Float64Array.from(part, (_, index) => index),
      part,
    );
    if (Math.abs(slope) * (to - from - 1) <= tolerance) return { from: start, to };
  }
  return null;
}

/**
 * Steps held during a test: stretches of at least `atLeast` slots in which the values stand still, in the order of time.
 *
 * @param values one value per slot, NaN where nothing was measured
 * @returns no two overlap; the longest are found first, so that a step is not cut in two
 */
export function findPlateaus(values: Float64Array, rule: PlateauRule): Plateau[] {
  const found: Plateau[] = [];
  const open: Plateau[] = [{ from: 0, to: values.length }];
  for (let part = open.pop(); part && found.length < mostPlateaus; part = open.pop()) {
    if (part.to - part.from < rule.atLeast) continue;
    const window = longestWindow(values, part.from, part.to, 2 * rule.tolerance);
    if (window.to - window.from < rule.atLeast) continue;
    const trimmed = trim(values, window);
    const still = stillPart(values, trimmed, rule);
    if (still) found.push(still);
    open.push({ from: window.to, to: part.to }, { from: part.from, to: window.from });
  }
  return found.sort((a, b) => a.from - b.from);
}

/** Missing slots at the ends belong to nothing. */
function trim(values: Float64Array, { from, to }: Plateau): Plateau {
  let [first, last] = [from, to];
  while (first < last && !Number.isFinite(values[first])) first++;
  while (last > first && !Number.isFinite(values[last - 1])) last--;
  return { from: first, to: last };
}
