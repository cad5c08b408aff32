import { chunkSamples } from '../series/series-format.ts';
import type { SeriesFile } from '../series/series-reader.ts';
import type { ExportTable } from './export-task.ts';

/** Some rows of a table: `times` in ms on the clock of the file, one column per channel, NaN where missing. */
export interface TableBlock {
  readonly times: Float64Array;
  readonly columns: readonly Float64Array[];
}

/** Samples `[from, to)` of a time base. */
export interface SampleRange {
  readonly from: number;
  readonly to: number;
}

/** Values in memory at once: 64 MB. Up to 128 channels are read a whole chunk at a time, which decodes every chunk once. */
const mostValues = 8 * 1024 * 1024;

/** Which samples a table has. */
export function rowsOf(file: SeriesFile, { timeBase, fromMs, toMs }: ExportTable): SampleRange {
  const count = file.summary.timeBases[timeBase]?.count ?? 0;
  const from = fromMs === undefined ? 0 : file.indexOf(timeBase, fromMs);
  const to = toMs === undefined ? count : file.indexAfter(timeBase, toMs);
  return { from, to: Math.max(from, to) };
}

/** The rows of a table in pieces that fit into memory and end where chunks end. */
export function* blockRanges(file: SeriesFile, table: ExportTable): Generator<SampleRange> {
  const { from, to } = rowsOf(file, table);
  const share = Math.max(1, Math.ceil((table.channels.length * chunkSamples) / mostValues));
  const step = chunkSamples / 2 ** Math.ceil(Math.log2(share));
  for (let at = from; at < to; ) {
    const end = Math.min(to, (Math.floor(at / step) + 1) * step);
    yield { from: at, to: end };
    at = end;
  }
}

export function readBlock(file: SeriesFile, { timeBase, channels }: ExportTable, { from, to }: SampleRange): TableBlock {
  return {
    times: file.readTimes(timeBase, from, to),
    columns: channels.map(({ position }) => file.readValues(timeBase, position, from, to)),
  };
}

/** The rows of a table one block after the other. */
export function* tableBlocks(file: SeriesFile, table: ExportTable): Generator<TableBlock> {
  for (const range of blockRanges(file, table)) yield readBlock(file, table, range);
}
