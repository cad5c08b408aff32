import { byteOrderMark, csvText } from '../../platform/tables/cell-text.ts';
import type { SeriesFile } from '../series/series-reader.ts';
import { ByteText } from './byte-text.ts';
import type { ExportTable, ExportTask } from './export-task.ts';
import { decimalsOf, longestNumber, NumberWriter } from './number-writer.ts';
import { type TableBlock, tableBlocks } from './table-blocks.ts';
import { createTimeWriter, longestTime } from './time-writer.ts';

const piece = 256 * 1024;

type Style = Pick<ExportTask, 'text' | 'time'>;

/** A table as RFC 4180 text: names, units, then a row per instant. An empty cell is a missing value. */
export function* csvTable(file: SeriesFile, table: ExportTable, style: Style): Generator<Uint8Array> {
  const blocks = tableBlocks(file, table);
  // Read before the first byte goes out: what is damaged there can still be said in words.
  let block = blocks.next();
  yield csvHead(table, style);
  for (; !block.done; block = blocks.next()) yield* csvRows(block.value, style);
}

/** The rows of names and units. */
export function csvHead({ channels }: ExportTable, { text, time }: Style): Uint8Array {
  const line = (cells: readonly string[]) => `${cells.map((cell) => csvText(cell, text)).join(text.delimiter)}\r\n`;
  const names = line(['Time', ...channels.map(({ name }) => name)]);
  const units = line([time.kind === 'clock' ? '' : 's', ...channels.map(({ unit }) => unit)]);
  return new TextEncoder().encode(`${byteOrderMark}${names}${units}`);
}

/** The rows of a block. Every piece lies in memory of its own. */
export function* csvRows({ times, columns }: TableBlock, { text, time }: Style): Generator<Uint8Array<ArrayBuffer>> {
  const target = new ByteText(piece + 64 * 1024);
  const timeWriter = createTimeWriter(time, text.decimalMark);
  const delimiter = text.delimiter.charCodeAt(0);
  const writers = columns.map((values) => new NumberWriter(text.decimalMark, decimalsOf(values)));
  const longestRow = longestTime + columns.length * (longestNumber + 1) + 2;
  for (let i = 0; i < times.length; i++) {
    target.reserve(longestRow);
    timeWriter.write(target, times[i]!);
    const { bytes } = target;
    let at = target.length;
    for (let c = 0; c < columns.length; c++) {
      bytes[at++] = delimiter;
      at = writers[c]!.write(bytes, at, columns[c]![i]!);
    }
    bytes[at++] = 13;
    bytes[at++] = 10;
    target.length = at;
    if (at >= piece) yield target.take();
  }
  if (target.length > 0) yield target.take();
}
