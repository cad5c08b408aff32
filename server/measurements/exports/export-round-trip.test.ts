// SQLite is enough: this is about files, not about tables.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { afterAll, describe, expect, test } from 'vitest';
import { createOpenFiles } from '../envelopes/open-files.ts';
import { fixture } from '../imports/import.fixture.ts';
import { createRandom, type Rows, steps, writeRows } from '../series/series.fixture.ts';
import type { ExportTask } from './export-task.ts';
import { writeExport } from './export-writing.ts';

const folder = mkdtempSync(join(tmpdir(), 'export-'));
const files = createOpenFiles();
const place = fixture();
afterAll(() => {
  files.close();
  place.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** More than a chunk, so that blocks and row groups follow each other. */
const count = 70_000;
const startMs = Date.UTC(2026, 2, 28, 22);
const random = createRandom(11);

function columns(): Float64Array[] {
  const rounded = Float64Array.from({ length: count }, () => Math.round(random() * 40_000 - 1000) / 100);
  const unrounded = Float64Array.from({ length: count }, () => (random() - 0.5) * 10 ** Math.floor(random() * 12 - 6));
  const whole = Float64Array.from({ length: count }, (_, i) => (i % 7 === 0 ? Number.NaN : Math.round(random() * 4000)));
  const sparse = new Float64Array(count).fill(Number.NaN);
  for (let i = 5; i < count; i += 1000) sparse[i] = -random();
  return [rounded, unrounded, whole, sparse];
}

/** The night in which the clocks of Berlin go forward lies inside. */
const recordings: Record<string, Rows> = {
  'a constant step': { times: steps(count, 250, startMs), columns: columns() },
  'times of their own': {
    times: Float64Array.from({ length: count }, (_, i) => startMs + Math.round((i * 250 + (i === 0 ? 0 : random() * 200)) * 4096) / 4096),
    columns: columns(),
  },
};

function taskOf(path: string, more: Partial<ExportTask> = {}, range: object = {}): ExportTask {
  const channels = [0, 1, 2, 3].map((position) => ({ position, name: `c${position}`, unit: 'bar' }));
  return {
    format: 'csv',
    tables: [{ name: 'rig', path, timeBase: 0, channels, ...range }],
    text: { decimalMark: '.', delimiter: ',' },
    time: { kind: 'clock', zone: 'Europe/Berlin' },
    origin: { recordingId: 'r', recording: 'rig', seriesSha256: 'ab' },
    ...more,
  };
}

async function written(task: ExportTask): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of writeExport(task, files.get)) pieces.push(piece);
  return Buffer.concat(pieces);
}

function same(actual: Float64Array, expected: Float64Array): void {
  expect(actual.length).toBe(expected.length);
  const different = expected.findIndex((value, i) => !Object.is(value, actual[i]));
  expect([different, actual[different]]).toEqual([-1, undefined]);
}

