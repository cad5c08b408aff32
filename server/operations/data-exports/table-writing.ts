import type { FileHandle } from 'node:fs/promises';
import type { Db } from '../../platform/database/database.ts';
import type { DataExportFormat } from './data-export.schema.ts';
import { keyOf, type Row, type RowScope, readRows } from './exported-row.queries.ts';
import type { ExportedTable } from './exported-table.ts';
import { parquetRows } from './parquet-rows.ts';
import { csvHead, csvRows, jsonRows } from './row-text.ts';
import type { TableWork, WorkFolder } from './work-folder.store.ts';

export interface TableContext {
  readonly db: Db;
  readonly scope: RowScope;
  readonly format: DataExportFormat;
  readonly work: WorkFolder;
  readonly signal: AbortSignal;
  /** Bytes after which what is written is made to count. */
  readonly checkpointBytes: number;
  /** What is on the disk now counts: a killed job goes on from here. */
  save(): void;
  onRows(count: number): void;
}

/** Rows of a row group, and of a Parquet file; a file that was not finished is written anew. */
const groupRows = 20_000;
const partRows = 240_000;
/** Rows that carry a document are large: few of them make a group. */
const groupPages = 10;

/** Writes the rows of a table that are not written yet. Memory: one page of rows, or one row group of Parquet. */
export async function writeTable(table: ExportedTable, of: TableWork, context: TableContext): Promise<void> {
  if (of.isDone) return;
  if (context.format === 'parquet') await writeParts(table, of, context);
  else await writeText(table, of, context);
  of.isDone = true;
  context.save();
}

async function writeText(table: ExportedTable, of: TableWork, context: TableContext): Promise<void> {
  const isCsv = context.format === 'csv';
  of.files[0] ??= { name: `${table.name}.${isCsv ? 'csv' : 'jsonl'}`, bytes: 0 };
  const [last] = of.files as [TableWork['files'][number]];
  const file = await context.work.continueFile(last.name, last.bytes);
  try {
    let unsaved = 0;
    let room = Buffer.allocUnsafeSlow(1024 * 1024);
    const write = async (text: string) => {
      // One piece of memory for all pages: a letter takes three bytes at most.
      if (room.length < text.length * 3) room = Buffer.allocUnsafeSlow(text.length * 3);
      const bytes = room.subarray(0, room.write(text));
      await writeAll(file, bytes, last.bytes);
      last.bytes += bytes.length;
      unsaved += bytes.length;
    };
    if (last.bytes === 0 && isCsv) await write(csvHead(table));
    for await (const rows of pages(table, of, context)) {
      await write(isCsv ? csvRows(table, rows) : jsonRows(table, rows));
      passed(table, of, rows);
      context.onRows(rows.length);
      if (unsaved < context.checkpointBytes) continue;
      await file.datasync();
      context.save();
      unsaved = 0;
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

async function writeParts(table: ExportedTable, of: TableWork, context: TableContext): Promise<void> {
  const rows = pages(table, of, context);
  for (let isOver = false; !isOver; ) {
    const name = `${table.name}-${String(of.files.length + 1).padStart(5, '0')}.parquet`;
    const file = await context.work.continueFile(name, 0);
    try {
      const part = await writePart(table, { rows, file, onRows: (count) => context.onRows(count) });
      await file.sync();
      isOver = part.isOver;
      if (part.count > 0 || of.files.length === 0) of.files.push({ name, bytes: part.bytes });
      of.rows += part.count;
      of.after = part.last ? keyOf(table, part.last) : of.after;
      context.save();
    } finally {
      await file.close();
    }
  }
}

/** One file with up to so many rows. */
async function writePart(
  table: ExportedTable,
  { rows, file, onRows }: { rows: AsyncGenerator<Row[]>; file: FileHandle; onRows(count: number): void },
): Promise<{ count: number; bytes: number; last: Row | undefined; isOver: boolean }> {
  const parquet = parquetRows(table);
  const groupSize = Math.min(groupRows, table.pageRows * groupPages);
  let [group, count, bytes]: [Row[], number, number] = [[], 0, 0];
  let [last, isOver]: [Row | undefined, boolean] = [undefined, false];
  const write = async (piece: Uint8Array) => {
    await writeAll(file, piece, bytes);
    bytes += piece.length;
  };
  const flush = async () => {
    if (group.length > 0) await write(parquet.group(group));
    group = [];
  };
  while (count < partRows) {
    const next = await rows.next();
    if (next.done) {
      isOver = true;
      break;
    }
    group.push(...next.value);
    count += next.value.length;
    last = next.value.at(-1) ?? last;
    onRows(next.value.length);
    if (group.length >= groupSize) await flush();
  }
  await flush();
  await write(parquet.finish());
  return { count, bytes, last, isOver };
}

/** Page after page behind the last key that counts. */
async function* pages(table: ExportedTable, of: TableWork, { db, scope, signal }: TableContext): AsyncGenerator<Row[]> {
  const { bound } = of;
  for (let after = of.after; bound !== null; ) {
    signal.throwIfAborted();
    const rows = await readRows(db, table, { scope, bound, after });
    const last = rows.at(-1);
    if (!last) return;
    after = keyOf(table, last);
    yield rows;
    if (rows.length < table.pageRows) return;
  }
}

function passed(table: ExportedTable, of: TableWork, rows: readonly Row[]): void {
  const last = rows.at(-1);
  if (last) of.after = keyOf(table, last);
  of.rows += rows.length;
}

async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let offset = 0; offset < bytes.length; )
    offset += (await file.write(bytes, offset, bytes.length - offset, position + offset)).bytesWritten;
}
