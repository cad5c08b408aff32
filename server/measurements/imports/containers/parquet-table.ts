import { asyncBufferFromFile, type FileMetaData, parquetMetadataAsync, parquetRead, parquetSchema, type SchemaElement } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { cellText, TableText } from './table-text.ts';
import { damaged, type UnpackBudget } from './unpack-budget.ts';

/** A row group is decoded as a whole: larger ones would fill the memory. */
const MOST_GROUP_BYTES = 512 * 1_048_576;
const MOST_GROUP_ROWS = 4 * 1_048_576;
const MOST_METADATA_BYTES = 64 * 1_048_576;
/** Rows that are turned into text at once. */
const ROWS_AT_ONCE = 65_536;

interface Column {
  readonly name: string;
  readonly element: SchemaElement;
}

/** Nanoseconds, microseconds or milliseconds since 1970 as `2025-05-14 22:40:00.123` with as many digits as there are. */
type Instant = { readonly nanos: bigint };

/** A Parquet file as a text table with a header line before it: row n is line n + 1. Null is an empty cell, nested columns are left out. */
export async function openParquet(work: {
  readonly path: string;
  readonly name: string;
  readonly target: string;
  readonly budget: UnpackBudget;
}): Promise<{ bytes: number; notes: readonly string[] }> {
  const { path, name, target, budget } = work;
  try {
    const file = await asyncBufferFromFile(path);
    checkFooter(new DataView(await file.slice(Math.max(0, file.byteLength - 8), file.byteLength)), name, file.byteLength);
    const metadata = await parquetMetadataAsync(file);
    const { columns, nested } = columnsOf(metadata);
    checkGroups(metadata, name);
    if (columns.length < 2) throw damaged(name, 'It holds fewer than two columns of values.');
    const out = new TableText(target, budget, name);
    try {
      const units = unitsOf(metadata);
      out.row(columns.map((column) => cellText(withUnit(column.name, units))));
      let from = 0;
      for (const group of metadata.row_groups) {
        const to = from + Number(group.num_rows);
        for (let at = from; at < to; at += ROWS_AT_ONCE) {
          budget.add(0, name);
          await writeRows({ file, metadata, columns, out }, at, Math.min(to, at + ROWS_AT_ONCE));
        }
        from = to;
      }
    } finally {
      out.close();
    }
    const notes = nested.length === 0 ? [] : [`Columns that hold lists or records were not imported: ${nested.slice(0, 20).join(', ')}.`];
    return { bytes: out.bytes, notes };
  } catch (error) {
    throw translated(error, name);
  }
}

type ReadOptions = Parameters<typeof parquetRead>[0];

async function writeRows(
  { file, metadata, columns, out }: { file: ReadOptions['file']; metadata: FileMetaData; columns: readonly Column[]; out: TableText },
  rowStart: number,
  rowEnd: number,
): Promise<void> {
  await parquetRead({
    file,
    metadata,
    compressors,
    columns: columns.map(({ name }) => name),
    rowStart,
    rowEnd,
    rowFormat: 'array',
    parsers,
    onComplete(rows: unknown[][]) {
      for (const row of rows) out.row(columns.map(({ element }, i) => valueText(row[i], element)));
    },
  });
}

/** Instants keep all their digits; a Date would lose what is behind the milliseconds. */
const parsers: NonNullable<ReadOptions['parsers']> = {
  timestampFromMilliseconds: (millis) => instant(millis, 1_000_000n),
  timestampFromMicroseconds: (micros) => instant(micros, 1000n),
  timestampFromNanoseconds: (nanos) => instant(nanos, 1n),
  dateFromDays: (days) => instant(typeof days === 'number' ? BigInt(days) : undefined, 86_400_000_000_000n),
};

function instant(value: bigint | undefined, factor: bigint): Instant | undefined {
  return value === undefined || value === null ? undefined : { nanos: BigInt(value) * factor };
}

function isInstant(value: unknown): value is Instant {
  return typeof value === 'object' && value !== null && 'nanos' in value;
}

function valueText(value: unknown, element: SchemaElement): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') {
    if (Number.isNaN(value)) return '';
    // The library multiplies decimals by a power of ten: rounding to their digits gives the number that was written.
    return element.converted_type === 'DECIMAL' && Number.isFinite(value) ? value.toFixed(Math.min(20, element.scale ?? 0)) : String(value);
  }
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (isInstant(value)) return instantText(value.nanos, element);
  return typeof value === 'string' ? cellText(value) : '';
}

