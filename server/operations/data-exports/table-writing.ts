import type { FileHandle } from 'node:fs/promises';
import type { Db } from '../../platform/database/database.ts';
import { csvWriter } from './csv-rows.ts';
import type { DataExportFormat } from './data-export.schema.ts';
import { keyOf, pageReader, type Row, type RowScope } from './exported-row.queries.ts';
import type { ExportedTable } from './exported-table.ts';
import { parquetRows } from './parquet-rows.ts';
import { csvHead, jsonRows } from './row-text.ts';
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

/** Rows of text made at once: what is gone before V8 looks a second time costs nothing, with 2000 a million rows took 60 MB more. */
const textRows = 500;
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
  let written: Promise<void> = Promise.resolve();
  try {
    let unsaved = 0;
    const write = async (bytes: Uint8Array, rows: readonly Row[]) => {
      await writeAll(file, bytes, last.bytes);
      last.bytes += bytes.length;
      unsaved += bytes.length;
      passed(table, of, rows);
      context.onRows(rows.length);
      if (unsaved < context.checkpointBytes) return;
      await file.datasync();
      context.save();
      unsaved = 0;
    };
    const newWriter = isCsv ? csvWriter : jsonLines;
    let [writer, other] = [newWriter(table), newWriter(table)];
    if (last.bytes === 0 && isCsv) await write(Buffer.from(csvHead(table)), []);
    // While one page is written, the next one is read and put into the other piece of memory.
    for await (const rows of pages(table, of, { ...context, limit: Math.min(textRows, table.pageRows) })) {
      const bytes = writer(rows);
      [writer, other] = [other, writer];
      await written;
      written = write(bytes, rows);
      // What it throws is thrown where it is awaited.
      written.catch(() => undefined);
    }
    await written;
    await file.sync();
  } finally {
    await Promise.allSettled([written]);
    await file.close();
  }
}

function jsonLines(table: ExportedTable): (rows: readonly Row[]) => Uint8Array {
  return (rows) => Buffer.from(jsonRows(table, rows));
}

async function writeParts(table: ExportedTable, of: TableWork, context: TableContext): Promise<void> {
  const rows = pages(table, of, { ...context, limit: table.pageRows });
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
async function* pages(table: ExportedTable, of: TableWork, context: TableContext & { limit: number }): AsyncGenerator<Row[]> {
  const { db, scope, signal, limit } = context;
  if (of.bound === null) return;
  const read = pageReader(db, table, { scope, bound: of.bound, limit });
  for (let { after } = of; ; ) {
    signal.throwIfAborted();
    const rows = await read(after);
    const last = rows.at(-1);
    if (!last) return;
    after = keyOf(table, last);
    yield rows;
    if (rows.length < limit) return;
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
