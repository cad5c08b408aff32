import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { createRandom, type Rows, steps, type WriteOptions, writeRows } from './series.fixture.ts';
import { chunkSamples } from './series-format.ts';
import { openSeries, type SeriesFile } from './series-reader.ts';
import type { SeriesSummary } from './series-summary.ts';
import { createSeriesWriter } from './series-writer.ts';

const folder = mkdtempSync(join(tmpdir(), 'series-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const newPath = () => join(folder, `${files++}.sgs`);

async function stored<T>(bases: Rows[], read: (file: SeriesFile, summary: SeriesSummary) => T, options: WriteOptions = {}): Promise<T> {
  const path = newPath();
  const summary = await writeRows(path, bases, options);
  const file = openSeries(path);
  try {
    return read(file, summary);
  } finally {
    file.close();
    rmSync(path);
  }
}

const bits = (values: Float64Array) => new BigUint64Array(values.map((value) => (Number.isNaN(value) ? Number.NaN : value)).buffer);
const decimals = (places: number) => fc.integer({ min: -400_000, max: 400_000 }).map((digits) => digits / 10 ** places);

/** Values as they come: rounded by a logger, unrounded, single precision, special, missing. */
const anyValues = fc.oneof(
  fc.array(decimals(2), { maxLength: 700 }),
  fc.array(decimals(3), { maxLength: 700 }),
  fc.array(fc.double(), { maxLength: 400 }),
  fc.array(fc.float(), { maxLength: 400 }),
  fc.array(fc.integer({ min: -70_000, max: 70_000 }), { maxLength: 700 }),
  fc.array(fc.oneof({ weight: 30, arbitrary: decimals(2) }, fc.constantFrom(Number.NaN, -0, 5e-324, Infinity, -Infinity, 1e300)), {
    maxLength: 700,
  }),
  fc.tuple(fc.double(), fc.nat(600)).map(([value, count]) => new Array<number>(count).fill(value)),
  fc.nat(600).map((count) => new Array<number>(count).fill(Number.NaN)),
);

describe('what is written is read', () => {
  test('every float64 comes back bit for bit, whatever the block size', async () => {
    await fc.assert(
      fc.asyncProperty(anyValues, fc.integer({ min: 1, max: 900 }), async (list, block) => {
        const values = Float64Array.from(list);
        const rows = { times: steps(values.length), columns: [values] };
        await stored([rows], (file) => expect(bits(file.readValues(0, 0, 0, values.length))).toEqual(bits(values)), { block });
      }),
      { numRuns: 250 },
    );
  });

  test('chunks of special, constant, rounded and unrounded values keep every bit across chunk borders', async () => {
    const count = 2 * chunkSamples + 77;
    const random = createRandom(1);
    const columns = [
      Float64Array.from({ length: count }, () => Math.round(random() * 4e4) / 100),
      Float64Array.from({ length: count }, () => random() * 300),
      Float64Array.from({ length: count }, () => Math.fround(random() * 300)),
      new Float64Array(count).fill(-0),
      Float64Array.from({ length: count }, (_, i) =>
        i % 1000 === 0 ? Number.NaN : i % 1717 === 0 ? -0 : Math.round(random() * 4e6) / 1000,
      ),
      Float64Array.from({ length: count }, (_, i) => (i === chunkSamples ? 1e308 : 25.3)),
      Float64Array.from({ length: count }, (_, i) => (i === 5 ? Number.POSITIVE_INFINITY : i)),
      Float64Array.from({ length: count }, (_, i) => (i % 2 === 0 ? -1073741824 : 1073741823)),
      Float64Array.from({ length: count }, (_, i) => (i % 2 === 0 ? -2147483648 : 2147483647) / 1000),
      Float64Array.from({ length: count }, (_, i) => 1.7e12 + i * 0.001),
      new Float64Array(count).fill(Number.NaN),
      Float64Array.from({ length: count }, (_, i) => (i < chunkSamples ? Number.NaN : 7)),
    ];
    await stored([{ times: steps(count), columns }], (file) => {
      for (const [channel, column] of columns.entries()) {
        expect(bits(file.readValues(0, channel, 0, count)), `channel ${channel}`).toEqual(bits(column));
        const [from, to] = [chunkSamples - 3, chunkSamples + 4];
        expect(bits(file.readValues(0, channel, from, to))).toEqual(bits(column.slice(from, to)));
      }
      expect(file.verify()).toEqual([]);
    });
  });

  test('the file does not depend on the block size or the thread, and its hash is the hash of its bytes', async () => {
    const values = Float64Array.from({ length: 150_000 }, (_, i) => Math.round(Math.sin(i / 50) * 1e4) / 100);
    const rows = [{ times: steps(values.length), columns: [values, values.map((value) => value + 1)] }];
    const hashes = [];
    for (const options of [{ block: 999 }, { block: 65_536 }, { block: 150_000 }, { block: 30_000, threads: 1 }]) {
      const path = newPath();
      const summary = await writeRows(path, rows, options);
      hashes.push(summary.sha256);
      expect(createHash('sha256').update(readFileSync(path)).digest('hex')).toBe(summary.sha256);
      expect(statSync(path).size).toBe(summary.bytes);
    }
    expect(new Set(hashes).size).toBe(1);
  });

  test('several time bases lie side by side', async () => {
    const fast = { times: steps(6000, 10), columns: [steps(6000, 0.5), steps(6000, 0.25)] };
    const slow = { times: steps(60, 1000), columns: [steps(60, 3)] };
    await stored([fast, slow], (file) => {
      expect(file.summary.timeBases.map(({ count, intervalMs }) => [count, intervalMs])).toEqual([
        [6000, 10],
        [60, 1000],
      ]);
      expect(file.readValues(0, 1, 5999, 6000)).toEqual(fast.columns[1]!.slice(5999));
      expect(file.readValues(1, 0, 0, 60)).toEqual(slow.columns[0]);
    });
  });

  test('a time base without rows is empty, not an error', async () => {
    await stored([{ times: steps(0), columns: [steps(0)] }], (file) => {
      const [base] = file.summary.timeBases;
      expect(base).toMatchObject({ count: 0, firstMs: Number.NaN, intervalMs: null, regular: false, gaps: 0 });
      expect(base!.channels[0]).toMatchObject({ count: 0, valid: 0, min: Number.NaN, std: Number.NaN, first: Number.NaN });
      expect(file.envelope(0, 0, { fromMs: 0, toMs: 1, buckets: 10 }).count.length).toBe(0);
      expect(file.verify()).toEqual([]);
    });
  });
});

describe('statistics', () => {
  test('agree with a naive two-pass reckoning and leave out what is missing', async () => {
    const finite = fc.array(fc.oneof({ weight: 9, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) }, fc.constant(Number.NaN)), {
      maxLength: 900,
    });
    await fc.assert(
      fc.asyncProperty(finite, async (list) => {
        const values = Float64Array.from(list);
        const valid = list.filter((value) => !Number.isNaN(value));
        const mean = valid.reduce((sum, value) => sum + value / valid.length, 0);
        const std = Math.sqrt(valid.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (valid.length - 1));
        await stored([{ times: steps(values.length), columns: [values] }], (file, summary) => {
          const channel = summary.timeBases[0]!.channels[0]!;
          expect(file.summary.timeBases[0]!.channels[0]).toEqual(channel);
          expect([channel.count, channel.valid]).toEqual([values.length, valid.length]);
          if (valid.length === 0) return;
          expect([channel.min, channel.max]).toEqual([Math.min(...valid), Math.max(...valid)]);
          expect(channel.mean).toBeCloseTo(mean, 6);
          expect([channel.first, channel.last]).toEqual([valid[0], valid.at(-1)]);
          if (valid.length > 1) expect(Math.abs(channel.std - std)).toBeLessThanOrEqual(1e-9 * std + 1e-9);
        });
      }),
      { numRuns: 100 },
    );
  });

  test('a large offset does not eat the spread', async () => {
    const values = Float64Array.from({ length: 100_000 }, (_, i) => 1e9 + (i % 2));
    await stored([{ times: steps(values.length), columns: [values] }], (_, summary) => {
      const channel = summary.timeBases[0]!.channels[0]!;
      expect(channel.mean).toBe(1e9 + 0.5);
      expect(channel.std).toBeCloseTo(0.5, 5);
    });
  });

  test('values at the end of float64 have a finite mean', async () => {
    const values = new Float64Array(3000).fill(1.7e308);
    await stored([{ times: steps(values.length), columns: [values] }], (_, summary) => {
      expect(summary.timeBases[0]!.channels[0]!.mean / 1.7e308).toBeCloseTo(1, 9);
    });
  });
});

describe('time', () => {
  test('a constant step is stored as start and step, and every stamp is exact', async () => {
    for (const [firstMs, stepMs] of [
      [0, 10],
      [1_700_000_000_123, 250],
      [-5.5, 0.0078125],
    ] as const) {
      const times = steps(70_000, stepMs, firstMs);
      await stored([{ times, columns: [times] }], (file) => {
        const lastMs = times.at(-1);
        expect(file.summary.timeBases[0]).toMatchObject({ regular: true, intervalMs: stepMs, typicalIntervalMs: stepMs, firstMs, lastMs });
        expect(file.readTimes(0, 0, times.length)).toEqual(times);
      });
    }
  });

  test('a step that float64 cannot repeat exactly is not called regular unless it reproduces every stamp', async () => {
    const times = Float64Array.from({ length: 70_000 }, (_, i) => (i / 60) * 1000);
    await stored([{ times, columns: [times] }], (file) => {
      expect(file.summary.timeBases[0]).toMatchObject({ regular: false, intervalMs: null, gaps: 0 });
      expect(file.readTimes(0, 0, times.length)).toEqual(times);
    });
  });

  test('any stamps that do not go back are exact, and a time is found where it is', async () => {
    const gap = fc.oneof(
      { weight: 8, arbitrary: fc.constant(10) },
      fc.constantFrom(0, 1, 9.5, 100_000),
      fc.double({ min: 0, max: 50, noNaN: true }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: -1e13, max: 1e13, noNaN: true }),
        fc.array(gap, { minLength: 1, maxLength: 900 }),
        fc.nat(1000),
        async (start, gaps, pick) => {
          let time = start;
          const times = Float64Array.from(gaps, (value) => (time += value));
          await stored([{ times, columns: [times] }], (file) => {
            expect(file.readTimes(0, 0, times.length)).toEqual(times);
            const asked = times[pick % times.length]! + ((pick % 3) - 1) * 0.5;
            const expected = times.findIndex((value) => value >= asked);
            expect(file.indexOf(0, asked)).toBe(expected < 0 ? times.length : expected);
          });
        },
      ),
      { numRuns: 150 },
    );
  });

  test('a step that changes after the third chunk brings the earlier stamps back explicitly', async () => {
    const count = 3 * chunkSamples + 1000;
    const times = Float64Array.from({ length: count }, (_, i) => i * 10 + (i > count - 500 ? 60_000 : 0) + (i > count - 100 ? 60_000 : 0));
    await stored(
      [{ times, columns: [times] }],
      (file, summary) => {
        expect(summary.timeBases[0]).toMatchObject({ regular: false, intervalMs: null, typicalIntervalMs: 10, gaps: 2 });
        expect(file.readTimes(0, 0, count)).toEqual(times);
        expect(file.indexOf(0, 30_000 * 10)).toBe(30_000);
        expect(file.verify()).toEqual([]);
      },
      { block: 50_000 },
    );
  });

  test('stamps that go back, or are no numbers, are the caller’s mistake and leave no file', async () => {
    for (const threads of [0, 1]) {
      for (const times of [
        [0, 10, 9],
        [0, Number.NaN, 2],
        [0, 1, Number.POSITIVE_INFINITY],
      ]) {
        const path = newPath();
        const rows = [{ times: Float64Array.from(times), columns: [Float64Array.from(times)] }];
        await expect(writeRows(path, rows, { threads })).rejects.toThrow(/by time: time base 0, row \d/);
        expect(existsSync(path)).toBe(false);
      }
    }
    expect(readdirSync(folder).filter((name) => name.includes('.tmp-'))).toEqual([]);
  });
});