describe.each(Object.entries(recordings))('a recording with %s', (name, rows) => {
  const path = join(folder, name);
  const ready = writeRows(path, [rows], { clock: 'absolute' });

  test.each([
    ['points and commas', { decimalMark: '.', delimiter: ',' }],
    ['decimal commas and semicolons', { decimalMark: ',', delimiter: ';' }],
    ['decimal commas and tabs', { decimalMark: ',', delimiter: '\t' }],
  ] as const)('exported as CSV with %s and imported again has the very same samples', async (_what, text) => {
    await ready;
    const { report } = await place.importText(await written(taskOf(path, { text })));
    expect(report).toMatchObject({ delimiter: text.delimiter, decimalMark: text.decimalMark, acceptedRows: count, rejectedRows: 0 });
    const series = place.series();
    same(series.readTimes(0, 0, count), rows.times);
    for (const [i, column] of rows.columns.entries()) same(series.readValues(0, i, 0, count), column);
    series.close();
  });

  test('exported as Parquet is read by DuckDB with the very same samples', async () => {
    await ready;
    const file = join(folder, 'out.parquet');
    writeFileSync(file, await written(taskOf(path, { format: 'parquet' })));
    const db = await (await DuckDBInstance.create(':memory:')).connect();
    const read = async (sql: string) => (await db.runAndReadAll(sql)).getColumns();
    // DuckDB holds a timestamp with a zone in microseconds only; the file has nanoseconds.
    const [micros, ...values] = await read(`SELECT epoch_us(time), c0, c1, c2, c3 FROM '${file}'`);
    expect(micros).toEqual(Array.from(rows.times, (ms) => BigInt(Math.floor(ms)) * 1000n + BigInt(Math.floor((ms % 1) * 1000))));
    const nanos: bigint[] = [];
    for (const row of await parquetReadObjects({
      file: await asyncBufferFromFile(file),
      columns: ['time'],
      compressors,
      parsers: { timestampFromNanoseconds: (ns) => ns },
    }))
      nanos.push(row.time);
    same(
      Float64Array.from(nanos, (ns) => Number(ns / 1_000_000n) + Number(ns % 1_000_000n) / 1e6),
      rows.times,
    );
    for (const [i, column] of rows.columns.entries())
      same(
        Float64Array.from(values[i] as (number | null)[], (v) => v ?? Number.NaN),
        column,
      );
    expect(await read(`SELECT count(DISTINCT row_group_id) FROM parquet_metadata('${file}')`)).toEqual([[2n]]);
    const [key, value] = await read(`SELECT decode(key), decode(value) FROM parquet_kv_metadata('${file}')`);
    expect(key).toEqual(['sightglass']);
    expect(JSON.parse(String(value?.[0]))).toMatchObject({
      recording: 'rig',
      time: { column: 'time', siteZone: 'Europe/Berlin' },
      columns: [{ column: 'c0', name: 'c0', unit: 'bar' }, {}, {}, {}],
    });
  });

  test.each(['parquet', 'xlsx'] as const)('exported as %s and imported again has the very same values', async (format) => {
    await ready;
    const file = join(folder, `again.${format}`);
    // A spreadsheet's clock has no zone: the question which one is not what is asked here.
    const time = format === 'xlsx' ? { kind: 'seconds' as const, zeroMs: startMs } : { kind: 'clock' as const, zone: 'Europe/Berlin' };
    writeFileSync(file, await written(taskOf(path, { format, time })));
    const { report } = await place.importFiles([file]);
    expect(report).toMatchObject({ acceptedRows: count, rejectedRows: 0 });
    expect(report.channels.map(({ unit }) => unit)).toEqual(['bar', 'bar', 'bar', 'bar']);
    const series = place.series();
    for (const [i, column] of rows.columns.entries()) same(series.readValues(0, i, 0, count), column);
    if (format === 'parquet') same(series.readTimes(0, 0, count), rows.times);
    series.close();
  });

  test('exported as a part holds exactly the samples of the closed range', async () => {
    await ready;
    const [from, to] = [65_000, 66_000];
    const range = { fromMs: rows.times[from]!, toMs: rows.times[to]! };
    await place.importText(await written(taskOf(path, {}, range)));
    const series = place.series();
    same(series.readTimes(0, 0, to - from + 1), rows.times.slice(from, to + 1));
    expect(series.summary.timeBases[0]?.count).toBe(to - from + 1);
    series.close();
  });
});

test('rows look like those of a good logger: names, units, local time with its offset, the places of the column', async () => {
  const path = join(folder, 'look');
  const columns = [
    Float64Array.of(150, 150.25, Number.NaN),
    Float64Array.of(1, -0, 3),
    Float64Array.of(0.1 + 0.2, 1, 2),
    Float64Array.of(1e-9, 7, 8),
  ];
  await writeRows(path, [{ times: steps(3, 1000, Date.UTC(2026, 2, 29, 0, 59, 59)), columns }], { clock: 'absolute' });
  expect((await written(taskOf(path))).toString()).toBe(
    [
      '\ufeffTime,c0,c1,c2,c3',
      ',bar,bar,bar,bar',
      '2026-03-29T01:59:59.000+01:00,150.00,1,0.30000000000000004,0.000000001',
      '2026-03-29T03:00:00.000+02:00,150.25,-0,1,7',
      '2026-03-29T03:00:01.000+02:00,,3,2,8',
      '',
    ].join('\r\n'),
  );
});

test('seconds since the start stand there without a clock', async () => {
  const path = join(folder, 'relative');
  await writeRows(path, [{ times: steps(3, 1.5), columns: [0, 1, 2, 3].map((i) => steps(3, 1, i)) }]);
  const text = (
    await written(taskOf(path, { time: { kind: 'seconds', zeroMs: 0 }, text: { decimalMark: ',', delimiter: ';' } }))
  ).toString();
  expect(text.split('\r\n').slice(0, 4)).toEqual(['\ufeffTime;c0;c1;c2;c3', 's;bar;bar;bar;bar', '0,000;0;1;2;3', '0,0015;1;2;3;4']);
  const { report } = await place.importText(text);
  expect(report).toMatchObject({ acceptedRows: 3, channels: [{ unit: 'bar' }, {}, {}, {}] });
});

test('the same export has the same bytes in every format', async () => {
  const path = join(folder, 'a constant step');
  for (const format of ['csv', 'xlsx', 'parquet'] as const) {
    const range = { toMs: startMs + 60_000 };
    expect(await written(taskOf(path, { format }, range))).toEqual(await written(taskOf(path, { format }, range)));
  }
});
