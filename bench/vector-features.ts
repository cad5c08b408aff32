import type { SeriesFile } from '../server/measurements/series/series-reader.ts';

type Features = Record<'valid' | 'min' | 'max' | 'mean' | 'std' | 'kurtosis' | 'slope', number> & { quantiles: number[] };

/**
 * The features of one window as a vector library (numpy) is used for them: every statistic a pass of its own, with its temporary array.
 * Independent of the product's own formulas. Values in the unit of the channel, times in s; missing samples are NaN.
 */
function windowFeatures(values: Float64Array, timesS: Float64Array, shares: readonly number[]): Features {
  const kept = values.filter((value) => !Number.isNaN(value));
  const times = timesS.filter((_, i) => !Number.isNaN(values[i]));
  const [mean, meanTime] = [sum(kept) / kept.length, sum(times) / times.length];
  const deviations = kept.map((value) => value - mean);
  const distances = times.map((time) => time - meanTime);
  const squares = deviations.map((value) => value * value);
  const spread = sum(squares);
  const sorted = kept.toSorted();
  return {
    valid: kept.length,
    min: kept.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY),
    max: kept.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY),
    mean,
    std: Math.sqrt(spread / (kept.length - 1)),
    kurtosis: (kept.length * sum(squares.map((value) => value * value))) / (spread * spread),
    slope: sum(deviations.map((value, i) => value * distances[i]!)) / sum(distances.map((value) => value * value)),
    quantiles: shares.map((share) => quantile(sorted, share)),
  };
}

/** Sums over all windows of one channel, as the other contenders give them. */
export function vectorFeatures(file: SeriesFile, channel: number, { windowMs, shares }: { windowMs: number; shares: readonly number[] }) {
  const sums: Record<string, number> = {};
  const rows = file.summary.timeBases[0]!.count;
  const [startMs] = file.readTimes(0, 0, 1);
  for (let from = 0, number = 0; from < rows; number++) {
    const to = Math.min(rows, file.indexOf(0, startMs! + (number + 1) * windowMs));
    const times = file.readTimes(0, from, to).map((ms) => (ms - startMs!) / 1000);
    const { quantiles, ...features } = windowFeatures(file.readValues(0, channel, from, to), times, shares);
    for (const [name, value] of Object.entries(features)) sums[name] = (sums[name] ?? 0) + value;
    quantiles.forEach((value, i) => {
      sums[`q${shares[i]}`] = (sums[`q${shares[i]}`] ?? 0) + value;
    });
    from = to;
  }
  return sums;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

function quantile(sorted: Float64Array, share: number): number {
  const at = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!];
  return below + (above - below) * (at - Math.floor(at));
}
