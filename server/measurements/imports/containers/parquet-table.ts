import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { asyncBufferFromFile, type FileMetaData, parquetMetadataAsync, parquetRead, parquetSchema, type SchemaElement } from 'hyparquet';
import { compressors as others } from 'hyparquet-compressors';
import { Problem } from '../../../platform/problem.ts';
import { type ColumnBuffer, columnBuffer, instantParsers } from './parquet-columns.ts';
import { cellText, TableText } from './table-text.ts';
import { damaged, type Spending } from './unpack-budget.ts';

/** A row group is decoded as a whole: larger ones would fill the memory. */
const MOST_GROUP_BYTES = 512 * 1_048_576;
const MOST_GROUP_ROWS = 4 * 1_048_576;
const MOST_METADATA_BYTES = 64 * 1_048_576;
/** Values that are held at once: larger row groups are decoded in several goes. */
const VALUES_AT_ONCE = 6 * 1_048_576;

/** Node's own are many times faster, and stop at the length that the page announces. Snappy and LZ4 come from the library. */
const compressors = {
  ...others,
  ZSTD: (bytes: Uint8Array, maxOutputLength: number) => zstdDecompressSync(bytes, { maxOutputLength }),
  GZIP: (bytes: Uint8Array, maxOutputLength: number) => gunzipSync(bytes, { maxOutputLength }),
  BROTLI: (bytes: Uint8Array, maxOutputLength: number) => brotliDecompressSync(bytes, { maxOutputLength }),
};

interface Column {
  readonly name: string;
  readonly element: SchemaElement;
}

export interface ParquetWork {
  readonly path: string;
  readonly name: string;
  readonly target: string;
}

/**
 * A Parquet file as a text table with a header line before it: row n is line n + 1. Null is an empty cell, nested columns are left out. Runs in a
 * thread that may be ended (`openParquet`): on damaged counts the library's loops can go on for ever.
 */
export async function writeParquetTable(
  work: ParquetWork & { readonly budget: Spending },
): Promise<{ bytes: number; notes: readonly string[] }> {
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
      out.row(columns.map((column) => cellText(withUnit(column, units))));
      const rowsAtOnce = Math.max(1, Math.floor(VALUES_AT_ONCE / columns.length));
      let from = 0;
      for (const group of metadata.row_groups) {
        const to = from + Number(group.num_rows);
        for (let at = from; at < to; at += rowsAtOnce) {
          await writeRows({ file, metadata, columns, out, name, budget }, at, Math.min(to, at + rowsAtOnce));
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

interface Stretch {
  readonly file: ReadOptions['file'];
  readonly metadata: FileMetaData;
  readonly columns: readonly Column[];
  readonly out: TableText;
  readonly name: string;
  readonly budget: Spending;
}

/** Column after column, so that only one is held in the library's own loose form. */
async function writeRows({ file, metadata, columns, out, name, budget }: Stretch, rowStart: number, rowEnd: number): Promise<void> {
  const buffers: ColumnBuffer[] = [];
  for (const column of columns) {
    budget.add(0, name);
    const buffer = columnBuffer(column.element, rowEnd - rowStart);
    buffers.push(buffer);
    let rows = 0;
    await parquetRead({
      file,
      metadata,
      compressors,
      columns: [column.name],
      rowStart,
      rowEnd,
      // Its type asks for Dates; what these give is what the buffers take.
      parsers: instantParsers as unknown as NonNullable<ReadOptions['parsers']>,
      onChunk({ columnData, rowStart: first }) {
        const from = Math.max(0, rowStart - first);
        const to = Math.min(columnData.length, rowEnd - first);
        for (let i = from; i < to; i++) buffer.set(first + i - rowStart, columnData[i]);
        rows += Math.max(0, to - from);
      },
    });
    if (rows !== rowEnd - rowStart)
      throw damaged(name, `The Parquet file is damaged: the column "${column.name}" does not have all its rows.`);
  }
  for (let row = 0; row < rowEnd - rowStart; row++) out.row(buffers.map((buffer) => buffer.text(row)));
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

/**
 * Units by column, where the writer of the file put them into its metadata: our own exports do (`sightglass`), others may as `units`:
 * `{"Pump pressure": "bar"}`.
 */
function unitsOf({ key_value_metadata: pairs = [] }: FileMetaData): ReadonlyMap<string, string> {
  const jsonOf = (name: string): unknown => {
    try {
      return JSON.parse(pairs.find(({ key }) => key === name)?.value ?? 'null');
    } catch {
      return null;
    }
  };
  const exported = jsonOf('sightglass') as { time?: unknown; columns?: unknown } | null;
  const columns = [exported?.time, ...(Array.isArray(exported?.columns) ? exported.columns : [])] as ({
    column?: unknown;
    unit?: unknown;
  } | null)[];
  const units = jsonOf('units');
  const listed = typeof units === 'object' && units !== null && !Array.isArray(units) ? Object.entries(units) : [];
  const found = [...columns.map((column) => [column?.column, column?.unit] as const), ...listed];
  return new Map(found.filter((entry): entry is [string, string] => typeof entry[0] === 'string' && typeof entry[1] === 'string'));
}

/** True and false have no unit, and nobody needs to be asked. */
function withUnit({ name, element }: Column, units: ReadonlyMap<string, string>): string {
  const unit = units.get(name) ?? (element.type === 'BOOLEAN' && !/[\])]\s*$/.test(name) ? '' : undefined);
  return unit !== undefined && !/[\]\t]/.test(unit) ? `${name} [${unit === '' ? '-' : unit}]` : name;
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

/** The library's errors are about the file, whatever they say; Problems and what comes from the disk stay what they are. */
function translated(error: unknown, name: string): unknown {
  if (!(error instanceof Error) || error instanceof Problem || 'syscall' in error) return error;
  return damaged(name, `The Parquet file cannot be read (${error.message.slice(0, 120)}). Write it again, or export CSV.`);
}
