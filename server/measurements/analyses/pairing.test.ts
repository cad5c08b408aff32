import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Rows, steps, writeRows } from '../series/series.fixture.ts';
import type { CrossPlot } from './analysis.schema.ts';
import { readCrossPlot } from './cross-plot-reading.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sightglass-pairing-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
async function crossPlot(bases: readonly Rows[], points: number, range = { fromMs: 0, toMs: 1e9 }): Promise<CrossPlot> {
  const path = join(folder, `${files++}.sgs`);
  await writeRows(path, bases);
  const source = (timeBase: number, position: number) => ({
    index: timeBase * 10 + position,
    name: '',
    unit: '',
    path,
    timeBase,
    position,
    zeroMs: 0,
  });
  const y = bases.length === 1 ? source(0, 1) : source(1, 0);
  return readCrossPlot({ x: source(0, 0), y, points, ...range }, new AbortController().signal);
}

test('channels of one time base are paired sample by sample; pairs with a missing value are counted, not drawn', async () => {
  const result = await crossPlot(
    [{ times: steps(4), columns: [Float64Array.of(1, 2, Number.NaN, 4), Float64Array.of(5, 6, 7, Number.NaN)] }],
    100,
  );
  expect(result).toMatchObject({ x: [1, 2], y: [5, 6], timeMs: [0, 10], pairing: 'same-instants', pairs: 2, missing: 2, unpaired: 0 });
});

test('a slow channel is paired with the nearest sample of the fast one, and stays alone where that one pauses', async () => {
  const fast = { times: Float64Array.of(0, 9, 21, 30, 500, 510), columns: [Float64Array.of(0, 9, 21, 30, 500, 510)] };
  const slow = { times: Float64Array.of(0, 10, 20, 200, 507), columns: [Float64Array.of(100, 110, 120, 130, 140)] };
  for (const bases of [
    [fast, slow],
    [slow, fast],
  ]) {
    const result = await crossPlot(bases, 100);
    const [of, slowOf] = bases[0] === fast ? [result.x, result.y] : [result.y, result.x];
    expect(of).toEqual([0, 9, 21, 510]);
    expect(slowOf).toEqual([100, 110, 120, 140]);
    expect(result).toMatchObject({ pairing: 'nearest-sample', unpaired: 1, missing: 0, timeMs: [0, 10, 20, 507] });
    expect(result.note).toContain('nothing is interpolated');
  }
});

test('however few points are asked for, the extremes of both channels and real pairs remain', async () => {
  const value = fc.oneof(fc.integer({ min: -50, max: 50 }), fc.constant(Number.NaN));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 400 }),
      fc.integer({ min: 8, max: 60 }),
      async (rows, points) => {
        const columns = [Float64Array.from(rows, ([a]) => a), Float64Array.from(rows, ([, b]) => b)];
        const result = await crossPlot([{ times: steps(rows.length, 1), columns }], points);
        const whole = rows.filter(([a, b]) => Number.isFinite(a) && Number.isFinite(b));
        expect(result.pairs).toBe(whole.length);
        expect(result.x.length).toBeLessThanOrEqual(points);
        expect(result.x.length).toBe(result.y.length);
        for (const [i, time] of result.timeMs.entries()) expect(rows[time]).toEqual([result.x[i], result.y[i]]);
        expect(result.timeMs).toEqual([...result.timeMs].sort((a, b) => a - b));
        if (whole.length === 0) return;
        for (const side of [0, 1] as const) {
          const drawn = side === 0 ? result.x : result.y;
          expect(Math.max(...drawn) === Math.max(...whole.map((pair) => pair[side]))).toBe(true);
          expect(Math.min(...drawn) === Math.min(...whole.map((pair) => pair[side]))).toBe(true);
        }
      },
    ),
    { numRuns: 150 },
  );
});

test('a fast channel a thousand times as fast over many chunks is paired at every instant of the slow one', async () => {
  const fast = { times: steps(400_000, 1), columns: [steps(400_000, 1)] };
  const slow = { times: steps(400, 1000), columns: [steps(400, 1000)] };
  const result = await crossPlot([fast, slow], 5000);
  expect(result.pairs).toBe(400);
  expect(result.x).toEqual(result.y);
});
