import { constants, zstdCompressSync } from 'node:zlib';
import type { SchemaElement } from 'hyparquet';
import { ByteWriter, type ColumnSource, ParquetWriter } from 'hyparquet-writer';
import type { SeriesFile } from '../series/series-reader.ts';
import type { ExportTable, ExportTask } from './export-task.ts';
import { tableBlocks } from './table-blocks.ts';

const compressors = { ZSTD: (bytes: Uint8Array) => zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 3 } }) };

/**
 * A table as Parquet, a row group per block: float64 columns, missing values are nulls, the time a UTC timestamp in nanoseconds (or seconds
 * as float64). Units stand in the file's metadata under `sightglass`.
 */
export function* parquetTable(
  file: SeriesFile,
  table: ExportTable,
  { time, origin }: Pick<ExportTask, 'time' | 'origin'>,
): Generator<Uint8Array> {
  const names = columnNames(table);
  const target = new ByteWriter(1024 * 1024);
  const writer = new ParquetWriter({
    writer: target,
    schema: schemaOf(names, time.kind === 'clock'),
    codec: 'ZSTD',
    compressors,
    createdBy: 'Sightglass',
    kvMetadata: [{ key: 'sightglass', value: JSON.stringify(describe(names, table, { time, origin })) }],
  });
  for (const { times, columns } of tableBlocks(file, table)) {
    const data = columns.map((values, i) => valueColumn(names[i + 1]!, values));
    // No promise comes back: a ByteWriter is never busy.
    void writer.write({ columnData: [timeColumn(names[0]!, times, time), ...data], rowGroupSize: times.length });
    yield taken(target);
  }
  void writer.finish();
  yield taken(target);
}

function taken(target: ByteWriter): Uint8Array {
  const bytes = target.getBytes().slice();
  target.index = 0;
  return bytes;
}

/** Unique whatever the case, as SQL wants them: `time`, then the channels by name. */
function columnNames({ channels }: ExportTable): string[] {
  const taken = new Set<string>();
  return ['time', ...channels.map(({ name }) => name)].map((name) => {
    let free = name;
    for (let copy = 2; taken.has(free.toLowerCase()); copy++) free = `${name}_${copy}`;
    taken.add(free.toLowerCase());
    return free;
  });
}

function schemaOf(names: readonly string[], isClock: boolean): SchemaElement[] {
  const [timeName = 'time', ...valueNames] = names;
  const time: SchemaElement = isClock
    ? {
        name: timeName,
        type: 'INT64',
        repetition_type: 'REQUIRED',
        logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'NANOS' },
      }
    : { name: timeName, type: 'DOUBLE', repetition_type: 'REQUIRED' };
  const values = valueNames.map((name): SchemaElement => ({ name, type: 'DOUBLE', repetition_type: 'OPTIONAL' }));
  return [{ name: 'root', num_children: names.length }, time, ...values];
}

function timeColumn(name: string, times: Float64Array, style: ExportTask['time']): ColumnSource {
  if (style.kind === 'seconds') return { name, data: times.map((ms) => (ms - style.zeroMs) / 1000), encoding: 'PLAIN' };
  // Whole milliseconds and the rest apart: a product of 1e18 would lose the last digits.
  const nanos = BigInt64Array.from(times, (ms) => BigInt(Math.floor(ms)) * 1_000_000n + BigInt(Math.round((ms - Math.floor(ms)) * 1e6)));
  return { name, data: nanos, encoding: 'DELTA_BINARY_PACKED' };
}

function valueColumn(name: string, values: Float64Array): ColumnSource {
  const isWhole = !values.some(Number.isNaN);
  const data = isWhole ? values : Array.from(values, (value) => (Number.isNaN(value) ? null : value));
  // A dictionary takes 0 and -0 for the same.
  const hasNegativeZero = values.some((value) => Object.is(value, -0));
  return { name, data, ...(hasNegativeZero ? { encoding: 'PLAIN' } : {}) };
}

function describe(names: readonly string[], { channels }: ExportTable, { time, origin }: Pick<ExportTask, 'time' | 'origin'>): unknown {
  return {
    ...origin,
    time: time.kind === 'clock' ? { column: names[0], siteZone: time.zone } : { column: names[0], unit: 's' },
    columns: channels.map(({ name, unit }, i) => ({ column: names[i + 1], name, unit })),
  };
}
