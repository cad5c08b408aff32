import { Problem } from '../../platform/problem.ts';
import { headingCell } from '../../platform/tables/workbook.ts';
import { cellStyles, columnName, mostSheetColumns, mostSheetRows, sheetHead, sheetTail } from '../../platform/tables/workbook-parts.ts';
import { wallClock } from '../imports/times/wall-clock.ts';
import { ByteText } from './byte-text.ts';
import type { ExportTable, TimeStyle } from './export-task.ts';
import { decimalsOf, NumberWriter } from './number-writer.ts';
import type { TableBlock } from './table-blocks.ts';

const headRows = 2;
export const mostSamplesPerSheet = mostSheetRows - headRows;
const piece = 256 * 1024;
const dayMs = 86_400_000;
/** 1970-01-01 in days of a spreadsheet. */
const epochDay = 25_569;

/** One sheet of a table as XML: names, units, rows. `blocks` is asked for what is written and no more. */
export function* sheetXml(table: ExportTable, time: TimeStyle, blocks: Iterable<TableBlock>): Generator<Uint8Array> {
  const columns = columnNames(table.channels.length + 1);
  const target = new ByteText(piece + 64 * 1024);
  const timeName = time.kind === 'clock' ? `Time (${time.zone})` : 'Time';
  target.text(sheetHead([24]));
  writeTexts(target, 1, [timeName, ...table.channels.map(({ name }) => name)]);
  writeTexts(target, 2, [time.kind === 'clock' ? '' : 's', ...table.channels.map(({ unit }) => unit)]);
  const style: RowStyle = {
    columns,
    timeOf: serialOf(time),
    timeStyle: time.kind === 'clock' ? ` s="${cellStyles.instant}"` : '',
  };
  let row = headRows;
  for (const block of blocks) {
    const writers = block.columns.map((values) => new NumberWriter('.', decimalsOf(values)));
    for (let i = 0; i < block.times.length; i++) {
      writeRow(target, { block, i, row: ++row, writers }, style);
      if (target.length >= piece) yield target.take();
    }
  }
  target.text(sheetTail());
  yield target.take();

  function writeTexts(to: ByteText, at: number, cells: readonly string[]): void {
    to.text(`<row r="${at}">${cells.map((cell, i) => headingCell(`${columns[i]}${at}`, cell)).join('')}</row>`);
  }
}

interface RowStyle {
  readonly columns: readonly string[];
  /** What the time cell holds, of ms on the clock of the file. */
  readonly timeOf: (ms: number) => number;
  readonly timeStyle: string;
}

interface Row {
  readonly block: TableBlock;
  readonly i: number;
  /** From 1, as the sheet counts. */
  readonly row: number;
  readonly writers: readonly NumberWriter[];
}

function writeRow(target: ByteText, { block, i, row, writers }: Row, { columns, timeOf, timeStyle }: RowStyle): void {
  const number = String(row);
  target.reserve(96);
  target.ascii(`<row r="${number}"><c r="A${number}"${timeStyle}><v>${timeOf(block.times[i]!)}</v></c>`);
  for (let c = 0; c < block.columns.length; c++) {
    const value = block.columns[c]![i]!;
    if (Number.isNaN(value)) continue;
    target.reserve(96);
    target.ascii('<c r="');
    target.ascii(columns[c + 1]!);
    target.ascii(number);
    if (Number.isFinite(value)) {
      target.ascii('"><v>');
      target.length = writers[c]!.write(target.bytes, target.length, value);
      target.ascii('</v></c>');
    } // A cell has no infinity; a word is better than nothing.
    else target.ascii(`" t="inlineStr"><is><t>${value}</t></is></c>`);
  }
  target.reserve(6);
  target.ascii('</row>');
}

/** Wall-clock time of the zone as days of a spreadsheet, to the microsecond that a float64 can tell; or seconds. */
function serialOf(time: TimeStyle): (ms: number) => number {
  if (time.kind === 'seconds') return (ms) => Number(((ms - time.zeroMs) / 1000).toPrecision(15));
  const clock = wallClock(time.zone);
  let minute = Number.NaN;
  let offsetMs = 0;
  return (ms) => {
    const of = Math.floor(ms / 60_000);
    if (of !== minute) {
      minute = of;
      offsetMs = clock.offsetAt(of * 60_000);
    }
    return Number(((ms + offsetMs) / dayMs + epochDay).toFixed(11));
  };
}

/** @throws Problem `export-too-wide` */
function columnNames(count: number): string[] {
  if (count > mostSheetColumns)
    throw new Problem('export-too-wide', 422, 'A sheet cannot hold so many channels', {
      detail: `A sheet has ${mostSheetColumns} columns; ${count} are needed. Choose fewer channels, or CSV or Parquet.`,
    });
  return Array.from({ length: count }, (_, i) => columnName(i));
}
