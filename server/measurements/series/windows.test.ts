import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { quantilesOf } from './quantile-selection.ts';
import { type ChunkTimes, emptyMoments, mergeMoments, momentsOfRange, shapeOf } from './range-moments.ts';
import { createRandom, type Rows, steps, type WriteOptions, writeRows } from './series.fixture.ts';
import { openSeries } from './series-reader.ts';
import type { ChannelWindows } from './window-reading.ts';

const folder = mkdtempSync(join(tmpdir(), 'windows-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const random = createRandom(11);

async function windowsOf(rows: Rows, options: WriteOptions = {}): Promise<(ChannelWindows | null)[]> {
  const path = join(folder, 'windows.sgs');
  rmSync(path, { force: true });
  await writeRows(path, [rows], options);
  const file = openSeries(path);
  try {
    expect(file.verify()).toEqual([]);
    return rows.columns.map((_, channel) => file.windows(0, channel));
  } finally {
    file.close();
  }
}

/** Two passes over the valid samples, straight from the definitions. */
function naive(times: readonly number[], values: readonly number[]) {
  const at = values.flatMap((value, i) => (Number.isNaN(value) ? [] : [i]));
  const n = at.length;
  const average = (of: (i: number) => number) => at.reduce((sum, i) => sum + of(i) / n, 0);
  const mean = average((i) => values[i]!);
  const time = average((i) => times[i]!);
  const power = (exponent: number) => average((i) => (values[i]! - mean) ** exponent);
  const variance = power(2);
  return {
    valid: n,
    min: Math.min(...at.map((i) => values[i]!)),
    max: Math.max(...at.map((i) => values[i]!)),
    mean,
    std: Math.sqrt((variance * n) / (n - 1)),
    rms: Math.sqrt(average((i) => values[i]! ** 2)),
    skewness: power(3) / variance ** 1.5,
    kurtosis: power(4) / variance ** 2,
    slope: (1000 * average((i) => (values[i]! - mean) * (times[i]! - time))) / average((i) => (times[i]! - time) ** 2),
  };
}

function expectNaive(windows: ChannelWindows, { times, values }: { times: Float64Array; values: Float64Array }): void {
  for (let i = 0; i < windows.startMs.length; i++) {
    const [from, to] = [windows.first[i]!, windows.first[i + 1]!];
    const expected = naive([...times.subarray(from, to)], [...values.subarray(from, to)]);
    expect([windows.valid[i], windows.min[i], windows.max[i]]).toEqual([expected.valid, expected.min, expected.max]);
    for (const key of ['mean', 'std', 'rms', 'skewness', 'kurtosis', 'slope'] as const) {
      const scale = Math.max(Math.abs(expected[key]), key === 'slope' ? expected.std / 60 : 1);
      expect(Math.abs(windows[key][i]! - expected[key]) / scale, `${key} of window ${i}`).toBeLessThan(1e-9);
    }
  }
}

describe('windows of a recording', () => {
  test('hold what the definitions give, at regular and irregular times, with and without missing samples', async () => {
    const count = 70_000;
    const wave = Float64Array.from({ length: count }, (_, i) => Math.round((150 + 30 * Math.sin(i / 700) + 4 * random() ** 3) * 100) / 100);
    const sparse = wave.map((value, i) => (i % 3 === 0 || (i > 30_000 && i < 30_400) ? Number.NaN : value));
    const drift = Float64Array.from({ length: count }, (_, i) => 45 + i * 1e-4 + random());
    let time = 1.7e12;
    for (const times of [steps(count, 10, 1.7e12), Float64Array.from({ length: count }, () => (time += 5 + Math.round(random() * 10)))]) {
      const columns = [wave, sparse, drift];
      const windows = await windowsOf({ times, columns }, { clock: 'absolute' });
      for (const [channel, values] of columns.entries()) {
        expect(windows[channel]!.lengthMs).toBe(60_000);
        expect(windows[channel]!.startMs.length).toBe(Math.ceil((times.at(-1)! - times[0]! + 1) / 60_000));
        expectNaive(windows[channel]!, { times, values });
      }
    }
  });

  test('are as long as a cycle when the recording has cycles, else a minute, an hour or a day, so that 256 samples fit', async () => {
    const lengths = [];
    for (const [step, cycleMs] of [
      [10, 2000],
      [10, 100],
      [10, undefined],
      [300, undefined],
      [60_000, undefined],
      [3_600_000, undefined],
    ] as const) {
      const rows = { times: steps(20_000, step), columns: [steps(20_000, 0.5)] };
      const [windows] = await windowsOf(rows, cycleMs === undefined ? {} : { cycleMs });
      lengths.push(windows?.lengthMs ?? null);
    }
    expect(lengths).toEqual([2000, 60_000, 60_000, 3_600_000, 86_400_000, null]);
  });

  test('a cycle of a length that steps do not hit exactly still has its own samples', async () => {
    const step = 100 / 3;
    const [windows] = await windowsOf({ times: steps(60_000, step), columns: [steps(60_000, 1)] }, { cycleMs: 3000 * step });
    expect([...windows!.first]).toEqual(Array.from({ length: 21 }, (_, i) => i * 3000));
  });

  test('a pause makes no windows, and the next one keeps its place in time', async () => {
    const times = Float64Array.from({ length: 20_000 }, (_, i) => i * 10 + (i >= 9000 ? 3_600_000 : 0));
    const [windows] = await windowsOf({ times, columns: [steps(20_000, 0.5)] });
    expect([...windows!.startMs]).toEqual([0, 60_000, 3_660_000, 3_720_000, 3_780_000]);
    expect([...windows!.first]).toEqual([0, 6000, 9000, 12_000, 18_000, 20_000]);
  });

  test('a short recording has none, and what has no moments is missing, not zero', async () => {
    expect(await windowsOf({ times: steps(16_384), columns: [steps(16_384)] })).toEqual([null]);
    const count = 18_000;
    const columns = [
      new Float64Array(count).fill(Number.NaN),
      new Float64Array(count).fill(7.25),
      Float64Array.from({ length: count }, (_, i) => (i === 100 ? Number.POSITIVE_INFINITY : i)),
    ];
    const [nothing, constant, infinite] = await windowsOf({ times: steps(count), columns });
    expect([nothing!.valid[0], nothing!.mean[0], nothing!.std[0], nothing!.slope[0], nothing!.rms[0]]).toEqual([
      0,
      ...Array(4).fill(Number.NaN),
    ]);
    expect([constant!.mean[0], constant!.std[0], constant!.slope[0], constant!.rms[0]]).toEqual([7.25, 0, 0, 7.25]);
    expect([constant!.skewness[0], constant!.kurtosis[0]]).toEqual([Number.NaN, Number.NaN]);
    expect([infinite!.max[0], infinite!.mean[0], infinite!.kurtosis[0]]).toEqual([Infinity, Infinity, Number.NaN]);
    expect(infinite!.mean[1]).toBeCloseTo(8999.5, 9);
  });

  test('the file does not depend on the block size or the thread', async () => {
    const count = 90_000;
    const times = Float64Array.from({ length: count }, (_, i) => i * 10 + (i > 50_000 ? 3 : 0));
    const rows = { times, columns: [times.map((_, i) => (i % 37 === 0 ? Number.NaN : Math.round(1e4 * Math.sin(i / 99)) / 100))] };
    const hashes = [];
    for (const options of [{ block: 777 }, { block: 90_000 }, { block: 65_536, threads: 1 }]) {
      await windowsOf(rows, options);
      hashes.push(readFileSync(join(folder, 'windows.sgs')).toString('base64'));
    }
    expect(new Set(hashes).size).toBe(1);
  });
});

function sortedQuantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
  return low === high ? low : low + (high - low) * (place - Math.floor(place));
}

describe('quantiles', () => {
  const shares = [0, 0.05, 0.5, 0.95, 1];

  test('are those of the sorted values, whatever these are', () => {
    const wild = fc.oneof(
      fc.double({ noNaN: true }),
      fc.integer({ min: -3, max: 3 }),
      fc.constantFrom(Infinity, -Infinity, -0, 1e308, -1e308),
    );
    const near = fc.integer({ min: 0, max: 1000 }).map((step) => 155 + step * 1e-12);
    const usual = fc.integer({ min: 0, max: 40_000 }).map((digits) => digits / 100);
    const lists = [wild, near, usual].map((one) => fc.array(one, { minLength: 1, maxLength: 600, size: 'max' }));
    fc.assert(
      fc.property(fc.oneof(...lists), (list) => {
        const found = quantilesOf(Float64Array.from(list), shares);
        expect(found.map((value) => value + 0)).toEqual(shares.map((share) => sortedQuantile(list, share) + 0));
      }),
      { numRuns: 300 },
    );
    expect(quantilesOf(new Float64Array(0), [0.5])).toEqual([Number.NaN]);
  });

  test('of windows leave out what is missing and cross the borders of chunks', async () => {
    const count = 70_000;
    const values = Float64Array.from({ length: count }, (_, i) =>
      i % 5 === 0 || (i >= 12_000 && i < 18_000) ? Number.NaN : Math.round(random() * 4e4) / 100,
    );
    const path = join(folder, 'quantiles.sgs');
    await writeRows(path, [{ times: steps(count), columns: [values, values.map((one) => (Number.isNaN(one) ? 1 : one))] }]);
    const file = openSeries(path);
    for (const channel of [0, 1]) {
      const { first } = file.windows(0, channel)!;
      const quantiles = file.windowQuantiles(0, channel, [0.1, 0.9])!;
      const all = file.readValues(0, channel, 0, count);
      for (let i = 0; i + 1 < first.length; i++) {
        const present = [...all.subarray(first[i]!, first[i + 1]!)].filter((one) => !Number.isNaN(one));
        const expected = present.length === 0 ? [Number.NaN, Number.NaN] : [sortedQuantile(present, 0.1), sortedQuantile(present, 0.9)];
        expect(quantiles.map((of) => of[i])).toEqual(expected);
      }
    }
    file.close();
  });
});

const value = fc.oneof(
  { weight: 12, arbitrary: fc.double({ min: -500, max: 500, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, -0, 1e6) },
);

test('moments of pieces put together are the moments of the whole', () => {
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 3, maxLength: 300 }),
      fc.array(fc.nat(299), { maxLength: 6 }),
      fc.boolean(),
      (list, cuts, isRegular) => {
        const values = Float64Array.from(list);
        const stamps = Float64Array.from(list, (_, i) => i * 10 + (isRegular ? 0 : (i * 7) % 5));
        const times: ChunkTimes = isRegular ? { stamps: null, startMs: 0, stepMs: 10 } : { stamps, zeroMs: 0 };
        const edges = [...new Set([0, ...cuts.map((cut) => cut % values.length), values.length])].sort((a, b) => a - b);
        const total = emptyMoments();
        const part = emptyMoments();
        for (let i = 1; i < edges.length; i++) {
          momentsOfRange(values, { from: edges[i - 1]!, to: edges[i]! }, times, part);
          mergeMoments(total, part);
        }
        const expected = naive([...stamps], list);
        expect(total.valid).toBe(expected.valid);
        if (expected.valid < 2 || !(expected.std > 1e-3)) return;
        const { std, skewness, kurtosis, slope } = shapeOf(total);
        const found = [total.mean, std, skewness, kurtosis, slope];
        const wanted = [expected.mean, expected.std, expected.skewness, expected.kurtosis, expected.slope];
        const scales = [expected.std, expected.std, 1, expected.kurtosis, Math.max(Math.abs(expected.slope), expected.std)];
        found.forEach((number, i) => {
          expect(Math.abs(number - wanted[i]!) / scales[i]!).toBeLessThan(1e-8);
        });
      },
    ),
    { numRuns: 400 },
  );
});
