import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRandom, steps, writeRows } from '../series/series.fixture.ts';
import { type DetectedCycles, readCycles } from './cycle-reading.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sightglass-cycle-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
async function cycles(times: Float64Array, columns: readonly Float64Array[]): Promise<DetectedCycles> {
  const path = join(folder, `${files++}.sgs`);
  await writeRows(path, [{ times, columns }]);
  const channels = columns.map((_, position) => ({
    index: position,
    name: `c${position}`,
    unit: 'bar',
    path,
    timeBase: 0,
    position,
    zeroMs: 0,
  }));
  return readCycles({ channels, fromMs: 0, toMs: times[times.length - 1]! }, new AbortController().signal);
}
const lengths = (found: DetectedCycles) => found.cycles.map(({ fromMs, toMs }) => toMs - fromMs);

test('a press that goes up every 12 s has cycles of 12 s, noise or not', async () => {
  const random = createRandom(5);
  const times = steps(12_000, 10);
  const found = await cycles(times, [times.map((ms) => (ms % 12_000 > 4000 && ms % 12_000 < 9000 ? 180 : 20) + 6 * random())]);
  expect(found.cycles).toHaveLength(9);
  for (const length of lengths(found)) expect(length).toBe(12_000);
  expect(found.cycles[0]?.fromMs).toBe(4010);
  expect(found.because).toMatch(/begins where c0 rises through 10\d(\.\d)? bar, about every 12 s/);
});

test('two strokes per cycle are one cycle', async () => {
  const times = steps(20_000, 10);
  const stroke = (ms: number) => {
    const at = ms % 10_000;
    return (at > 1000 && at < 2000) || (at > 3000 && at < 7500) ? 100 : 5;
  };
  const found = await cycles(times, [times.map(stroke)]);
  expect(found.because).toContain('autocorrelation');
  expect(found.cycles.length).toBeGreaterThanOrEqual(18);
  for (const length of lengths(found)) expect(Math.abs(length - 10_000)).toBeLessThan(50);
});

test('a stroke that is there only now and then does not set the beat, and a start before the first cycle is none', async () => {
  const times = steps(30_000, 10);
  const random = createRandom(17);
  const extras = Array.from({ length: 30 }, () => random());
  const stroke = (ms: number) => {
    const cycle = Math.floor(ms / 10_000);
    const at = ms % 10_000;
    const isExtra = extras[cycle]! > 0.4 && at > 1000 && at < 2000;
    return isExtra || (at > 3000 && at < 6500) || (at > 7000 && at < 7500) ? 100 : 5;
  };
  const found = await cycles(times, [times.map(stroke)]);
  expect(found.cycles.length).toBeGreaterThanOrEqual(28);
  for (const length of lengths(found)) expect(Math.abs(length - 10_000)).toBeLessThan(50);
  const started = await cycles(times, [
    times.map((ms) => (ms < 1000 || (ms > 2000 && ms < 2500) || (ms > 9000 && ms % 10_000 < 4000) ? 100 : 5)),
  ]);
  expect(Math.min(...lengths(started))).toBeGreaterThan(5000);
});

test('a pause between two batches is no cycle', async () => {
  const times = steps(20_000, 10);
  const found = await cycles(times, [times.map((ms) => (ms > 80_000 && ms < 120_000 ? 5 : ms % 5000 < 2000 ? 100 : 5))]);
  expect(Math.max(...lengths(found))).toBeLessThan(12_500);
  expect(found.cycles.length).toBeGreaterThan(25);
});

test('what does not repeat itself has no cycles, and every channel says why', async () => {
  const random = createRandom(11);
  const times = steps(10_000, 10);
  let walk = 0;
  const wandering = times.map(() => {
    walk += random() - 0.5;
    return walk;
  });
  const found = await cycles(times, [times.map(() => 7), wandering, times.map(() => Number.NaN)]);
  expect(found.cycles).toEqual([]);
  expect(found.because).toMatch(/Nothing changes in c0\. .* in c1\. There are no values in c2\./);
});

test('the second channel is asked when the first one is flat', async () => {
  const times = steps(6000, 10);
  const found = await cycles(times, [times.map(() => 7), times.map((ms) => Math.sin(ms / 500))]);
  expect(found.channel).toBe(1);
  expect(lengths(found)[2]).toBeCloseTo(1000 * Math.PI, -2);
});
