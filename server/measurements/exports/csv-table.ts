import type { SeriesFile } from '../series/series-reader.ts';
import { ByteText } from './byte-text.ts';
import { csvText } from './cell-text.ts';
import type { ExportTable, ExportTask, TextStyle } from './export-task.ts';
import { decimalsOf, longestNumber, NumberWriter } from './number-writer.ts';
import { type TableBlock, tableBlocks } from './table-blocks.ts';
import { createTimeWriter, longestTime, type TimeWriter } from './time-writer.ts';

const piece = 256 * 1024;
/** Without a byte order mark spreadsheets read °C in the code page of the machine. */
const byteOrderMark = '\ufeff';

/** A table as RFC 4180 text: names, units, then a row per instant. An empty cell is a missing value. */
export function* csvTable(file: SeriesFile, table: ExportTable, { text, time }: Pick<ExportTask, 'text' | 'time'>): Generator<Uint8Array> {
  const target = new ByteText(piece + 64 * 1024);
  const line = (cells: readonly string[]) => target.text(`${cells.map((cell) => csvText(cell, text)).join(text.delimiter)}\r\n`);
  target.text(byteOrderMark);
  line(['Time', ...table.channels.map(({ name }) => name)]);
  line([time.kind === 'clock' ? '' : 's', ...table.channels.map(({ unit }) => unit)]);
  const style = { text, times: createTimeWriter(time, text.decimalMark) };
  for (const block of tableBlocks(file, table)) yield* csvRows(target, block, style);
  if (target.length > 0) yield target.take();
}

function* csvRows(
  target: ByteText,
  { times, columns }: TableBlock,
  { text, times: timeWriter }: { text: TextStyle; times: TimeWriter },
): Generator<Uint8Array> {
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
}
