import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Rows, steps, writeRows } from '../series/series.fixture.ts';
import { openSeries } from '../series/series-reader.ts';
import { derive } from './derivation.ts';
import { checkExpression } from './expression.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sightglass-derivation-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const quiet = { signal: new AbortController().signal, onProgress: () => undefined };

/** Channels are called a, b, … over all time bases, all in bar. */
async function compute(bases: readonly Rows[], expression: string, context = quiet) {
  const path = join(folder, 'source.sgs');
  await writeRows(path, bases);
  const places = bases.flatMap(({ columns }, timeBase) => columns.map((_, position) => ({ timeBase, position })));
  const channels = places.map((place, index) => ({
    index,
    name: 'abc'[index]!,
    unit: 'bar',
    quantity: 'pressure',
    path,
    zeroMs: 0,
    ...place,
  }));
  const checked = checkExpression(expression, channels);
  const used = channels.filter(({ index }) => checked.channels.includes(index));
  const outFile = join(folder, 'derived.sgs');
  const result = await derive({ plan: checked.plan, channels: used, clock: 'relative', name: 'd', unit: checked.unit, outFile }, context);
  const file = openSeries(outFile);
  const { count } = file.summary.timeBases[0]!;
  const read = { times: [...file.readTimes(0, 0, count)], values: [...file.readValues(0, 0, 0, count)], damages: file.verify() };
  file.close();
  return { ...read, result };
}

test('several chunks of samples give the values of the formula at every instant, missing where one is missing', async () => {
  const a = steps(200_000, 0.001);
  const b = a.map((value, i) => (i % 1000 === 7 ? Number.NaN : 3 - value));
  const { values, times, result, damages } = await compute(
    [{ times: steps(200_000), columns: [a, b] }],
    'a / b + 1'.replaceAll(/[ab]/g, "'$&'"),
  );
  expect(damages).toEqual([]);
  expect(times[199_999]).toBe(1_999_990);
  const expected = [...a].map((value, i) => value / b[i]! + 1);
  expect(values).toEqual(expected.map((value) => (Number.isFinite(value) ? value : Number.NaN)));
  expect(result.series.timeBases[0]).toMatchObject({ regular: true, intervalMs: 10, count: 200_000 });
  expect(result.series.timeBases[0]?.channels[0]).toMatchObject({
    name: 'd',
    unit: '',
    valid: values.filter((v) => !Number.isNaN(v)).length,
  });
});

test('the same bytes come out twice', async () => {
  const base = { times: steps(70_000), columns: [steps(70_000, 0.37)] };
  const first = await compute([base], "mean('a', 0.25 s)");
  const second = await compute([base], "mean('a', 0.25 s)");
  expect(second.result.series.sha256).toBe(first.result.series.sha256);
});

test('a fast and a slow channel meet at the instants of the slow one; what looks back does so at the full rate', async () => {
  const fast = { times: steps(100_000, 10), columns: [steps(100_000, 1)] };
  const slow = { times: steps(1000, 1000, 500), columns: [steps(1000, 2)] };
  const { times, values, result } = await compute([fast, slow], "'b' + mean('a', 30 ms)");
  expect(times).toEqual([...slow.times]);
  // At the slow instant the fast index is 50 + 100 i; the mean of it and the two before is one less.
  expect(values).toEqual(times.map((_, i) => 2 * i + 50 + 100 * i - 1));
  expect(result.unmatched).toBe(0);
});

test('where the faster channel has a gap the result is missing; where the instants differ it is refused', async () => {
  const fast = { times: Float64Array.of(0, 10, 20, 30, 100, 110), columns: [steps(6, 1)] };
  const slow = { times: Float64Array.of(0, 20, 50, 100), columns: [steps(4, 1)] };
  const met = await compute([fast, slow], "'a' + 'b'");
  expect(met.values).toEqual([0, 3, Number.NaN, 7]);
  expect(met.result.unmatched).toBe(1);
  const shifted = { times: slow.times.map((ms) => ms + 5), columns: slow.columns };
  await expect(compute([fast, shifted], "'a' + 'b'")).rejects.toMatchObject({
    code: 'derivation-instants-differ',
    extra: { matched: 0, unmatched: 4 },
  });
});

test('an expression without a single value is refused, a cancelled one leaves nothing', async () => {
  const base = { times: steps(100), columns: [steps(100)] };
  await expect(compute([base], "sqrt('a' / 1 bar - 1e9)")).rejects.toMatchObject({ code: 'derivation-empty' });
  await expect(compute([base], "'a' * 2", { ...quiet, signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
});

test('a window with more samples than fit into memory is refused in words', async () => {
  const base = { times: steps(1000, 0.001), columns: [steps(1000)] };
  await expect(compute([base], "mean('a', 1 h)")).rejects.toMatchObject({ code: 'derivation-window-too-long' });
});
