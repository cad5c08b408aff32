import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unpackSeries } from '../../../renderer/src/measurements/packed-series.ts';
import type { Envelope } from '../recording.schema.ts';
import { createRandom, type Rows, steps, writeRows } from '../series/series.fixture.ts';
import { createOpenFiles } from './open-files.ts';
import { answerSeries } from './series-answer.ts';
import type { AnswerForm, SeriesQuestion } from './series-question.ts';

const folder = mkdtempSync(join(tmpdir(), 'series-answer-'));
const files = createOpenFiles();
afterAll(() => {
  files.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Enough for a pyramid of two levels, small enough to be reckoned sample by sample. */
const count = 140_000;
const zeroMs = Date.UTC(2026, 0, 5, 6);

function values(random: () => number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => {
    if (i % 20_000 > 19_000 || random() < 0.002) return Number.NaN;
    if (random() < 0.0005) return random() < 0.5 ? 1e6 : -1e6;
    return Math.round((150 + 20 * Math.sin(i / 700) + random()) * 100) / 100;
  });
}

/** Pauses, repeated stamps, and steps that are no whole milliseconds. */
function irregular(random: () => number): Float64Array {
  let time = zeroMs;
  return Float64Array.from({ length: count }, () => {
    const dice = random();
    time += dice < 0.0003 ? 200_000 * random() : dice < 0.02 ? 0 : 7.5;
    return time;
  });
}

const random = createRandom(20);
const recordings: Record<string, Rows> = {
  regular: { times: steps(count, 10, zeroMs), columns: [values(random)] },
  irregular: { times: irregular(random), columns: [values(random)] },
};
beforeAll(async () => {
  for (const [name, rows] of Object.entries(recordings)) await writeRows(join(folder, name), [rows], { clock: 'absolute' });
});

function ask(name: string, range: Pick<SeriesQuestion, 'fromMs' | 'toMs' | 'buckets'>, form: AnswerForm = 'packed'): Envelope {
  const channel = { path: join(folder, name), timeBase: 0, position: 0, index: 4, name: 'p', unit: 'bar' };
  const { bytes } = answerSeries({ channels: [channel], zeroMs, form, ...range }, files.get);
  if (form === 'json') return (JSON.parse(Buffer.from(bytes).toString()) as { channels: Envelope[] }).channels[0]!;
  const { timeMs, min, max, mean, count, ...head } = unpackSeries(bytes.buffer).channels[0]!;
  return { ...head, timeMs: [...timeMs], min: [...min], max: [...max], mean: [...mean], count: [...count] };
}

function extremes(numbers: readonly (number | null)[]): [number, number] | null {
  const valid = numbers.filter((value) => value !== null && !Number.isNaN(value)) as number[];
  return valid.length === 0 ? null : [valid.reduce((a, b) => Math.min(a, b)), valid.reduce((a, b) => Math.max(a, b))];
}

/** The ends of a range: anywhere, or exactly on a sample, or on the border of a bucket that another end makes. */
const ranges = (name: string) => {
  const { times } = recordings[name]!;
  const last = times.at(-1)! - zeroMs;
  const end = fc.oneof(
    fc.double({ min: -last / 10, max: last * 1.1, noNaN: true }),
    fc.nat(count - 1).map((i) => times[i]! - zeroMs),
    fc.nat(400).map((i) => i * 16_384 * 10),
  );
  return fc.tuple(end, end, fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 4000 })));
};

test.each(['regular', 'irregular'])(
  'over %s times every sample of a range is counted once, and its extremes are those of the samples',
  (name) => {
    const { times, columns } = recordings[name]!;
    const samples = columns[0]!;
    fc.assert(
      fc.property(ranges(name), ([one, other, buckets]) => {
        const [fromMs, toMs] = [Math.min(one, other), Math.max(one, other)];
        const inside: number[] = [];
        for (let i = 0; i < count; i++) {
          if (times[i]! - zeroMs >= fromMs && times[i]! - zeroMs <= toMs && !Number.isNaN(samples[i])) inside.push(samples[i]!);
        }
        const envelope = ask(name, { fromMs, toMs, buckets });
        expect(envelope.count.reduce((a, b) => a + b, 0)).toBe(inside.length);
        expect(extremes([...envelope.min, ...envelope.max])).toEqual(extremes(inside));
        const total = inside.reduce((a, b) => a + b, 0);
        const sum = envelope.mean.reduce<number>((a, mean, i) => a + (mean ?? 0) * envelope.count[i]!, 0);
        expect(Math.abs(sum - total)).toBeLessThanOrEqual(1e-9 * inside.reduce((a, b) => a + Math.abs(b), 1));
        expect(envelope.timeMs.length).toBeLessThanOrEqual(buckets);
        for (let i = 1; i < envelope.timeMs.length; i++) expect(envelope.timeMs[i]! >= envelope.timeMs[i - 1]!).toBe(true);
      }),
      { numRuns: 120, seed: 7 },
    );
  },
  120_000,
);

test('few samples come as they were stored, with their own times', () => {
  const { times, columns } = recordings.irregular!;
  const range = { fromMs: times[19_500]! - zeroMs, toMs: times[20_400]! - zeroMs };
  const envelope = ask('irregular', { ...range, buckets: 4000 });
  const from = times.findIndex((time) => time >= range.fromMs + zeroMs);
  const to = times.findLastIndex((time) => time <= range.toMs + zeroMs) + 1;
  expect(envelope.source).toBe('raw');
  expect(envelope.timeMs).toEqual(Array.from(times.subarray(from, to), (time) => time - zeroMs));
  const stored = Array.from(columns[0]!.subarray(from, to), (value) => (Number.isNaN(value) ? null : value));
  expect(stored).toContain(null);
  expect([envelope.min, envelope.max, envelope.mean]).toEqual([stored, stored, stored]);
  expect(envelope.count).toEqual(stored.map((value) => (value === null ? 0 : 1)));
});

test('the packed form and JSON say the same', () => {
  for (const range of [
    { buckets: 333 },
    { fromMs: 100, toMs: 5000, buckets: 2000 },
    { fromMs: 5e6, buckets: 7 },
    { fromMs: 1e12, toMs: 1e12, buckets: 9 },
  ]) {
    for (const name of ['regular', 'irregular']) expect(ask(name, range, 'packed')).toEqual(ask(name, range, 'json'));
  }
});

test('an open end is where the samples end, a range of no length holds the samples of that instant', () => {
  const { times, columns } = recordings.regular!;
  expect(ask('regular', { buckets: 10 })).toMatchObject({ fromMs: 0, toMs: times.at(-1)! - zeroMs });
  expect(ask('regular', { fromMs: 70, toMs: 70, buckets: 10 })).toMatchObject({ timeMs: [70], mean: [columns[0]![7]], source: 'raw' });
  expect(ask('regular', { fromMs: 71, toMs: 72, buckets: 10 }).timeMs).toEqual([]);
  expect(ask('regular', { fromMs: -9e9, toMs: -8e9, buckets: 10 }).timeMs).toEqual([]);
});

test('bytes that are something else are not read', () => {
  expect(() => unpackSeries(new ArrayBuffer(3))).toThrow('no packed series');
  expect(() => unpackSeries(new TextEncoder().encode('{"channels":[],"more":1}').buffer)).toThrow('no packed series');
});
