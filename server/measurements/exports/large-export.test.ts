// SQLite is enough: this is about a stream, not about tables.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createLogger } from '../../platform/logging/logger.ts';
import { createSeriesWriter } from '../series/series-writer.ts';
import { createExportStore } from './export.store.ts';
import type { ExportTask } from './export-task.ts';

/** 4.5e9 shows an export beyond 4 GiB; it takes minutes, so that the usual run is content with a smoke. */
const bytes = Number(process.env.SIGHTGLASS_EXPORT_BYTES ?? 60_000_000);
const columns = 60;
const cell = '123456.789';
const rows = Math.ceil(bytes / (8 + columns * (cell.length + 1)));
const blockRows = 50_000;

const folder = mkdtempSync(join(tmpdir(), 'large-export-'));
const store = createExportStore(createLogger('silent'));
afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Values that never change take next to no room on the disk, and as much as any others in an export. */
async function writeSeries(path: string): Promise<void> {
  const channels = Array.from({ length: columns }, (_, i) => ({ name: `c${i}`, unit: 'bar' }));
  const writer = await createSeriesWriter({ path, clock: 'relative', timeBases: [{ channels }], threads: 1 });
  for (let from = 0; from < rows; from += blockRows) {
    const count = Math.min(blockRows, rows - from);
    const times = Float64Array.from({ length: count }, (_, i) => (from + i) * 1000);
    const values = channels.map(() => new Float64Array(count).fill(Number(cell)));
    await writer.append(0, { times, columns: values, rows: count });
  }
  await writer.finish();
}

test('an export of any size goes out as a stream: every row, the last one whole, and never more in memory than a few pieces', {
  timeout: 1_800_000,
}, async () => {
  const path = join(folder, 'long.sgs');
  await writeSeries(path);
  expect(statSync(path).size).toBeLessThan(bytes / 20);
  const task: ExportTask = {
    format: 'csv',
    tables: [
      {
        name: 'long',
        path,
        timeBase: 0,
        channels: Array.from({ length: columns }, (_, position) => ({ position, name: `c${position}`, unit: 'bar' })),
      },
    ],
    text: { decimalMark: '.', delimiter: ',' },
    time: { kind: 'seconds', zeroMs: 0 },
    origin: { recordingId: 'r', recording: 'long', seriesSha256: 'ab' },
  };
  let total = 0;
  let lines = 0;
  let most = 0;
  let tail = Buffer.alloc(0);
  for await (const piece of (await store.open(task, new AbortController().signal)) as AsyncIterable<Buffer>) {
    total += piece.length;
    most = Math.max(most, piece.length);
    for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) lines++;
    tail = Buffer.concat([tail, piece]).subarray(-2000);
  }
  expect(lines).toBe(rows + 2);
  expect(total).toBeGreaterThan(bytes);
  expect(most).toBeLessThan(2_000_000);
  const last = tail.toString().trimEnd().split('\r\n').at(-1);
  expect(last).toBe(`${rows - 1}.000${','.concat(cell).repeat(columns)}`);
});
