import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EnvelopeQuery, EnvelopeResult } from './envelope.ts';
import { createRandom, type Rows, steps, writeRows } from './series.fixture.ts';
import { openSeries, type SeriesFile } from './series-reader.ts';

const folder = mkdtempSync(join(tmpdir(), 'envelope-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const count = 300_000;

/** A pressure with rare spikes, missing stretches and an infinity. */
function samples(random: () => number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => {
    if (i % 50_000 > 49_000 || random() < 0.001) return Number.NaN;
    if (random() < 0.0001) return random() < 0.5 ? 999 : -999;
    return Math.round((200 + 10 * Math.sin(i / 4000) + random()) * 100) / 100;
  });
}

/** Bursts of samples with pauses between them and repeated stamps inside. */
function bursts(random: () => number): Float64Array {
  let time = 1000;
  return Float64Array.from({ length: count }, () => {
    const dice = random();
    time += dice < 0.0002 ? 500_000 * random() : dice < 0.01 ? 0 : 10;
    return Math.round(time * 10) / 10;
  });
}

/** What the buckets must hold, reckoned sample by sample. */
function checkBuckets({ times, columns }: Rows, envelope: EnvelopeResult, query: EnvelopeQuery): void {
  const values = columns[0]!;
  const from = times.findIndex((time) => time >= query.fromMs);
  const to = times.findLastIndex((time) => time <= query.toMs) + 1;
  const buckets = envelope.time.length;
  expect([envelope.firstIndex[0], envelope.firstIndex[buckets]]).toEqual([from < 0 ? count : from, Math.max(to, from < 0 ? count : from)]);
  const width = (query.toMs - query.fromMs) / query.buckets;
  for (let i = 0; i < buckets; i++) {
    const inside = values.subarray(envelope.firstIndex[i], envelope.firstIndex[i + 1]);
    const valid = inside.filter((value) => !Number.isNaN(value));
    expect(envelope.count[i]).toBe(valid.length);
    if (valid.length === 0) {
      expect([envelope.min[i], envelope.max[i], envelope.mean[i]]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    } else {
      expect(envelope.min[i]).toBe(valid.reduce((a, b) => Math.min(a, b)));
      expect(envelope.max[i]).toBe(valid.reduce((a, b) => Math.max(a, b)));
      expect(Math.abs(envelope.mean[i]! - valid.reduce((a, b) => a + b) / valid.length)).toBeLessThan(1e-9);
    }
    if (inside.length > 0 && buckets === query.buckets) {
      const slack = 1e-6 * width;
      expect(times[envelope.firstIndex[i]!]!).toBeGreaterThanOrEqual(envelope.time[i]! - slack);
      const late = envelope.source === 'raw' ? 0 : width;
      expect(times[envelope.firstIndex[i + 1]! - 1]!).toBeLessThanOrEqual(envelope.time[i]! + width + late + slack);
    }
  }
}

describe.each([
  ['a constant step', (_: () => number) => steps(count, 10, 500)],
  ['bursts and pauses', bursts],
])('an envelope over %s', (name, timesOf) => {
  const random = createRandom(name.length);
  const rows: Rows = { times: timesOf(random), columns: [samples(random)] };
  let file: SeriesFile;
  beforeAll(async () => {
    const path = join(folder, `${name}.sgs`);
    await writeRows(path, [rows]);
    file = openSeries(path);
  });
  afterAll(() => file.close());

  const first = rows.times[0]!;
  const span = rows.times.at(-1)! - first;

  test('is what a reckoning sample by sample gives, for random ranges and resolutions', () => {
    const sources = { raw: 0, pyramid: 0 };
    for (let run = 0; run < 150; run++) {
      const ends = [first + span * (random() * 1.1 - 0.05), first + span * (random() * 1.1 - 0.05)].sort((a, b) => a - b);
      const length = run % 3 === 0 ? ends[1]! - ends[0]! : span * 10 ** (-4 * random());
      const query = { fromMs: ends[0]!, toMs: ends[0]! + length, buckets: 1 + Math.floor(random() * (run % 2 ? 40 : 1000)) };
      const envelope = file.envelope(0, 0, query);
      sources[envelope.source]++;
      checkBuckets(rows, envelope, query);
    }
    expect(sources.raw).toBeGreaterThan(10);
    expect(sources.pyramid).toBeGreaterThan(10);
  });

  test('keeps every spike of the whole range', () => {
    for (const buckets of [1, 7, 100, 1000, 4000]) {
      const query = { fromMs: first, toMs: first + span, buckets };
      const envelope = file.envelope(0, 0, query);
      checkBuckets(rows, envelope, query);
      expect(Math.max(...envelope.max.filter((value) => !Number.isNaN(value)))).toBe(999);
      expect(Math.min(...envelope.min.filter((value) => !Number.isNaN(value)))).toBe(-999);
    }
  });

  test('of few samples is the samples themselves', () => {
    const query = { fromMs: rows.times[49_950]!, toMs: rows.times[50_100]!, buckets: 2000 };
    const envelope = file.envelope(0, 0, query);
    const from = file.indexOf(0, query.fromMs);
    expect(envelope.source).toBe('raw');
    expect(envelope.time).toEqual(rows.times.slice(from, from + envelope.time.length));
    expect(envelope.min).toEqual(rows.columns[0]!.slice(from, from + envelope.time.length));
    checkBuckets(rows, envelope, query);
  });

  test('outside of the recording is empty', () => {
    expect(file.envelope(0, 0, { fromMs: first - 1000, toMs: first - 500, buckets: 100 }).time.length).toBe(0);
    expect(file.envelope(0, 0, { fromMs: first + span + 1, toMs: first + span + 9, buckets: 100 }).time.length).toBe(0);
  });
});

test('samples at one and the same time are one bucket, infinities are extremes', async () => {
  const path = join(folder, 'same.sgs');
  const values = steps(1000, 1);
  values[500] = Number.POSITIVE_INFINITY;
  await writeRows(path, [{ times: new Float64Array(1000).fill(5), columns: [values] }]);
  const file = openSeries(path);
  const envelope = file.envelope(0, 0, { fromMs: 5, toMs: 5, buckets: 10 });
  expect([...envelope.count]).toEqual([1000, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  expect([envelope.min[0], envelope.max[0], envelope.mean[0]]).toEqual([0, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
  file.close();
});

test('a range that cannot be drawn is refused field by field', async () => {
  const path = join(folder, 'small.sgs');
  await writeRows(path, [{ times: steps(10), columns: [steps(10)] }]);
  const file = openSeries(path);
  for (const [query, pointer] of [
    [{ fromMs: 5, toMs: 4, buckets: 10 }, '#/toMs'],
    [{ fromMs: Number.NaN, toMs: 4, buckets: 10 }, '#/fromMs'],
    [{ fromMs: 0, toMs: 4, buckets: 0 }, '#/buckets'],
    [{ fromMs: 0, toMs: 4, buckets: 4001 }, '#/buckets'],
    [{ fromMs: 0, toMs: 4, buckets: 2.5 }, '#/buckets'],
  ] as const) {
    const refusal = expect.objectContaining({ code: 'envelope-range', errors: [expect.objectContaining({ pointer })] });
    expect(() => file.envelope(0, 0, query)).toThrow(refusal);
  }
  expect(() => file.readValues(0, 1, 0, 1)).toThrow(RangeError);
  expect(() => file.readValues(0, 0, 0, 11)).toThrow(RangeError);
  expect(() => file.readTimes(1, 0, 1)).toThrow(RangeError);
  file.close();
});
