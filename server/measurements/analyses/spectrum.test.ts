import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRandom, steps, writeRows } from '../series/series.fixture.ts';
import type { ComputedSpectrum, NotComputable } from './analysis.schema.ts';
import { readSpectrum, type SpectrumTask } from './spectrum-reading.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sightglass-spectrum-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const wave = (hz: number, high: number) => (ms: number) => high * Math.sin((2 * Math.PI * hz * ms) / 1000);

let files = 0;
/** Spectrum of the first column; a second one is the speed. */
async function spectrum(times: Float64Array, columns: readonly Float64Array[], more: Partial<SpectrumTask> = {}) {
  const path = join(folder, `${files++}.sgs`);
  await writeRows(path, [{ times, columns }]);
  const source = (position: number) => ({ index: position, name: 'p', unit: 'bar', path, timeBase: 0, position, zeroMs: 0 });
  const speed = columns.length > 1 ? source(1) : null;
  const task = { channel: source(0), fromMs: 0, toMs: 1e9, segmentLength: null, speed, pumpOrder: null, ...more };
  return readSpectrum(task, new AbortController().signal);
}
const computed = async (...given: Parameters<typeof spectrum>) => (await spectrum(...given)) as ComputedSpectrum;
const refused = async (...given: Parameters<typeof spectrum>) => (await spectrum(...given)) as NotComputable;

test('the pump ripple is found with frequency, amplitude and order', async () => {
  const times = steps(20_000, 1);
  const speed = times.map(() => 1500);
  const result = await computed(times, [times.map((ms) => 150 + wave(225, 2.5)(ms) + wave(25, 0.8)(ms)), speed], { pumpOrder: 9 });
  expect(result).toMatchObject({
    computable: true,
    sampleRateHz: 1000,
    window: 'hann',
    overlap: 0.5,
    samplesSkipped: 20_000 - result.samplesUsed,
  });
  expect(
    result.peaks.slice(0, 2).map(({ frequencyHz, amplitude, order }) => [frequencyHz.toFixed(1), amplitude.toFixed(2), order?.toFixed(2)]),
  ).toEqual([
    ['225.0', '2.50', '9.00'],
    ['25.0', '0.80', '1.00'],
  ]);
  expect(result.order).toMatchObject({
    computable: true,
    rpm: 1500,
    shaftHz: 25,
    highestOrder: 20,
    pump: { order: 9, visible: true, neededRateHz: 580 },
  });
});

test('at 100 Hz the pump ripple is said to be invisible, with the rate that would show it', async () => {
  const times = steps(4000, 10);
  const result = await computed(times, [times.map(wave(10, 1))], { speed: 1450, pumpOrder: 9 });
  expect(result.order).toMatchObject({ computable: true, pump: { visible: false, neededRateHz: 560 } });
  expect((result.order as { pump: { because: string } }).pump.because).toContain('folded at a wrong frequency');
  const slow = await computed(steps(4000, 100), [steps(4000, 100).map(wave(1, 1))], { speed: 1450 });
  expect(slow.order).toMatchObject({ computable: false, code: 'rate-too-low' });
});

test('orders are not drawn where the speed varies or the shaft stands still', async () => {
  const times = steps(10_000, 1);
  const pressure = times.map(wave(100, 1));
  const rising = await computed(times, [pressure, times.map((ms) => 1000 + ms / 20)]);
  expect(rising.order).toMatchObject({ computable: false, code: 'speed-varies' });
  const standing = await computed(times, [pressure, times.map(() => 0)]);
  expect(standing.order).toMatchObject({ computable: false, code: 'no-speed' });
  expect(standing.peaks[0]?.order).toBeNull();
});

test('gaps and missing values are jumped over, never filled: the amplitude stays', async () => {
  const times = steps(30_000, 1).map((ms) => (ms < 12_345 ? ms : ms + 5432));
  const values = times.map(wave(80, 4));
  for (let i = 20_000; i < 20_003; i++) values[i] = Number.NaN;
  const result = await computed(times, [values]);
  expect(result.peaks[0]?.amplitude).toBeCloseTo(4, 2);
  expect(result.samplesUsed).toBeLessThan(30_000 - 3);
  expect(result.samplesUsed + result.samplesSkipped).toBe(30_000);
});

test('many gaps leave shorter segments, too many none', async () => {
  const holed = (every: number) => steps(8000, 1).map((ms) => (ms % every === 0 ? Number.NaN : wave(100, 1)(ms)));
  expect((await computed(steps(8000, 1), [holed(300)])).segmentLength).toBe(256);
  expect(await refused(steps(8000, 1), [holed(50)])).toMatchObject({ computable: false, code: 'gaps' });
  expect(await refused(steps(8000, 1), [holed(300)], { segmentLength: 1024 })).toMatchObject({
    code: 'gaps',
    whatWouldHelp: expect.stringContaining('299'),
  });
});

test('stamps rounded to ms are one sampling rate, truly irregular ones are none', async () => {
  const rounded = Float64Array.from({ length: 20_000 }, (_, i) => Math.round((i * 1000) / 300));
  const result = await computed(rounded, [Float64Array.from({ length: 20_000 }, (_, i) => wave(40, 3)((i * 1000) / 300))]);
  expect(result.sampleRateHz).toBeCloseTo(300, 0);
  expect(result.peaks[0]?.frequencyHz).toBeCloseTo(40, 1);
  expect(result.peaks[0]?.amplitude).toBeCloseTo(3, 1);
  const random = createRandom(3);
  let ms = 0;
  const irregular = Float64Array.from({ length: 5000 }, () => {
    ms += 6 + 8 * random();
    return ms;
  });
  expect(await refused(irregular, [irregular.map(wave(5, 1))])).toMatchObject({ code: 'irregular-sampling' });
});

test('too few samples say how many are needed, none say so', async () => {
  const few = await refused(steps(50, 10), [steps(50, 10)]);
  expect(few).toMatchObject({ code: 'too-few-samples', because: 'There are 50 samples in this range; a segment has 64.' });
  expect(await refused(steps(50, 10), [steps(50, 10)], { fromMs: 1e6 })).toMatchObject({ code: 'no-samples' });
});

test('a very long range takes evenly spread segments and says so', async () => {
  const times = steps(300_000, 1);
  const result = await computed(times, [times.map(wave(100, 1))], { segmentLength: 64 });
  expect(result.segmentsAvailable).toBe(9374);
  expect(result.segments).toBeLessThanOrEqual(4096);
  expect(result.peaks[0]?.amplitude).toBeCloseTo(1, 2);
});
