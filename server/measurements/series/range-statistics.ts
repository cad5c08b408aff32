/** Statistics of a run of samples. NaN is missing. `m2` = sum of squared distances from the mean. */
export interface RangeStatistics {
  valid: number;
  min: number;
  max: number;
  mean: number;
  m2: number;
}

export function emptyStatistics(): RangeStatistics {
  return { valid: 0, min: Number.NaN, max: Number.NaN, mean: Number.NaN, m2: 0 };
}

export function clearStatistics(statistics: RangeStatistics): void {
  statistics.valid = 0;
  statistics.min = statistics.max = statistics.mean = Number.NaN;
  statistics.m2 = 0;
}

/**
 * Statistics of `values[from..to)` into `out`; one pass. Sums are taken from the first valid sample, which keeps them exact to the last
 * digits when the offset is large against the spread (a first sample that is an outlier adds as much to m2 as it costs in precision).
 */
export function summariseRange(values: Float64Array, range: { from: number; to: number }, out: RangeStatistics): void {
  const { from, to } = range;
  const origin = values[from]!;
  let min = origin;
  let max = origin;
  let sum = 0;
  let squares = 0;
  for (let i = from; i < to; i++) {
    const value = values[i]!;
    if (value < min) min = value;
    if (value > max) max = value;
    const distance = value - origin;
    sum += distance;
    squares += distance * distance;
  }
  // One missing value (or infinities) makes the sum NaN: only then is every value asked.
  if (Number.isNaN(sum)) summarisePresent(values, range, out);
  else settle(values, range, Object.assign(out, { valid: to - from, min, max, mean: sum, m2: squares }), origin);
}

function summarisePresent(values: Float64Array, range: { from: number; to: number }, out: RangeStatistics): void {
  let i = range.from;
  while (i < range.to && Number.isNaN(values[i])) i++;
  if (i === range.to) return void Object.assign(out, emptyStatistics());
  const origin = values[i]!;
  let min = origin;
  let max = origin;
  let sum = 0;
  let squares = 0;
  let valid = 0;
  for (; i < range.to; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
    const distance = value - origin;
    sum += distance;
    squares += distance * distance;
    valid++;
  }
  settle(values, range, Object.assign(out, { valid, min, max, mean: sum, m2: squares }), origin);
}

/** Turns the sums over distances from `origin`, which stand in `mean` and `m2`, into mean and m2. */
function settle(values: Float64Array, range: { from: number; to: number }, out: RangeStatistics, origin: number): void {
  const sum = out.mean;
  out.m2 = Math.max(0, out.m2 - (sum * sum) / out.valid);
  out.mean = origin + sum / out.valid;
  if (!Number.isFinite(out.mean)) out.mean = meanOfExtremes(values, range, out.valid);
}

/** The mean where sums leave the range of float64: infinities in, infinities (or NaN for both signs) out; huge values stay finite. */
function meanOfExtremes(values: Float64Array, { from, to }: { from: number; to: number }, valid: number): number {
  let mean = 0;
  for (let i = from; i < to; i++) {
    const value = values[i]!;
    if (!Number.isNaN(value)) mean += value / valid;
  }
  return mean;
}

/** Adds `part` to `total` (Chan, Golub, LeVeque 1983): stable however many parts follow. */
export function mergeStatistics(total: RangeStatistics, part: RangeStatistics): void {
  if (part.valid === 0) return;
  if (total.valid === 0) {
    total.valid = part.valid;
    total.min = part.min;
    total.max = part.max;
    total.mean = part.mean;
    total.m2 = part.m2;
    return;
  }
  const valid = total.valid + part.valid;
  const distance = part.mean - total.mean;
  total.m2 += part.m2 + distance * distance * (total.valid / valid) * part.valid;
  total.mean = mergedMean(total.mean, total.valid, part.mean, part.valid);
  if (part.min < total.min) total.min = part.min;
  if (part.max > total.max) total.max = part.max;
  total.valid = valid;
}

/** The mean of two groups; does not overflow where the mean itself is finite. */
export function mergedMean(meanA: number, countA: number, meanB: number, countB: number): number {
  const total = countA + countB;
  const moved = meanA + (meanB - meanA) * (countB / total);
  return Number.isFinite(moved) ? moved : meanA * (countA / total) + meanB * (countB / total);
}
