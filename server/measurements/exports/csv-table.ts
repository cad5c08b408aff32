import type { SeriesFile } from '../series/series-reader.ts';
import { ByteText } from './byte-text.ts';
import { csvText } from './cell-text.ts';
import type { ExportTable, ExportTask } from './export-task.ts';
import { createNumberWriter, decimalsOf, type NumberWriter } from './number-writer.ts';
import { type TableBlock, tableBlocks } from './table-blocks.ts';
import { createTimeWriter, type TimeWriter } from './time-writer.ts';

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
  const row: RowStyle = {
    delimiter: text.delimiter.charCodeAt(0),
    times: createTimeWriter(time, text.decimalMark),
    numbers: createNumberWriter(text.decimalMark),
  };
  for (const block of tableBlocks(file, table)) yield* csvRows(target, block, row);
  if (target.length > 0) yield target.take();
}

interface RowStyle {
  readonly delimiter: number;
  readonly times: TimeWriter;
  readonly numbers: NumberWriter;
}

function* csvRows(target: ByteText, { times, columns }: TableBlock, style: RowStyle): Generator<Uint8Array> {
  const decimals = columns.map(decimalsOf);
  for (let i = 0; i < times.length; i++) {
    style.times.write(target, times[i]!);
    for (let c = 0; c < columns.length; c++) {
      target.reserve(3);
      target.bytes[target.length++] = style.delimiter;
      style.numbers.write(target, columns[c]![i]!, decimals[c]!);
    }
    target.reserve(2);
    target.bytes[target.length++] = 13;
    target.bytes[target.length++] = 10;
    if (target.length >= piece) yield target.take();
  }
}
