import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRandom, steps, writeRows } from '../series/series.fixture.ts';
import { openSeries, type SeriesFile } from '../series/series-reader.ts';
import { csvTableByTwo, isWorthTwo } from './csv-pair.ts';
import { csvTable } from './csv-table.ts';
import type { ExportTable } from './export-task.ts';

const folder = mkdtempSync(join(tmpdir(), 'csv-pair-'));
const path = join(folder, 'long.sgs');
const style = { text: { decimalMark: ',', delimiter: ';' }, time: { kind: 'clock', zone: 'Europe/Berlin' } } as const;
const count = 280_000;
let file: SeriesFile;
beforeAll(async () => {
  const random = createRandom(3);
  const values = Float64Array.from({ length: count }, () => (random() < 0.01 ? Number.NaN : Math.round(random() * 1e5) / 100));
  await writeRows(path, [{ times: steps(count, 10, Date.UTC(2026, 0, 5)), columns: [values, steps(count, 1)] }], { clock: 'absolute' });
  file = openSeries(path);
});
afterAll(() => {
  file.close();
  rmSync(folder, { recursive: true, force: true });
});

function table(more: Partial<ExportTable> = {}): ExportTable {
  const channels = [0, 1].map((position) => ({ position, name: `c${position}`, unit: 'bar' }));
  return { name: 'long', path, timeBase: 0, channels, ...more };
}

async function textOf(pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<string> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all).toString();
}

test('two threads write what one writes, whatever the number of blocks', async () => {
  const startMs = Date.UTC(2026, 0, 5);
  for (const rows of [0, 1, 65_536, 65_537, 131_072, 200_000, count]) {
    const range = rows === 0 ? { fromMs: startMs - 2, toMs: startMs - 1 } : { toMs: startMs + (rows - 1) * 10 };
    const [one, two] = [await textOf(csvTable(file, table(range), style)), await textOf(csvTableByTwo(file, table(range), style))];
    expect(two.length).toBe(one.length);
    expect(two === one).toBe(true);
    expect(one.split('\r\n').length).toBe(rows + 3);
  }
});

test('damage in a block of the other thread is the problem that it is', async () => {
  const hurt = join(folder, 'hurt.sgs');
  for (let at = 16; ; at += 997) {
    const bytes = readFileSync(path);
    bytes[at]! ^= 1;
    writeFileSync(hurt, bytes);
    const other = openSeries(hurt);
    const [damage] = other.verify();
    // The second block, which is the other thread's.
    if (damage?.part !== 'samples' || damage.fromMs !== Date.UTC(2026, 0, 5) + 655_360) {
      other.close();
      continue;
    }
    const text = textOf(csvTableByTwo(other, table({ path: hurt }), style));
    await expect(text).rejects.toMatchObject({ code: 'series-damaged', extra: { damage: { part: 'samples' } } });
    other.close();
    break;
  }
});

test('a reader may stop in the middle', async () => {
  for await (const piece of csvTableByTwo(file, table(), style)) {
    expect(piece.length).toBeGreaterThan(0);
    break;
  }
});

test('little is written by one thread', () => {
  expect(isWorthTwo(file, table())).toBe(false);
});
