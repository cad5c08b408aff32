/** Statistics of arrays in which NaN means missing: it is skipped, never counted as zero. An empty selection answers NaN. */

export function finite(values: ArrayLike<number>): number[] {
  const kept: number[] = [];
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] as number;
    if (Number.isFinite(value)) kept.push(value);
  }
  return kept;
}

export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  let count = 0;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] as number;
    if (Number.isFinite(value)) {
      sum += value;
      count += 1;
    }
  }
  return count === 0 ? Number.NaN : sum / count;
}

/** Linear interpolation between order statistics (Hyndman & Fan type 7); `share` 0..1. */
export function quantile(values: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(finite(values)).sort();
  if (sorted.length === 0) return Number.NaN;
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  const left = sorted[low] as number;
  const right = sorted[Math.min(low + 1, sorted.length - 1)] as number;
  return left + (right - left) * (at - low);
}

export const median = (values: ArrayLike<number>): number => quantile(values, 0.5);

export function extremes(values: ArrayLike<number>): { min: number; max: number; count: number } {
  let min = Number.NaN;
  let max = Number.NaN;
  let count = 0;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] as number;
    if (!Number.isFinite(value)) continue;
    count += 1;
    if (!(value >= min)) min = value;
    if (!(value <= max)) max = value;
  }
  return { min, max, count };
}

/** Sample standard deviation (two passes: stable for a large offset). */
export function deviation(values: ArrayLike<number>): number {
  const kept = finite(values);
  if (kept.length < 2) return Number.NaN;
  const centre = mean(kept);
  return Math.sqrt(kept.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (kept.length - 1));
}

/** Least squares y = intercept + slope·x over the pairs that are both there. */
export function line(x: ArrayLike<number>, y: ArrayLike<number>): { slope: number; intercept: number; count: number } {
  let count = 0;
  let sumX = 0;
  let sumY = 0;
  for (let index = 0; index < x.length; index += 1) {
    if (!Number.isFinite(x[index]) || !Number.isFinite(y[index])) continue;
    count += 1;
    sumX += x[index] as number;
    sumY += y[index] as number;
  }
  const meanX = sumX / count;
  const meanY = sumY / count;
  let sxx = 0;
  let sxy = 0;
  for (let index = 0; index < x.length; index += 1) {
    if (!Number.isFinite(x[index]) || !Number.isFinite(y[index])) continue;
    sxx += ((x[index] as number) - meanX) ** 2;
    sxy += ((x[index] as number) - meanX) * ((y[index] as number) - meanY);
  }
  if (count < 2 || sxx === 0) return { slope: Number.NaN, intercept: Number.NaN, count };
  return { slope: sxy / sxx, intercept: meanY - (sxy / sxx) * meanX, count };
}

/** Contiguous runs of true; gaps of at most `bridge` places are closed. `to` is exclusive. */
export function runs(
  length: number,
  holds: (index: number) => boolean,
  options: { bridge?: number; atLeast?: number } = {},
): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (let index = 0; index < length; index += 1) {
    if (!holds(index)) continue;
    const last = found.at(-1);
    if (last && index - last.to <= (options.bridge ?? 0)) last.to = index + 1;
    else found.push({ from: index, to: index + 1 });
  }
  return found.filter((run) => run.to - run.from >= (options.atLeast ?? 1));
}
