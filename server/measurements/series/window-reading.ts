import type { PartStore } from './part-store.ts';
import { rmsOf } from './range-moments.ts';
import { type Column, type PartName, type TimeBaseDirectory, windowColumns } from './series-directory.ts';

/**
 * Moments of one channel per window. Window i holds the samples `[first[i], first[i + 1])` (`first` has one more entry: the number of
 * samples) and begins at `startMs[i]`; windows without a sample do not appear. `valid` = samples that are not NaN; the rest over these only:
 * std (n - 1), rms, skewness, kurtosis (3 for a normal distribution), slope (unit per second). NaN where there is no such number.
 */
export interface ChannelWindows extends Readonly<Record<keyof typeof windowColumns | 'rms' | 'startMs' | 'first', Float64Array>> {
  readonly lengthMs: number;
}

/** Null when the recording is too short to have windows (up to 16,384 samples), or was written before there were any. */
export function readWindows(
  store: PartStore,
  base: TimeBaseDirectory,
  { timeBase, channel }: Pick<PartName, 'timeBase' | 'channel'>,
): ChannelWindows | null {
  const grid = base.windows;
  const columns = base.channels[channel]?.windows;
  if (!grid || !columns) return null;
  const read = (column: Column, kind: PartName['kind'], owner = channel): Float64Array => {
    const all = new Float64Array(grid.count);
    let at = 0;
    for (let index = 0; index < column.at.length; index++) {
      const part = store.read(column, { kind, timeBase, channel: owner, level: 0, index });
      all.set(part, at);
      at += part.length;
    }
    return all;
  };
  const names = Object.keys(windowColumns) as (keyof typeof windowColumns)[];
  const moments = Object.fromEntries(names.map((name) => [name, read(columns[name], windowColumns[name])])) as Record<
    keyof typeof windowColumns,
    Float64Array
  >;
  const first = new Float64Array(grid.count + 1).fill(base.summary.count);
  first.set(read(grid.first, 'windowFirst', 0));
  const startMs = read(grid.ordinal, 'windowOrdinal', 0).map((ordinal) => base.summary.firstMs + ordinal * grid.lengthMs);
  const rms = moments.valid.map((valid, i) => rmsOf(valid, moments.mean[i]!, moments.std[i]!));
  return { lengthMs: grid.lengthMs, startMs, first, rms, ...moments };
}
