import { createFourierTransform } from './fft.science.ts';

export interface CycleSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

export type CycleSearch =
  | { readonly found: true; readonly cycles: CycleSpan[]; readonly lengthMs: number; readonly by: 'edges' | 'correlation' }
  | { readonly found: false; readonly why: 'no-edges' | 'irregular' };

/** Two whole cycles are the least that shows a repetition. */
const fewestEdges = 3;
/** Edges come evenly when this share of the lengths between them lies so close to the median. */
const evenShare = 0.8;
const mostScatter = 0.15;
/** A much longer stretch between two edges is a pause, a much shorter one a start or a disturbance: neither is a cycle. */
const longestOfUsual = 2.5;
const shortestOfUsual = 0.5;
/** An edge belongs to a period when it stands this close to where it is due. */
const mostOffDue = 0.2;
/** Below this a recording only resembles itself by chance. */
const leastCorrelation = 0.5;

/**
 * Cycles from the instants at which a channel rises through its middle, when these come evenly; else, when the channel repeats itself
 * (autocorrelation over slot means), from those edges that stand one period apart. `slots` = means over equal slots of `slotMs`, NaN
 * where nothing was measured.
 */
export function findCycles(edgesMs: readonly number[], slots: Float64Array, slotMs: number): CycleSearch {
  if (edgesMs.length < fewestEdges) return { found: false, why: 'no-edges' };
  const lengths = edgesMs.slice(1).map((edge, i) => edge - edgesMs[i]!);
  const usual = median(lengths);
  const even = lengths.filter((length) => Math.abs(length - usual) <= mostScatter * usual).length;
  if (even >= evenShare * lengths.length) return { found: true, cycles: between(edgesMs, usual), lengthMs: usual, by: 'edges' };
  const period = findPeriod(slots);
  if (period === undefined) return { found: false, why: 'irregular' };
  const starts = periodicEdges(edgesMs, period * slotMs);
  if (starts.length < fewestEdges) return { found: false, why: 'irregular' };
  return { found: true, cycles: between(starts, period * slotMs), lengthMs: period * slotMs, by: 'correlation' };
}

function between(edgesMs: readonly number[], usualMs: number): CycleSpan[] {
  return edgesMs
    .slice(1)
    .map((toMs, i) => ({ fromMs: edgesMs[i]!, toMs }))
    .filter(({ fromMs, toMs }) => toMs - fromMs <= longestOfUsual * usualMs && toMs - fromMs >= shortestOfUsual * usualMs);
}

/** Edges one period apart. Several stand in each period: of those in the first, the one that comes back most often begins the cycles. */
function periodicEdges(edgesMs: readonly number[], periodMs: number): number[] {
  let best: number[] = [];
  for (const [i, first] of edgesMs.entries()) {
    if (first > edgesMs[0]! + periodMs) break;
    const starts = chainFrom(edgesMs, i, periodMs);
    if (starts.length > best.length) best = starts;
  }
  return best;
}

/** The edge nearest to each due time; where none is near, the search goes on a period later. */
function chainFrom(edgesMs: readonly number[], first: number, periodMs: number): number[] {
  const starts = [edgesMs[first]!];
  let due = edgesMs[first]! + periodMs;
  for (let i = first + 1; i < edgesMs.length; ) {
    const next = edgesMs[i + 1];
    const offDue = Math.abs(edgesMs[i]! - due);
    if (next !== undefined && Math.abs(next - due) <= offDue) i++;
    else if (offDue <= mostOffDue * periodMs) {
      starts.push(edgesMs[i]!);
      due = edgesMs[i++]! + periodMs;
    } else if (edgesMs[i]! < due) i++;
    else due += periodMs;
  }
  return starts;
}

/** The shortest lag, in slots, at which the slots look like themselves about as much as at any lag; undefined when at none. */
function findPeriod(slots: Float64Array): number | undefined {
  const correlation = autocorrelation(slots);
  // Next to itself everything looks alike: the search begins where that has passed.
  let from = 1;
  while (from < correlation.length && correlation[from]! > 0) from++;
  const peaks: number[] = [];
  for (let lag = from + 1; lag < correlation.length - 1; lag++) {
    const here = correlation[lag]!;
    if (here >= leastCorrelation && here >= correlation[lag - 1]! && here > correlation[lag + 1]!) peaks.push(lag);
  }
  const best = Math.max(...peaks.map((lag) => correlation[lag]!));
  return peaks.find((lag) => correlation[lag]! >= 0.9 * best);
}

/** Correlation coefficients for lags of 0 to half the length (Wiener and Khinchin), missing slots left out on both sides. */
function autocorrelation(slots: Float64Array): Float64Array {
  const present = slots.filter((value) => !Number.isNaN(value));
  const mean = present.reduce((a, b) => a + b, 0) / present.length;
  const length = 2 ** Math.ceil(Math.log2(Math.max(2, slots.length * 2)));
  const values = powerOf(length, (i) => (i < slots.length && !Number.isNaN(slots[i]) ? slots[i]! - mean : 0));
  const weights = powerOf(length, (i) => (i < slots.length && !Number.isNaN(slots[i]) ? 1 : 0));
  const scale = values[0]! / weights[0]!;
  return Float64Array.from({ length: slots.length >> 1 }, (_, lag) => values[lag]! / Math.max(1, weights[lag]!) / scale);
}

/** The sums of value times value a lag later, for every lag. */
function powerOf(length: number, value: (index: number) => number): Float64Array {
  const transform = createFourierTransform(length);
  const real = Float64Array.from({ length }, (_, i) => value(i));
  const imaginary = new Float64Array(length);
  transform.run(real, imaginary);
  for (let k = 0; k < length; k++) real[k] = (real[k]! ** 2 + imaginary[k]! ** 2) / length;
  imaginary.fill(0);
  transform.run(real, imaginary);
  return real;
}

function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[sorted.length >> 1] ?? Number.NaN;
}
