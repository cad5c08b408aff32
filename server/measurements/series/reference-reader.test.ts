import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createRandom, steps, writeRows } from './series.fixture.ts';
import { openSeries } from './series-reader.ts';

const folder = mkdtempSync(join(tmpdir(), 'reference-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const reader = join(import.meta.dirname, 'reference-reader.mjs');
const run = (...args: string[]) => spawnSync(process.execPath, [reader, ...args], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });

test('a reader written from SERIES.md alone reads the same samples and the same summary', async () => {
  const count = 70_000;
  const random = createRandom(3);
  const odd = [Number.NaN, -0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5e-324, 1e300];
  const columns = [
    Float64Array.from({ length: count }, () => Math.round(random() * 4e4) / 100),
    Float64Array.from({ length: count }, (_, i) => Math.round(4e4 * Math.cos(i / 900)) / 1000),
    Float64Array.from({ length: count }, () => random()),
    Float64Array.from({ length: count }, () => Math.fround(random())),
    Float64Array.from({ length: count }, (_, i) => (i % 150 === 0 ? odd[(i / 150) % odd.length]! : i % 300)),
    new Float64Array(count).fill(Number.NaN),
  ];
  let time = 1.7e12;
  const explicit = Float64Array.from({ length: count }, () => (time += Math.round(random() * 300) / 10));
  const path = join(folder, 'all.sgs');
  const bases = [
    { times: steps(count, 0.5), columns },
    { times: explicit, columns: columns.slice(0, 1) },
  ];
  const summary = await writeRows(path, bases, { clock: 'absolute' });
  const file = openSeries(path);
  for (const [timeBase, { times, columns }] of bases.entries()) {
    for (const [channel, column] of columns.entries()) {
      const word = (value: number) => (Number.isNaN(value) ? '' : Object.is(value, -0) ? '-0' : String(value));
      const lines = Array.from(column, (value, i) => `${times[i]},${word(value)}\n`).join('');
      expect(run(path, String(timeBase), String(channel)).stdout === lines, `time base ${timeBase}, channel ${channel}`).toBe(true);
      expect(file.readValues(timeBase, channel, 0, count)).toEqual(column);
    }
  }
  for (const [timeBase, channel] of [
    [0, 0],
    [0, 4],
    [0, 5],
    [1, 0],
  ] as const) {
    const windows = file.windows(timeBase, channel)!;
    const { startMs, first, valid, min, max, mean, std, skewness, kurtosis, slope } = windows;
    const read = [startMs, first, valid, min, max, mean, std, skewness, kurtosis, slope];
    const lines = Array.from(startMs, (_, i) => read.map((column) => (Number.isNaN(column[i]) ? '' : String(column[i]))).join(','));
    expect(lines.length).toBeGreaterThan(0);
    expect(run(path, String(timeBase), String(channel), 'windows').stdout.trimEnd().split('\n')).toEqual(lines);
  }
  file.close();
  const { sha256, bytes, ...contents } = summary;
  expect(bytes).toBe(readFileSync(path).length);
  expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(JSON.parse(run(path).stdout)).toEqual(JSON.parse(JSON.stringify(contents)));
});

test('a file of version 1, which had no windows, is still read whole', () => {
  const path = join(import.meta.dirname, 'version-1.sgs');
  const file = openSeries(path);
  expect(file.verify()).toEqual([]);
  expect(file.summary.timeBases[0]).toMatchObject({ count: 20_000, firstMs: 1_772_431_200_000, intervalMs: 10 });
  expect(file.summary.timeBases[0]!.channels).toMatchObject([
    { name: 'Pump outlet pressure p_P', unit: 'bar', min: 0.57, max: 180.51, last: 125.97 },
    { name: 'Tank oil temperature T_T', unit: '°C', min: 23.82, max: 25.86, last: 25.83 },
  ]);
  expect(file.windows(0, 0)).toBeNull();
  for (const channel of [0, 1]) {
    const times = file.readTimes(0, 0, 20_000);
    const lines = Array.from(file.readValues(0, channel, 0, 20_000), (value, i) => `${times[i]},${value}\n`).join('');
    expect(run(path, '0', String(channel)).stdout === lines, `channel ${channel}`).toBe(true);
  }
  expect(run(path, '0', '0', 'windows').stdout).toBe('');
  file.close();
});

test('it refuses a damaged file', async () => {
  const path = join(folder, 'hurt.sgs');
  await writeRows(path, [{ times: steps(1000), columns: [steps(1000, 0.1)] }]);
  const bytes = readFileSync(path);
  bytes[100] = bytes[100]! ^ 8;
  writeFileSync(path, bytes);
  const { status, stdout, stderr } = run(path, '0', '0');
  expect([status === 0, stdout]).toEqual([false, '']);
  expect(stderr).toContain('damaged: values 0');
});
