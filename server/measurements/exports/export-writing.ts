import { type ArchiveEntry, zipArchive } from '../../platform/files/zip-archive.ts';
import type { SeriesFile } from '../series/series-reader.ts';
import { csvTableByTwo, isWorthTwo } from './csv-pair.ts';
import { csvTable } from './csv-table.ts';
import type { ExportTable, ExportTask } from './export-task.ts';
import { parquetTable } from './parquet-table.ts';
import { xlsxEntries } from './xlsx-book.ts';

/** The bytes of an export, piece by piece and no faster than they are taken. @throws Problem `series-damaged`, `series-missing`, `export-too-wide` */
export async function* writeExport(task: ExportTask, open: (path: string) => SeriesFile): AsyncGenerator<Uint8Array> {
  const [first] = task.tables;
  if (task.format === 'xlsx') yield* zipArchive(xlsxEntries(task, open));
  else if (task.tables.length > 1 || !first) yield* zipArchive(task.tables.map((table) => entryOf(task, table, open)));
  else if (task.format === 'csv' && isWorthTwo(open(first.path), first)) yield* csvTableByTwo(open(first.path), first, task);
  else yield* oneTable(task, first, open);
}

function oneTable(task: ExportTask, table: ExportTable, open: (path: string) => SeriesFile): Iterable<Uint8Array> {
  const file = open(table.path);
  return task.format === 'csv' ? csvTable(file, table, task) : parquetTable(file, table, task);
}

function entryOf(task: ExportTask, table: ExportTable, open: (path: string) => SeriesFile): ArchiveEntry {
  return { path: `${table.name}.${task.format}`, compress: task.format === 'csv', content: () => oneTable(task, table, open) };
}
