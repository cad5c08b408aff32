import { mergeStatistics, type RangeStatistics } from './range-statistics.ts';

/**
 * Statistics of a run of samples with the third and fourth power and with time, all about the mean: `m3`, `m4` = sums of the cubed and the
 * fourth-power distances; `timeMean` (ms), `timeM2` (ms²) and `product` (ms x unit) = the same of the valid samples' times, and the sum of
 * the products of both distances. NaN where infinities or values at the end of float64 leave no number.
 */
export interface RangeMoments extends RangeStatistics {
  m3: number;
  m4: number;
  timeMean: number;
  timeM2: number;
  product: number;
}

/** Times of a chunk's samples, from the zero of the time base: sample i at startMs + i * stepMs, or explicit stamps less zeroMs. */
export type ChunkTimes =
  | { readonly stamps: null; readonly startMs: number; readonly stepMs: number }
  | { readonly stamps: Float64Array; readonly zeroMs: number };

export function emptyMoments(): RangeMoments {
  return { valid: 0, min: Number.NaN, max: Number.NaN, mean: Number.NaN, m2: 0, m3: 0, m4: 0, timeMean: 0, timeM2: 0, product: 0 };
}

export function clearMoments(moments: RangeMoments): void {
  moments.valid = 0;
  moments.min = moments.max = moments.mean = Number.NaN;
  moments.m2 = moments.m3 = moments.m4 = moments.timeMean = moments.timeM2 = moments.product = 0;
}

/** A first sample further away than 100 standard deviations costs the fourth power eight digits: then the sums are taken from the mean. */
const farOff = 1e-4;

/** Moments of `values[from..to)` into `out`; one pass over the values as long as none is missing and the first one is no outlier. */
export function momentsOfRange(values: Float64Array, range: { from: number; to: number }, times: ChunkTimes, out: RangeMoments): void {
  const { from, to } = range;
  const origin = values[from]!;
  let min = origin;
  let max = origin;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let s4 = 0;
  let st = 0;
  for (let i = from; i < to; i++) {
    const value = values[i]!;
    if (value < min) min = value;
    if (value > max) max = value;
    const distance = value - origin;
    const square = distance * distance;
    s1 += distance;
    s2 += square;
    s3 += square * distance;
    s4 += square * square;
    st += distance * (i - from);
  }
  const count = to - from;
  const shift = s1 / count;
  // One missing value (or an infinity) makes the sum NaN.
  if (Number.isNaN(s1) || s2 - s1 * shift < farOff * s2) return momentsOfPresent(values, range, times, out);
  out.valid = count;
  out.min = min;
  out.max = max;
  out.mean = origin + shift;
  settlePowers(out, shift, { s2, s3, s4 });
  if (times.stamps !== null) return addStamps(values, range, times, out);
  out.timeMean = times.startMs + (from + (count - 1) / 2) * times.stepMs;
  out.timeM2 = (times.stepMs * times.stepMs * count * (count * count - 1)) / 12;
  out.product = times.stepMs * (st - (s1 * (count - 1)) / 2);
}

/** The part of the moments that needs every stamp; no value is missing. */
function addStamps(
  values: Float64Array,
  { from, to }: { from: number; to: number },
  { stamps, zeroMs }: { readonly stamps: Float64Array; readonly zeroMs: number },
  out: RangeMoments,
): void {
  const first = stamps[from]!;
  const { mean, valid } = out;
  let sum = 0;
  let squares = 0;
  let product = 0;
  for (let i = from; i < to; i++) {
    const later = stamps[i]! - first;
    sum += later;
    squares += later * later;
    product += (values[i]! - mean) * later;
  }
  out.timeMean = first - zeroMs + sum / valid;
  out.timeM2 = Math.max(0, squares - (sum * sum) / valid);
  out.product = product;
}

/** Turns sums of powers about an origin into sums about the mean, which lies `shift` away from it. */
function settlePowers(out: RangeMoments, shift: number, { s2, s3, s4 }: { s2: number; s3: number; s4: number }): void {
  const { valid } = out;
  out.m2 = Math.max(0, s2 - valid * shift * shift);
  out.m3 = s3 - 3 * shift * s2 + 2 * valid * shift * shift * shift;
  out.m4 = Math.max(0, s4 - 4 * shift * s3 + 6 * shift * shift * s2 - 3 * valid * shift * shift * shift * shift);
}

