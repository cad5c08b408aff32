import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Problem } from '../../platform/problem.ts';
import { createRandom, type Rows, steps, writeRows } from './series.fixture.ts';
import type { SeriesDamage } from './series-damage.ts';
import { openSeries, type SeriesFile } from './series-reader.ts';

const folder = mkdtempSync(join(tmpdir(), 'damage-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const random = createRandom(7);
const count = 80_000;
const rounded = Float64Array.from({ length: count }, (_, i) => (i % 911 === 0 ? Number.NaN : Math.round((200 + random()) * 100) / 100));
const bases: Rows[] = [
  { times: steps(count), columns: [rounded, Float64Array.from({ length: count }, () => random())] },
  { times: Float64Array.from({ length: 20_000 }, (_, i) => i * 40 + Math.round(random() * 5)), columns: [steps(20_000, 0.1)] },
];
const sound = join(folder, 'sound.sgs');
const hurt = join(folder, 'hurt.sgs');
let whole: Buffer;
let expected: string[];

/** Everything a file can be asked, question by question: an answer, or the code of the refusal. */
function answers(file: SeriesFile): string[] {
  const questions = file.summary.timeBases.flatMap((base, timeBase) => [
    () => file.readTimes(timeBase, 0, base.count),
    () => file.indexOf(timeBase, base.lastMs - 777),
    ...base.channels.flatMap((_, channel) => [
      () => base.channels[channel],
      () => file.readValues(timeBase, channel, 0, base.count),
      () => file.windows(timeBase, channel),
      ...[2, 300, 4000].map((buckets) => () => file.envelope(timeBase, channel, { fromMs: base.firstMs + 5, toMs: base.lastMs, buckets })),
    ]),
  ]);
  return questions.map((ask) => {
    try {
      return hashOf(ask());
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return error.code;
    }
  });
}

function hashOf(answer: unknown): string {
  return JSON.stringify(answer, (_, value: unknown) =>
    ArrayBuffer.isView(value) ? Buffer.from(value.buffer as ArrayBuffer, value.byteOffset, value.byteLength).toString('base64') : value,
  );
}

beforeAll(async () => {
  await writeRows(sound, bases);
  whole = readFileSync(sound);
  const file = openSeries(sound);
  expected = answers(file);
  expect(file.verify()).toEqual([]);
  file.close();
});

/** What a file with one flipped bit is found to be; fails when any answer is neither right nor a refusal. */
function findings(bit: number): SeriesDamage[] | 'refused at once' {
  const bytes = Buffer.from(whole);
  bytes[bit >> 3] = bytes[bit >> 3]! ^ (1 << (bit & 7));
  writeFileSync(hurt, bytes);
  let file: SeriesFile;
  try {
    file = openSeries(hurt);
  } catch (error) {
    expect(error).toMatchObject({ code: 'series-damaged' });
    return 'refused at once';
  }
  const found = answers(file);
  expect(found.map((answer, i) => (answer === expected[i] || answer === 'series-damaged' ? 'good' : `wrong answer ${i}`))).toEqual(
    found.map(() => 'good'),
  );
  const damages = file.verify();
  file.close();
  return damages;
}

test('of 200 flipped bits 200 are found and none changes a value', () => {
  let found = 0;
  for (let run = 0; run < 200; run++) {
    const damages = findings(Math.floor(random() * whole.length * 8));
    if (damages === 'refused at once' || damages.length === 1) found++;
  }
  expect(found).toBe(200);
}, 120_000);

test('every bit of the first and the last bytes is under a checksum', () => {
  const edges = [...steps(16 * 8, 1), ...steps(32 * 8, 1, (whole.length - 32) * 8)];
  for (const bit of edges) expect(findings(bit)).toBe('refused at once');
});

test('a damage is named by channel, time and part, also in words', () => {
  // The first part behind the header: samples 0 to 65,535 of channel c0.
  expect(findings(16 * 8 + 4000)).toEqual([{ timeBase: 0, channel: 'c0', fromMs: 0, toMs: 655_350, part: 'samples' }]);
  const file = openSeries(hurt);
  expect(() => file.readValues(0, 0, 100, 101)).toThrow(
    expect.objectContaining({ code: 'series-damaged', detail: expect.stringContaining('channel "c0" from 0 s to 655.35 s') }),
  );
  // What is sound stays readable.
  expect(file.readValues(0, 0, 65_536, 65_537)).toEqual(rounded.slice(65_536, 65_537));
  file.close();
});

test('bytes that change behind an open file are found too', () => {
  writeFileSync(hurt, whole);
  const file = openSeries(hurt);
  const bytes = Buffer.from(whole);
  bytes[3] = bytes[3]! ^ 1;
  bytes[whole.length - 40] = bytes[whole.length - 40]! ^ 1;
  writeFileSync(hurt, bytes);
  expect(file.verify().map(({ part }) => part)).toEqual(['header', 'directory']);
  file.close();
});

test('two parts of the same size that changed places are noticed', async () => {
  const path = join(folder, 'swapped.sgs');
  await writeRows(path, [{ times: steps(100), columns: [steps(100, 1), steps(100, 1)] }]);
  const bytes = readFileSync(path);
  const length = bytes.readUInt32LE(16 + 4);
  const first = Buffer.from(bytes.subarray(16, 16 + length));
  bytes.copyWithin(16, 16 + length, 16 + 2 * length);
  first.copy(bytes, 16 + length);
  writeFileSync(path, bytes);
  const file = openSeries(path);
  expect(file.verify().map(({ channel }) => channel)).toEqual(['c0', 'c1']);
  expect(() => file.readValues(0, 0, 0, 1)).toThrow(expect.objectContaining({ code: 'series-damaged' }));
  file.close();
});
