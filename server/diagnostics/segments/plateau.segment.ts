import { extremes, finite, line } from '../statistics.ts';

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
/** Slots looked at before giving up: an hour of a test at 1 Hz needs a third of it at the worst. */
const mostLooks = 40_000_000;
/** Less valid than this, and nobody knows what happened in between. */
const leastValid = 0.8;

/** Extremes of a sliding window: places whose values only fall (or only rise) from head to tail. */
class Extreme {
  readonly #places: Int32Array;
  readonly #isBefore: (a: number, b: number) => boolean;
  #head = 0;
  #tail = 0;
  constructor(length: number, isBefore: (a: number, b: number) => boolean) {
    this.#places = new Int32Array(length);
    this.#isBefore = isBefore;
  }
  get first(): number {
    return this.#places[this.#head] as number;
  }
  add(place: number): void {
    while (this.#tail > this.#head && !this.#isBefore(this.#places[this.#tail - 1] as number, place)) this.#tail -= 1;
    this.#places[this.#tail] = place;
    this.#tail += 1;
  }
  leaveOut(from: number): void {
    while (this.#tail > this.#head && this.first < from) this.#head += 1;
  }
}

/** The longest window whose spread stays within twice the tolerance; the earliest of equally long ones. Missing slots neither help nor hurt. */
function longestWindow(values: Float64Array, { from: lo, to: hi }: Plateau, spread: number): Plateau {
  const at = (index: number) => values[index] as number;
  const highs = new Extreme(hi - lo, (a, b) => at(a) > at(b));
  const lows = new Extreme(hi - lo, (a, b) => at(a) < at(b));
  let best: Plateau = { from: lo, to: lo };
  let from = lo;
  for (let to = lo; to < hi; to++) {
    if (Number.isFinite(at(to))) {
      highs.add(to);
      lows.add(to);
      while (at(highs.first) - at(lows.first) > spread) {
        from = Math.min(highs.first, lows.first) + 1;
        highs.leaveOut(from);
        lows.leaveOut(from);
      }
    }
    if (to + 1 - from > best.to - best.from) best = { from, to: to + 1 };
  }
  return best;
}

/** How many slots a window would have if nothing beside it had been taken by another one. */
function reachOf(values: Float64Array, { from, to }: Plateau, spread: number): number {
  const { min, max } = extremes(values.subarray(from, to));
  let [low, high] = [min, max];
  const fits = (value: number) => {
    if (!Number.isFinite(value)) return true;
    [low, high] = [Math.min(low, value), Math.max(high, value)];
    return high - low <= spread;
  };
  let [first, last] = [from, to];
  while (first > 0 && fits(values[first - 1] as number)) first--;
  [low, high] = [min, max];
  while (last < values.length && fits(values[last] as number)) last++;
  return Math.max(last - from, to - first);
}

/**
 * The part of a window in which the values stand still: all of it, or without its beginning, in which they settle. A slow ramp also fits
 * between two bounds for a while and has no such part: it would go on from one bound to the other.
 */
function stillPart(values: Float64Array, { from, to }: Plateau, { tolerance, atLeast }: PlateauRule): Plateau | null {
  const reach = reachOf(values, { from, to }, 2 * tolerance);
  for (const settling of [0, 0.25, 0.5]) {
    const start = from + Math.floor(settling * (to - from));
    const part = values.subarray(start, to);
    if (part.length < atLeast || finite(part).length < leastValid * part.length) return null;
    const { slope } = line(
      Float64Array.from(part, (_, index) => index),
      part,
    );
    if (Math.abs(slope) * (reach - 1) <= tolerance) return { from: start, to };
  }
  return null;
}

/**
 * Steps held during a test: stretches of at least `atLeast` slots in which the values stand still, in the order of time.
 *
 * @param values one value per slot, NaN where nothing was measured
 * @returns no two overlap; the longest are found first, so that a step is not cut in two. At most 60, and what was found within a bounded
 * effort: hours of a slow ramp are no test.
 */
export function findPlateaus(values: Float64Array, rule: PlateauRule): Plateau[] {
  const found: Plateau[] = [];
  const open: Plateau[] = [{ from: 0, to: values.length }];
  let looked = 0;
  for (let part = open.pop(); part && found.length < mostPlateaus && looked < mostLooks; part = open.pop()) {
    if (part.to - part.from < rule.atLeast) continue;
    looked += part.to - part.from;
    const window = longestWindow(values, part, 2 * rule.tolerance);
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