/** Instants of UTC end in `Z`; local times are readings of a wall clock, and dates are midnights of one. */
function instantText(nanos: bigint, { logical_type, converted_type, type }: SchemaElement): string {
  const millis = nanos / 1_000_000n - (nanos % 1_000_000n < 0n ? 1n : 0n);
  const rest = nanos - millis * 1_000_000n;
  const date = new Date(Number(millis));
  if (Number.isNaN(date.getTime())) return '';
  const digits = rest === 0n ? '' : String(rest).padStart(6, '0').replace(/0+$/, '');
  const isLocal = logical_type?.type === 'TIMESTAMP' ? !logical_type.isAdjustedToUTC : converted_type === 'DATE' || type === 'INT96';
  return `${date.toISOString().slice(0, 23).replace('T', ' ')}${digits}${isLocal ? '' : 'Z'}`;
}

/** Plain columns, and the names of those that hold lists, maps or records. */
function columnsOf(metadata: FileMetaData): { columns: Column[]; nested: string[] } {
  const columns: Column[] = [];
  const nested: string[] = [];
  for (const { element, children } of parquetSchema(metadata).children) {
    const isPlain = children.length === 0 && element.repetition_type !== 'REPEATED' && !isOpaque(element);
    if (isPlain) columns.push({ name: element.name, element });
    else nested.push(element.name);
  }
  return { columns, nested };
}

/** Bytes that are no text, and types that are no value of a measurement. */
function isOpaque({ type, converted_type, logical_type }: SchemaElement): boolean {
  if (['BSON', 'INTERVAL', 'JSON', 'LIST', 'MAP'].includes(converted_type ?? '')) return true;
  if (['GEOMETRY', 'GEOGRAPHY', 'VARIANT', 'UUID', 'JSON', 'BSON'].includes(logical_type?.type ?? '')) return true;
  return type === 'FIXED_LEN_BYTE_ARRAY' && converted_type !== 'DECIMAL' && logical_type?.type !== 'FLOAT16';
}

/** Units by column, where the writer of the file put them into its metadata as `units`: `{"Pump pressure": "bar"}`. */
function unitsOf({ key_value_metadata: pairs = [] }: FileMetaData): Readonly<Record<string, unknown>> {
  const text = pairs.find(({ key }) => key === 'units')?.value;
  if (text === undefined) return {};
  try {
    const units: unknown = JSON.parse(text);
    return typeof units === 'object' && units !== null && !Array.isArray(units) ? (units as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}

function withUnit(name: string, units: Readonly<Record<string, unknown>>): string {
  const unit = Object.hasOwn(units, name) ? units[name] : undefined;
  return typeof unit === 'string' && !/[\]\t]/.test(unit) ? `${name} [${unit === '' ? '-' : unit}]` : name;
}

function checkFooter(end: DataView, name: string, bytes: number): void {
  const isWhole = end.byteLength === 8 && end.getUint32(4, true) === 0x31524150;
  if (!isWhole) throw damaged(name, 'The Parquet file is cut off: its end is missing. Copy it again.');
  const length = end.getUint32(0, true);
  if (length + 12 > bytes || length > MOST_METADATA_BYTES)
    throw damaged(name, 'The Parquet file is damaged: its description does not fit into it.');
}

function checkGroups({ row_groups: groups, num_rows: rows }: FileMetaData, name: string): void {
  let sum = 0n;
  for (const group of groups) {
    sum += group.num_rows;
    if (group.num_rows < 0n || group.num_rows > MOST_GROUP_ROWS || group.total_byte_size > MOST_GROUP_BYTES) {
      throw damaged(name, 'One of its row groups is too large to be read at once. Write it with row groups of at most a million rows.');
    }
  }
  if (sum !== rows) throw damaged(name, 'The Parquet file is damaged: it counts its rows in two ways.');
}

/** The library's errors are about the file; Problems and what comes from the disk stay what they are. */
function translated(error: unknown, name: string): unknown {
  if (!(error instanceof Error) || 'code' in error || error.name === 'AbortError') return error;
  return damaged(name, `The Parquet file cannot be read (${error.message.slice(0, 120)}). Write it again, or export CSV.`);
}