/** The same in two passes that skip missing values and read every stamp. */
function momentsOfPresent(values: Float64Array, { from, to }: { from: number; to: number }, times: ChunkTimes, out: RangeMoments): void {
  clearMoments(out);
  let timeSum = 0;
  let mean = 0;
  for (let i = from; i < to; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) continue;
    if (!(value >= out.min)) out.min = value;
    if (!(value <= out.max)) out.max = value;
    out.valid++;
    mean += (value - mean) / out.valid;
    timeSum += timeOf(times, i);
  }
  if (out.valid === 0) return;
  // Steps between values at both ends of float64 overflow; shares of them do not.
  if (!Number.isFinite(mean)) mean = meanOfShares(values, { from, to }, out.valid);
  out.mean = mean;
  out.timeMean = timeSum / out.valid;
  let rest = 0;
  for (let i = from; i < to; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) continue;
    const distance = value - mean;
    const later = timeOf(times, i) - out.timeMean;
    const square = distance * distance;
    rest += distance;
    out.m2 += square;
    out.m3 += square * distance;
    out.m4 += square * square;
    out.timeM2 += later * later;
    out.product += distance * later;
  }
  if (!Number.isFinite(rest)) return;
  out.mean += rest / out.valid;
  settlePowers(out, rest / out.valid, { s2: out.m2, s3: out.m3, s4: out.m4 });
}

function timeOf(times: ChunkTimes, i: number): number {
  return times.stamps === null ? times.startMs + i * times.stepMs : times.stamps[i]! - times.zeroMs;
}

/** Infinities in, infinities (or NaN for both signs) out; huge values stay finite. */
function meanOfShares(values: Float64Array, { from, to }: { from: number; to: number }, valid: number): number {
  let mean = 0;
  for (let i = from; i < to; i++) if (!Number.isNaN(values[i])) mean += values[i]! / valid;
  return mean;
}

/** Adds `part` to `total`: Pébay (2008, Sandia report SAND2008-6212, eq. 2.1 and 3.1) for the powers, Chan et al. for the product. */
export function mergeMoments(total: RangeMoments, part: RangeMoments): void {
  if (part.valid === 0) return;
  const a = total.valid;
  if (a === 0) return copyMoments(total, part);
  const b = part.valid;
  const n = a + b;
  const d = part.mean - total.mean;
  const late = part.timeMean - total.timeMean;
  const share = d / n;
  const both = d * share * a * b;
  const { m2, m3 } = total;
  total.m4 +=
    part.m4 +
    both * share * share * (a * a - a * b + b * b) +
    6 * share * share * (a * a * part.m2 + b * b * m2) +
    4 * share * (a * part.m3 - b * m3);
  total.m3 += part.m3 + both * share * (a - b) + 3 * share * (a * part.m2 - b * m2);
  total.product += part.product + d * late * a * (b / n);
  total.timeM2 += part.timeM2 + late * late * a * (b / n);
  total.timeMean += late * (b / n);
  mergeStatistics(total, part);
}

function copyMoments(target: RangeMoments, source: RangeMoments): void {
  target.valid = source.valid;
  target.min = source.min;
  target.max = source.max;
  target.mean = source.mean;
  target.m2 = source.m2;
  target.m3 = source.m3;
  target.m4 = source.m4;
  target.timeMean = source.timeMean;
  target.timeM2 = source.timeM2;
  target.product = source.product;
}

/**
 * `std` = sample standard deviation (n - 1); `skewness` = (m3 / n) / s³ and `kurtosis` = (m4 / n) / s⁴ with the population's s (3 for a normal
 * distribution); `slope` = least squares, unit per second. NaN below two samples, the powers also when all are equal.
 */
export function shapeOf({ valid, m2, m3, m4, timeM2, product }: RangeMoments): Record<'std' | 'skewness' | 'kurtosis' | 'slope', number> {
  const variance = m2 / valid;
  const isSpread = valid > 1 && variance > 0;
  return {
    std: valid > 1 ? Math.sqrt(m2 / (valid - 1)) : Number.NaN,
    skewness: isSpread ? m3 / valid / (variance * Math.sqrt(variance)) : Number.NaN,
    kurtosis: isSpread ? m4 / valid / (variance * variance) : Number.NaN,
    slope: timeM2 > 0 ? (product / timeM2) * 1000 : Number.NaN,
  };
}

/** Root mean square from what a window stores. */
export function rmsOf(valid: number, mean: number, std: number): number {
  return valid > 1 ? Math.sqrt(mean * mean + (std * std * (valid - 1)) / valid) : Math.abs(mean);
}