describe('a file appears whole or not at all', () => {
  test('abort leaves nothing, at any moment and in either thread', async () => {
    for (const threads of [0, 1]) {
      const path = newPath();
      const options = { path, clock: 'relative' as const, timeBases: [{ channels: [{ name: 'p', unit: 'bar' }] }], threads };
      const early = await createSeriesWriter(options);
      await early.abort();
      const late = await createSeriesWriter(options);
      await late.append(0, { times: steps(100_000), columns: [steps(100_000)], rows: 100_000 });
      await late.abort();
      await expect(late.append(0, { times: steps(1), columns: [steps(1)], rows: 1 })).rejects.toThrow('given up');
      const during = await createSeriesWriter(options);
      await during.append(0, { times: steps(100_000), columns: [steps(100_000)], rows: 100_000 });
      const finishing = during.finish().catch(() => 'refused');
      await during.abort();
      // In the same thread the file may be complete before the abort is heard: then it stays, whole.
      if ((await finishing) === 'refused') expect(existsSync(path)).toBe(false);
      rmSync(path, { force: true });
    }
    expect(readdirSync(folder).filter((name) => name.includes('.tmp-'))).toEqual([]);
  });

  test('back-pressure: an append waits while the encoder is behind', async () => {
    const path = newPath();
    const writer = await createSeriesWriter({ path, clock: 'relative', timeBases: [{ channels: [{ name: 'p', unit: '' }] }] });
    const pending = new Set<number>();
    for (let i = 0; i < 12; i++) {
      pending.add(i);
      const block = { times: steps(chunkSamples, 1, i * chunkSamples), columns: [steps(chunkSamples, 0.01)], rows: chunkSamples };
      void writer.append(0, block).then(() => pending.delete(i));
      expect(block.times.length, 'the buffers are taken over').toBe(0);
    }
    await Promise.resolve();
    expect(pending.size).toBeGreaterThan(0);
    expect((await writer.finish()).timeBases[0]).toMatchObject({ count: 12 * chunkSamples, regular: true });
    expect(pending.size).toBe(0);
  });

  test('a file cut off anywhere is recognised when it is opened', async () => {
    const path = newPath();
    const values = Float64Array.from({ length: 30_000 }, (_, i) => (i % 977) / 100);
    const { bytes } = await writeRows(path, [{ times: steps(values.length), columns: [values] }]);
    const whole = readFileSync(path);
    const cuts = [
      0,
      1,
      15,
      16,
      17,
      bytes - 33,
      bytes - 32,
      bytes - 31,
      bytes - 1,
      ...Array.from({ length: 60 }, (_, i) => Math.floor((i * bytes) / 61)),
    ];
    for (const cut of cuts) {
      writeFileSync(path, whole);
      truncateSync(path, cut);
      expect(() => openSeries(path), `cut at ${cut}`).toThrow(expect.objectContaining({ code: 'series-damaged' }));
    }
    writeFileSync(path, Buffer.concat([whole, whole.subarray(-32)]));
    expect(() => openSeries(path)).toThrow(expect.objectContaining({ code: 'series-damaged' }));
  });

  test('a missing file, another file and a newer format are named as such', async () => {
    expect(() => openSeries(join(folder, 'none.sgs'))).toThrow(expect.objectContaining({ code: 'series-missing' }));
    const path = newPath();
    await writeRows(path, [{ times: steps(3), columns: [steps(3)] }]);
    const bytes = readFileSync(path);
    bytes.writeUInt16LE(3, 8);
    bytes.writeUInt32LE(crc32(bytes.subarray(0, 12)), 12);
    writeFileSync(path, bytes);
    expect(() => openSeries(path)).toThrow(expect.objectContaining({ code: 'series-too-new' }));
    writeFileSync(path, 'time;PS1\n0;12,5\n'.repeat(20));
    expect(() => openSeries(path)).toThrow(expect.objectContaining({ code: 'series-damaged' }));
  });

  test('a block that does not fit the plan is the caller’s mistake', async () => {
    const writer = await createSeriesWriter({
      path: newPath(),
      clock: 'relative',
      timeBases: [{ channels: [{ name: 'p', unit: '' }] }],
      threads: 0,
    });
    const block = { times: steps(3), columns: [steps(3)], rows: 3 };
    await expect(writer.append(1, block)).rejects.toThrow('no time base 1');
    await expect(writer.append(0, { ...block, columns: [] })).rejects.toThrow('1 channels');
    await expect(writer.append(0, { ...block, rows: 4 })).rejects.toThrow('claims 4 rows');
    await writer.abort();
  });
});
