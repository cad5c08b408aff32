import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLogger } from '../../platform/logging/logger.ts';
import { steps, writeRows } from '../series/series.fixture.ts';
import { openSeries } from '../series/series-reader.ts';
import { createExportStore } from './export.store.ts';
import type { ExportTask } from './export-task.ts';

const folder = mkdtempSync(join(tmpdir(), 'export-store-'));
const path = join(folder, 'long.sgs');
const store = createExportStore(createLogger('silent'));
const count = 400_000;

beforeAll(async () => {
  await writeRows(path, [{ times: steps(count, 10), columns: [steps(count, 0.25), steps(count, 0.5)] }], { block: 100_000 });
});
afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

function task(of = path, format: ExportTask['format'] = 'csv'): ExportTask {
  const channels = [0, 1].map((position) => ({ position, name: `c${position}`, unit: 'bar' }));
  return {
    format,
    tables: [{ name: 'long', path: of, timeBase: 0, channels }],
    text: { decimalMark: '.', delimiter: ',' },
    time: { kind: 'seconds', zeroMs: 0 },
    origin: { recordingId: 'r', recording: 'long', seriesSha256: 'ab' },
  };
}

async function linesOf(stream: Readable): Promise<number> {
  let lines = 0;
  for await (const piece of stream as AsyncIterable<Buffer>) for (const byte of piece) if (byte === 10) lines++;
  return lines;
}

const forever = () => new AbortController().signal;

test('no more is written than is read: a reader who stands still holds a megabyte or two, not the file', async () => {
  const stream = await store.open(task(), forever());
  // As much as it will ever be: the writer waits for a grant that does not come.
  const settled = async () => {
    for (let before = -1; before !== stream.readableLength; ) {
      before = stream.readableLength;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return stream.readableLength;
  };
  expect(await settled()).toBeLessThan(2 * 1024 * 1024);
  expect(await linesOf(stream)).toBe(count + 2);
});

test('a reader who goes away leaves room for the next ones', async () => {
  for (let i = 0; i < 4; i++) {
    const abort = new AbortController();
    const stream = await store.open(task(path, i % 2 === 0 ? 'csv' : 'xlsx'), abort.signal);
    const closed = new Promise((resolve) => stream.once('close', resolve));
    abort.abort();
    await closed;
  }
  const rest = await Promise.all([1, 2, 3].map(async () => linesOf(await store.open(task(), forever()))));
  expect(rest).toEqual([count + 2, count + 2, count + 2]);
});

test('whoever waits for a turn and goes away is not served', async () => {
  const first = await Promise.all([store.open(task(), forever()), store.open(task(), forever())]);
  const abort = new AbortController();
  const refused = expect(store.open(task(), abort.signal)).rejects.toMatchObject({ code: 'request-abandoned' });
  abort.abort();
  await Promise.all(first.map(linesOf));
  await refused;
  expect(await linesOf(await store.open(task(), forever()))).toBe(count + 2);
});

test('what is damaged or missing is a problem before the first byte; later, the stream breaks off', async () => {
  await expect(store.open(task(join(folder, 'none')), forever())).rejects.toMatchObject({ code: 'series-missing' });
  for (const [at, format] of [
    [100, 'csv'],
    [100, 'parquet'],
  ] as const) {
    const hurt = join(folder, `hurt-${format}`);
    const bytes = readFileSync(path);
    bytes[at]! ^= 1;
    writeFileSync(hurt, bytes);
    chmodSync(hurt, 0o600);
    await expect(store.open(task(hurt, format), forever())).rejects.toMatchObject({ code: 'series-damaged' });
  }
  const late = join(folder, 'late');
  hurtSamplesBehind(late, 3_000_000);
  const whole = async () => linesOf(await store.open(task(late), forever()));
  await expect(whole()).rejects.toMatchObject({ code: 'series-damaged' });
});

/** Flips the first bit that lies in samples after the given time. */
function hurtSamplesBehind(target: string, ms: number): void {
  for (let at = 16; ; at += 50) {
    const bytes = readFileSync(path);
    bytes[at]! ^= 1;
    writeFileSync(target, bytes);
    const file = openSeries(target);
    const [damage] = file.verify();
    file.close();
    if (damage?.part === 'samples' && damage.fromMs > ms) return;
  }
}
