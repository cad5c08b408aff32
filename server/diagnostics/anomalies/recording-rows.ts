import type { SeriesFile } from '../../measurements/series/series-reader.ts';
import type { ChannelInput } from '../models/model-task.ts';
import { mean } from '../statistics.ts';
import type { RowTable } from './row-table.ts';

/** Rows of a recording, read piece by piece. */
export interface RecordingRows {
  readonly count: number;
  /** Beginning of each row, s from the recording's first sample. */
  startsS(from: number, to: number): Float64Array;
  read(from: number, to: number): RowTable;
}

/** Where rows are shorter than this, they are means over a second: a detector that looks at 15 rows shall not look at 15 ms. */
const leastRowMs = 900;

/** Seconds per row when nobody chose: null where every sample is a row of its own. */
export function usualRowSeconds(series: SeriesFile, channels: readonly ChannelInput[]): number | null {
  const { typicalIntervalMs } = series.summary.timeBases[leadingTimeBase(series, channels)] ?? { typicalIntervalMs: Number.NaN };
  return typicalIntervalMs < leastRowMs ? 1 : null;
}

/**
 * A row is a sample of the time base that most channels share (the slowest of equals), or `rowSeconds` of the recording. Other channels give
 * their mean between the beginnings of this row and the next; NaN where there is no valid sample.
 *
 * @param names channels in this order; one the recording lacks is missing everywhere
 */
export function openRows(
  series: SeriesFile,
  channels: readonly ChannelInput[],
  of: { names: readonly string[]; rowSeconds: number | null },
): RecordingRows {
  const { names, rowSeconds } = of;
  const { timeBases } = series.summary;
  const lead = leadingTimeBase(series, channels);
  const base = timeBases[lead];
  const zeroMs = Math.min(...timeBases.filter(({ count }) => count > 0).map(({ firstMs }) => firstMs));
  const lastMs = Math.max(...timeBases.filter(({ count }) => count > 0).map((one) => one.lastMs));
  const count = rowSeconds === null ? (base?.count ?? 0) : Math.floor((lastMs - zeroMs) / 1000 / rowSeconds) + 1;

  /** Beginnings of rows from..to, the end of the last one included: to - from + 1 numbers. */
  function edgesMs(from: number, to: number): Float64Array {
    if (rowSeconds !== null) return Float64Array.from({ length: to - from + 1 }, (_, row) => zeroMs + (from + row) * rowSeconds * 1000);
    const times = series.readTimes(lead, from, Math.min(to + 1, count));
    if (times.length === to - from + 1) return times;
    return Float64Array.of(...times, (times.at(-1) ?? zeroMs) + (base?.typicalIntervalMs ?? 1000));
  }

  return {
    count,
    startsS: (from, to) =>
      edgesMs(from, to)
        .subarray(0, to - from)
        .map((ms) => (ms - zeroMs) / 1000),
    read(from, to) {
      const values = new Float64Array((to - from) * names.length).fill(Number.NaN);
      const edges = edgesMs(from, to);
      names.forEach((name, column) => {
        const channel = channels.find((one) => one.name === name);
        if (!channel) return;
        const isLead = rowSeconds === null && channel.timeBase === lead;
        const own = isLead ? series.readValues(lead, channel.position, from, to) : means(series, channel, edges);
        own.forEach((value, row) => {
          values[row * names.length + column] = value;
        });
      });
      return { channels: names, rows: to - from, values };
    },
  };
}

/** Rows whose samples are held at once: 256 s at 100 Hz are 200 kB, 256 min are 12 MB. */
const rowsAtOnce = 256;

/** Mean of the valid samples between neighbouring edges. */
function means(series: SeriesFile, channel: ChannelInput, edges: Float64Array): Float64Array {
  const found = new Float64Array(edges.length - 1).fill(Number.NaN);
  for (let from = 0; from < found.length; from += rowsAtOnce) {
    const to = Math.min(found.length, from + rowsAtOnce);
    found.set(someMeans(series, channel, edges.subarray(from, to + 1)), from);
  }
  return found;
}

/** Time stamps that were computed may lie a rounding error before the edge they mean. */
const roundingMs = 0.01;

function someMeans(series: SeriesFile, { timeBase, position }: ChannelInput, edges: Float64Array): Float64Array {
  const first = series.indexOf(timeBase, (edges[0] as number) - roundingMs);
  const last = series.indexOf(timeBase, (edges.at(-1) as number) - roundingMs);
  const times = series.readTimes(timeBase, first, last);
  const values = series.readValues(timeBase, position, first, last);
  let at = 0;
  return Float64Array.from({ length: edges.length - 1 }, (_, row) => {
    const from = at;
    while (at < times.length && (times[at] as number) < (edges[row + 1] as number) - roundingMs) at++;
    return mean(values.subarray(from, at));
  });
}

function leadingTimeBase(series: SeriesFile, channels: readonly ChannelInput[]): number {
  const shares = series.summary.timeBases.map(({ count }, timeBase) => ({
    timeBase,
    count,
    channels: channels.filter((channel) => channel.timeBase === timeBase).length,
  }));
  return shares.filter(({ count }) => count > 0).sort((a, b) => b.channels - a.channels || a.count - b.count)[0]?.timeBase ?? 0;
}
