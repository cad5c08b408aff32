import { expect, test } from 'vitest';
import { createHistogram, quantiles, type Scan } from './quantile.science.ts';

/** Quantiles of values that come in blocks. */
async function of(values: Float64Array, range: { low: number; high: number }) {
  const scan: Scan = async (visit) => {
    for (let from = 0; from < values.length; from += 65_536) visit(values.subarray(from, from + 65_536));
  };
  const histogram = createHistogram(range);
  await scan(histogram.add);
  return { found: await quantiles(histogram, [0, 0.05, 0.5, 1], scan), count: histogram.count };
}

const many = 4_400_000;

test('millions of equal values beside two far outliers are found without sorting them', async () => {
  const values = new Float64Array(many).fill(5);
  values[7] = -1e9;
  values[many - 1] = 1e9;
  expect((await of(values, { low: -1e9, high: 1e9 })).found).toEqual([-1e9, 5, 5, 1e9]);
});

test('millions of values in one bin get a finer histogram, and stay exact', async () => {
  const values = Float64Array.from({ length: many }, (_, i) => 5 + ((i * 48_271) % many) * 1e-9);
  values[0] = -1e9;
  values[1] = 1e9;
  const sorted = values.slice().sort();
  const at = (share: number) => {
    const place = share * (many - 1);
    const part = place % 1;
    return sorted[Math.floor(place)]! * (1 - part) + sorted[Math.min(many - 1, Math.floor(place) + 1)]! * part;
  };
  const { found } = await of(values, { low: -1e9, high: 1e9 });
  expect(found).toEqual([-1e9, at(0.05), at(0.5), 1e9]);
});

test('a range that does not hold all values says so by its count', async () => {
  const { count } = await of(Float64Array.of(1, 2, 3, Number.NaN, Number.POSITIVE_INFINITY), { low: 1, high: 2 });
  expect(count).toBe(2);
});
