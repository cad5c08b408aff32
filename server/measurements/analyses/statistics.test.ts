import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeRows } from '../series/series.fixture.ts';
import type { ChannelStatistics } from './analysis.schema.ts';
import { readStatistics } from './statistics-reading.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sightglass-statistics-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
async function statistics(
  times: Float64Array,
  values: Float64Array,
  more: { fromMs?: number; toMs?: number; low?: number | null; high?: number | null } = {},
): Promise<ChannelStatistics> {
  const { fromMs = Number.NEGATIVE_INFINITY, toMs = Number.MAX_VALUE, low = null, high = null } = more;
  const path = join(folder, `${files++}.sgs`);
  await writeRows(path, [{ times, columns: [values] }]);
  const channel = { index: 0, name: 'p', unit: 'bar', path, timeBase: 0, position: 0, zeroMs: 0, low, high };
  const [result] = await readStatistics({ channels: [channel], fromMs, toMs }, new AbortController().signal);
  return result!;
}

/** Type 7 of Hyndman and Fan, by sorting everything. */
function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  const place = share * (sorted.length - 1);
  const left = sorted[Math.floor(place)]!;
  const right = sorted[Math.min(Math.floor(place) + 1, sorted.length - 1)]!;
  return left === right ? left : left * (1 - (place % 1)) + right * (place % 1);
}

test('a straight line has the slope it was made with, whatever stands in the file beside it', async () => {
  const times = Float64Array.from({ length: 5000 }, (_, i) => 1e12 + i * 10);
  const result = await statistics(
    times,
    times.map((_, i) => 100 + i * 0.02),
  );
  expect(result).toMatchObject({ count: 5000, missing: 0, min: 100, minAtMs: 1e12, maxAtMs: 1e12 + 49_990, first: 100 });
  // 0.02 in 10 ms.
  expect(result.slopePerS).toBeCloseTo(2, 9);
  expect(result.mean).toBeCloseTo(149.99, 9);
});

test('missing values are counted and never become zero', async () => {
  const times = Float64Array.from({ length: 6 }, (_, i) => i);
  const result = await statistics(times, Float64Array.of(Number.NaN, 4, Number.NaN, 2, 3, Number.NaN));
  expect(result).toMatchObject({ count: 3, missing: 3, min: 2, max: 4, mean: 3, std: 1, median: 3, first: 4, last: 3 });
  expect(result.rms).toBeCloseTo(Math.sqrt(29 / 3), 12);
});

test('of nothing there is no number', async () => {
  const none = { min: null, max: null, mean: null, rms: null, std: null, slopePerS: null, p05: null, median: null, p95: null, first: null };
  const times = Float64Array.of(0, 1);
  expect(await statistics(times, Float64Array.of(Number.NaN, Number.NaN))).toMatchObject({ count: 0, missing: 2, ...none });
  expect(await statistics(times, Float64Array.of(1, 2), { fromMs: 5, toMs: 6 })).toMatchObject({ count: 0, missing: 0, ...none });
  expect(await statistics(times, Float64Array.of(1, 2), { fromMs: 1, toMs: 6 })).toMatchObject({ count: 1, std: null, slopePerS: null });
});

test('both ends of the range belong to it', async () => {
  const times = Float64Array.of(0, 10, 20, 20, 30);
  expect(await statistics(times, Float64Array.of(1, 2, 3, 4, 5), { fromMs: 10, toMs: 20 })).toMatchObject({ count: 3, first: 2, last: 4 });
});

const number = fc.oneof(
  fc.double({ noDefaultInfinity: true, noNaN: true, min: -1e6, max: 1e6 }),
  fc.integer({ min: -5, max: 5 }),
  fc.constantFrom(Number.NaN, -0, 1e300, -1e300, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5e-324),
);

test('quantiles, extremes and counts are those of the sorted values, whatever the values', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(number, { minLength: 1, maxLength: 300 }), fc.boolean(), async (list, areBoundsKnown) => {
      const finite = list.filter(Number.isFinite);
      const bounds = areBoundsKnown && finite.length > 0 ? { low: Math.min(...finite), high: Math.max(...finite) } : {};
      const result = await statistics(
        Float64Array.from(list, (_, i) => i),
        Float64Array.from(list),
        bounds,
      );
      expect([result.count, result.missing]).toEqual([finite.length, list.length - finite.length]);
      if (finite.length === 0) return;
      expect(result.min === finite.reduce((a, b) => Math.min(a, b))).toBe(true);
      expect(result.max === finite.reduce((a, b) => Math.max(a, b))).toBe(true);
      // -0 and 0 are the same number and may stand in either order.
      const plain = (value: number | null) => (value ?? Number.NaN) + 0;
      expect([result.p05, result.median, result.p95].map(plain)).toEqual([0.05, 0.5, 0.95].map((share) => plain(quantile(finite, share))));
    }),
    { numRuns: 200 },
  );
});

test('quantiles of half a million values in several chunks are exact, and moments are those of two passes', async () => {
  const random = (i: number) => Math.sin(i * 12.9898) * 43_758.5453 - Math.floor(Math.sin(i * 12.9898) * 43_758.5453);
  const values = Float64Array.from({ length: 500_000 }, (_, i) => 1e5 + random(i) ** 3);
  const times = values.map((_, i) => i * 2);
  const result = await statistics(times, values);
  const list = [...values];
  expect([result.p05, result.median, result.p95]).toEqual([0.05, 0.5, 0.95].map((share) => quantile(list, share)));
  const mean = list.reduce((a, b) => a + b - 1e5, 0) / list.length + 1e5;
  const m2 = list.reduce((a, b) => a + (b - mean) ** 2, 0);
  expect(result.mean).toBeCloseTo(mean, 9);
  expect(result.std! / Math.sqrt(m2 / (list.length - 1))).toBeCloseTo(1, 10);
});

test('work that nobody waits for any more is given up', async () => {
  const path = join(folder, 'stopped.sgs');
  await writeRows(path, [{ times: Float64Array.of(0, 1), columns: [Float64Array.of(1, 2)] }]);
  const channel = { index: 0, name: 'p', unit: 'bar', path, timeBase: 0, position: 0, zeroMs: 0, low: null, high: null };
  await expect(readStatistics({ channels: [channel], fromMs: 0, toMs: 1 }, AbortSignal.abort())).rejects.toThrow(/abort/i);
});
