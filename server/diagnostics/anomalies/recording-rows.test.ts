import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { steps, writeRows } from '../../measurements/series/series.fixture.ts';
import { openSeries, type SeriesFile } from '../../measurements/series/series-reader.ts';
import { openRows, usualRowSeconds } from './recording-rows.ts';

let folder: string;
let series: SeriesFile;
const channel = (name: string, timeBase: number, count: number) => ({ name, unit: 'bar', timeBase, position: 0, count });
const fast = channel('fast', 0, 60_000);
const slow = channel('slow', 1, 600);
const slower = channel('slower', 1, 600);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sightglass-rows-'));
  const path = join(folder, 'two-rates.sgs');
  // 100 Hz: the second's number plus -0.5 and 0.5 in turn, missing in second 10; 1 Hz: twice the second's number.
  const ripple = Float64Array.from({ length: 60_000 }, (_, i) =>
    Math.floor(i / 100) === 10 ? Number.NaN : Math.floor(i / 100) + (i % 2) - 0.5,
  );
  const doubled = Float64Array.from({ length: 600 }, (_, i) => 2 * i);
  await writeRows(path, [
    { times: steps(60_000, 10), columns: [ripple] },
    { times: steps(600, 1000), columns: [doubled, doubled] },
  ]);
  series = openSeries(path);
});
afterAll(() => {
  series.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a row is a sample of the time base that most channels share; faster channels give their mean over it', () => {
  const channels = [fast, slow, { ...slower, position: 1 }];
  expect(usualRowSeconds(series, channels)).toBeNull();
  const rows = openRows(series, channels, { names: ['slow', 'fast', 'absent'], rowSeconds: null });
  expect(rows.count).toBe(600);
  const { values } = rows.read(0, 600);
  expect([...values.slice(0, 6)]).toEqual([0, 0, Number.NaN, 2, 1, Number.NaN]);
  expect([...values.slice(30, 33)]).toEqual([20, Number.NaN, Number.NaN]);
  expect([...values.slice(599 * 3, 599 * 3 + 2)]).toEqual([1198, 599]);
  expect([...rows.startsS(598, 600)]).toEqual([598, 599]);
});

test('where samples are closer than a second, rows are means over a second; pieces give what the whole gives', () => {
  expect(usualRowSeconds(series, [fast])).toBe(1);
  const rows = openRows(series, [fast], { names: ['fast'], rowSeconds: 1 });
  expect(rows.count).toBe(600);
  const whole = rows.read(0, 600).values;
  expect([...whole.slice(8, 12)]).toEqual([8, 9, Number.NaN, 11]);
  const pieces = [0, 7, 300, 600].flatMap((to, index, ends) => (index === 0 ? [] : [...rows.read(ends[index - 1] as number, to).values]));
  expect(pieces).toEqual([...whole]);
});

test('rows may be longer than samples: means of the valid ones', () => {
  const rows = openRows(series, [fast, slow], { names: ['slow', 'fast'], rowSeconds: 20 });
  expect(rows.count).toBe(30);
  const [slowMean, fastMean] = rows.read(0, 1).values;
  expect(slowMean).toBe(19);
  // Second 10 is missing: the mean of the other nineteen.
  expect(fastMean).toBeCloseTo((190 - 10) / 19, 10);
});
