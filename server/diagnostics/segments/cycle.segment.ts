import { deviation, finite, mean, median } from '../statistics.ts';

/** A piece of the recording that is judged as one: a work cycle, or a block where there are no cycles. Slots, `to` exclusive. */
export interface Epoch {
  readonly index: number;
  readonly from: number;
  readonly to: number;
}

/** Engineering defaults: C3 step 2 names the method and no numbers. Twice may be chance; noise and a drifting load leave a cycle about this alike. */
const MIN_CYCLES = 3;
const MIN_CORRELATION = 0.75;

/** Autocorrelation at one lag of a centred series; 1 = repeats exactly. */
function correlation(centred: Float64Array, lag: number): number {
  let cross = 0;
  let left = 0;
  let right = 0;
  for (let index = 0; index + lag < centred.length; index += 1) {
    const a = centred[index] as number;
    const b = centred[index + lag] as number;
    cross += a * b;
    left += a * a;
    right += b * b;
  }
  return left > 0 && right > 0 ? cross / Math.sqrt(left * right) : 0;
}

/**
 * The cycle length in slots found by autocorrelation, or null when nothing repeats (C3 step 2).
 * The first local maximum close to the best one wins, so that two cycles are not taken for one.
 */
export function findCycleLength(values: Float64Array): number | null {
  const head = values.subarray(0, Math.min(values.length, 4000));
  const spread = deviation(head);
  const centre = mean(head);
  if (!(spread > 1e-9) || finite(head).length < head.length * 0.9) return null;
  const centred = head.map((value) => (Number.isFinite(value) ? value - centre : 0));
  const longest = Math.floor(head.length / MIN_CYCLES);
  const scores = new Float64Array(longest + 2);
  for (let lag = 1; lag <= longest + 1; lag += 1) scores[lag] = correlation(centred, lag);
  let dipped = false;
  let best = 0;
  const peaks: number[] = [];
  for (let lag = 2; lag <= longest; lag += 1) {
    const here = scores[lag] as number;
    if (here < 0.3) dipped = true;
    if (!dipped || here < MIN_CORRELATION || here < (scores[lag - 1] as number) || here < (scores[lag + 1] as number)) continue;
    peaks.push(lag);
    best = Math.max(best, here);
  }
  return peaks.find((lag) => (scores[lag] as number) >= best - 0.05) ?? null;
}

/** Cycles, or blocks of at least 60 s (at most 5000 of them) where nothing repeats. */
export function splitEpochs(slots: number, stepS: number, cycleSlots: number | null): Epoch[] {
  const length = cycleSlots ?? Math.max(Math.round(60 / stepS), Math.ceil(slots / 5000), 1);
  const count = Math.max(1, Math.floor(slots / length + (cycleSlots === null ? 0.5 : 1e-6)));
  return Array.from({ length: count }, (_, index) => ({
    index,
    from: index * length,
    to: index === count - 1 && cycleSlots === null ? slots : (index + 1) * length,
  }));
}

/** The median cycle, from at most 200 cycles spread over the recording. */
export function typicalCycle(values: Float64Array, epochs: readonly Epoch[]): Float64Array {
  const stride = Math.max(1, Math.floor(epochs.length / 200));
  const chosen = epochs.filter((epoch) => epoch.index % stride === 0);
  const length = (epochs[0]?.to ?? 0) - (epochs[0]?.from ?? 0);
  return Float64Array.from({ length }, (_, slot) => median(chosen.map((epoch) => values[epoch.from + slot] ?? Number.NaN)));
}
