import type { ArchiveEntry } from '../../platform/files/zip-archive.ts';
import { sheetTitles } from '../../platform/tables/sheet-title.ts';
import { sheetPath, workbookParts } from '../../platform/tables/workbook-parts.ts';
import type { SeriesFile } from '../series/series-reader.ts';
import type { ExportTable, ExportTask } from './export-task.ts';
import { rowsOf, type TableBlock, tableBlocks } from './table-blocks.ts';
import { mostSamplesPerSheet, sheetXml } from './xlsx-sheet.ts';

interface Sheet {
  readonly title: string;
  readonly table: ExportTable;
  readonly isFirst: boolean;
}

/** A workbook's files: a table fills as many sheets as it needs. */
export function xlsxEntries({ tables, time, origin }: ExportTask, open: (path: string) => SeriesFile): ArchiveEntry[] {
  const sheets = tables.flatMap((table) => sheetsOf(table, open(table.path)));
  const titles = sheetTitles(sheets.map(({ title }) => title));
  // Where the numbers come from stays with the file.
  const description = `Recording ${origin.recordingId}, series file SHA-256 ${origin.seriesSha256}`;
  const parts = workbookParts(titles, { title: origin.recording, description });
  let blocks: BlockSource | undefined;
  return [
    ...parts.map(({ path, text }) => ({ path, compress: true, content: () => [Buffer.from(text)] })),
    ...sheets.map(({ table, isFirst }, i) => ({
      path: sheetPath(i),
      compress: true,
      content: () => {
        // Sheets are written one after the other: a later one of the same table goes on where the one before it ended.
        if (isFirst || !blocks) blocks = createBlockSource(tableBlocks(open(table.path), table));
        return sheetXml(table, time, blocks.next(mostSamplesPerSheet));
      },
    })),
  ];
}

function sheetsOf(table: ExportTable, file: SeriesFile): Sheet[] {
  const { from, to } = rowsOf(file, table);
  const count = Math.max(1, Math.ceil((to - from) / mostSamplesPerSheet));
  return Array.from({ length: count }, (_, i) => ({ title: count === 1 ? table.name : `${table.name} ${i + 1}`, table, isFirst: i === 0 }));
}

interface BlockSource {
  /** The next rows, at most so many. */
  next(rows: number): Generator<TableBlock>;
}

function createBlockSource(blocks: Iterator<TableBlock>): BlockSource {
  let rest: TableBlock | undefined;
  return {
    *next(rows) {
      for (let left = rows; left > 0; ) {
        const block = rest ?? (blocks.next().value as TableBlock | undefined);
        if (!block) return;
        rest = block.times.length > left ? cut(block, left, block.times.length) : undefined;
        const part = rest ? cut(block, 0, left) : block;
        left -= part.times.length;
        yield part;
      }
    },
  };
}

function cut({ times, columns }: TableBlock, from: number, to: number): TableBlock {
  return { times: times.subarray(from, to), columns: columns.map((column) => column.subarray(from, to)) };
}
