import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, describe, expect, it } from 'vitest';
import { openSeries } from '../../series/series-reader.ts';
import { fixture } from '../import.fixture.ts';

const place = fixture();
afterAll(() => place.remove());

const START = Date.UTC(2025, 2, 4, 10);
const indexes = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
type Written = Parameters<typeof parquetWriteBuffer>[0];

async function imported(columnData: ColumnSource[], more: Partial<Written> = {}, options = {}) {
  const bytes = Buffer.from(parquetWriteBuffer({ columnData, ...more }));
  const { recordings } = await place.importTexts({ 'p.parquet': bytes }, options);
  expect(recordings).toHaveLength(1);
  return recordings[0]!;
}

const times: ColumnSource = { name: 'time', data: indexes(500).map((i) => new Date(START + i * 10)), type: 'TIMESTAMP' };

describe('a Parquet file', () => {
  it('keeps every value bit for bit, whatever its type and its row groups', async () => {
    const doubles = indexes(500).map((i) => Math.sin(i) * 10 ** ((i % 40) - 20));
    const floats = indexes(500).map((i) => Math.fround(i / 3));
    const columns: ColumnSource[] = [
      times,
      { name: 'p [bar]', data: doubles, type: 'DOUBLE' },
      { name: 'q [l/min]', data: floats, type: 'FLOAT' },
      { name: 'n [rpm]', data: indexes(500).map(BigInt), type: 'INT64' },
      { name: 'on [-]', data: indexes(500).map((i) => i % 3 === 0), type: 'BOOLEAN' },
    ];
    const { outFile, result } = await imported(columns, { rowGroupSize: 70 });
    expect(result.report).toMatchObject({
      acceptedRows: 500,
      rejectedRows: 0,
      first: '2025-03-04T10:00:00Z',
      headerLine: null,
      firstDataLine: 1,
      files: [{ container: 'parquet', lines: 500, skippedLines: 0 }],
    });
    const series = openSeries(outFile);
    expect(Array.from(series.readValues(0, 0, 0, 500))).toEqual(doubles);
    expect(Array.from(series.readValues(0, 1, 0, 500))).toEqual(floats);
    expect(Array.from(series.readValues(0, 3, 0, 6))).toEqual([1, 0, 0, 1, 0, 0]);
    expect(Array.from(series.readTimes(0, 0, 500))).toEqual(indexes(500).map((i) => START + i * 10));
    series.close();
    const again = await imported(columns, { rowGroupSize: 500, codec: 'UNCOMPRESSED' });
    expect(again.result.series.sha256).toBe(result.series.sha256);
  });

  it('with nulls and NaN has missing values, never zeros', async () => {
    const data = indexes(500).map((i) => (i % 10 === 0 ? null : i % 10 === 1 ? Number.NaN : i));
    const { result } = await imported([times, { name: 'p [bar]', data: data as number[], type: 'DOUBLE' }]);
    expect(result.report.channels).toMatchObject([{ valid: 400, missingBlank: 100, min: 2 }]);
  });

  it.each([
    ['milliseconds', { unit: 'MILLIS' }, 1n],
    ['microseconds', { unit: 'MICROS' }, 1000n],
    ['nanoseconds', { unit: 'NANOS' }, 1_000_000n],
  ])('with times in %s, of UTC or of a wall clock, has the right ones', async (_, { unit }, factor) => {
    for (const isAdjustedToUTC of [true, false]) {
      const data = indexes(200).map((i) => BigInt(START + i * 10) * factor);
      const schema = [
        { name: 'root', num_children: 2 },
        { name: 'time', type: 'INT64', repetition_type: 'REQUIRED', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC, unit } },
        { name: 'p [bar]', type: 'DOUBLE', repetition_type: 'REQUIRED' },
      ] as NonNullable<Written['schema']>;
      const columns = [
        { name: 'time', data },
        { name: 'p [bar]', data: indexes(200).map((i) => i / 4) },
      ];
      const { result } = await imported(columns, { schema }, { siteZone: 'Europe/Berlin' });
      expect(result.report.first).toBe(isAdjustedToUTC ? '2025-03-04T10:00:00Z' : '2025-03-04T10:00:00');
      expect(result.startMs).toBe(isAdjustedToUTC ? START : START - 3_600_000);
      expect(result.series.timeBases[0]!.intervalMs).toBe(10);
    }
  });

  it('with decimals has the numbers that were written', async () => {
    const schema = [
      { name: 'root', num_children: 2 },
      {
        name: 'time',
        type: 'INT64',
        repetition_type: 'REQUIRED',
        logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
      },
      { name: 'p [bar]', type: 'INT32', repetition_type: 'REQUIRED', converted_type: 'DECIMAL', scale: 2, precision: 9 },
    ] as NonNullable<Written['schema']>;
    const columns = [
      { name: 'time', data: indexes(50).map((i) => BigInt(START + i * 10)) },
      { name: 'p [bar]', data: indexes(50).map((i) => 110 + i / 100) },
    ];
    const { outFile } = await imported(columns, { schema });
    expect(Array.from(openSeries(outFile).readValues(0, 0, 0, 50))).toEqual(indexes(50).map((i) => (11_000 + i) / 100));
  });

  it('with one value per row is read as the long table it is', async () => {
    const rows = indexes(400);
    const { result } = await imported([
      { name: 'time', data: rows.map((i) => new Date(START + (i >> 1) * 1000)), type: 'TIMESTAMP' },
      { name: 'tag', data: rows.map((i) => (i % 2 === 0 ? 'p_P' : 'T_oil')), type: 'STRING' },
      { name: 'value', data: rows, type: 'DOUBLE' },
      { name: 'unit', data: rows.map((i) => (i % 2 === 0 ? 'bar' : '°C')), type: 'STRING' },
    ]);
    expect(result.report).toMatchObject({
      layout: 'long',
      acceptedRows: 400,
      channels: [
        { name: 'p_P', unit: 'bar', valid: 200 },
        { name: 'T_oil', unit: '°C' },
      ],
    });
  });

  it('leaves lists and records out and says so; units may stand in its metadata', async () => {
    const { result } = await imported(
      [
        times,
        { name: 'p', data: indexes(500), type: 'DOUBLE' },
        { name: 'spectrum', data: indexes(500).map(() => ({ a: [1, 2] })), type: 'JSON' },
      ],
      { kvMetadata: [{ key: 'units', value: '{"p":"psi"}' }] },
    );
    expect(result.report.channels).toMatchObject([{ name: 'p', unitWritten: 'psi', unit: 'bar' }]);
    expect(result.report.notes.join(' ')).toContain('Columns that hold lists or records were not imported: spectrum.');
  });

  it('that is damaged or cut off is refused in words', async () => {
    const whole = Buffer.from(parquetWriteBuffer({ columnData: [times, { name: 'p [bar]', data: indexes(500), type: 'DOUBLE' }] }));
    const flipped = Buffer.from(whole);
    flipped.fill(0xff, whole.length - 60, whole.length - 20);
    const long = Buffer.from(whole);
    long.writeUInt32LE(0x7fffffff, whole.length - 8);
    for (const bytes of [whole.subarray(0, 300), flipped, long, Buffer.concat([whole.subarray(0, 4), Buffer.from('PAR1')])]) {
      await expect(place.importTexts({ 'p.parquet': bytes })).rejects.toMatchObject({
        code: 'import-not-understood',
        detail: expect.stringMatching(/p\.parquet: .*Parquet/),
      });
    }
  });
});
