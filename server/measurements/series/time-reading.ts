import type { PartStore } from './part-store.ts';
import type { TimeBaseDirectory } from './series-directory.ts';
import { chunkSamples, samplesPerCell } from './series-format.ts';

/** Times of one time base of an open file, in ms. */
export interface TimeReader {
  readonly count: number;
  /** Null when times are explicit. */
  readonly intervalMs: number | null;
  /** The stamp of one sample. */
  at(index: number): number;
  /** Stamps of samples `[from, to)`, in memory of their own. */
  slice(from: number, to: number): Float64Array;
  /** First index with time >= ms, or > ms; `count` when there is none. */
  indexOf(ms: number): number;
  indexAfter(ms: number): number;
  /** The stamp of a pyramid cell's first sample; behind the last cell, that of the last sample. */
  cellStart(level: number, cell: number): number;
}

export function createTimeReader(store: PartStore, { summary, times }: TimeBaseDirectory, timeBase: number): TimeReader {
  const { count, firstMs, lastMs, intervalMs } = summary;
  if (!times) return createRegularReader({ count, firstMs, intervalMs: intervalMs! });
  let current: { index: number; stamps: Float64Array } = { index: -1, stamps: new Float64Array(0) };
  /** The chunk of the last call is at hand without asking the store: stamps are read one after the other. */
  function chunk(index: number): Float64Array {
    if (current.index !== index) {
      current = { index, stamps: store.read(times!.column, { kind: 'times', timeBase, channel: 0, level: 0, index }) };
    }
    return current.stamps;
  }

  function search(isBefore: (time: number) => boolean): number {
    const index = partition(times!.last.length, (i) => isBefore(times!.last[i]!));
    if (index === times!.last.length) return count;
    const stamps = chunk(index);
    return index * chunkSamples + partition(stamps.length, (i) => isBefore(stamps[i]!));
  }
  function cellStart(level: number, cell: number): number {
    const { cells, times: column } = times!.levels[level]!;
    if (cell >= cells) return lastMs;
    const index = Math.floor(cell / chunkSamples);
    return store.read(column, { kind: 'cellTimes', timeBase, channel: 0, level, index })[cell - index * chunkSamples]!;
  }
  return {
    count,
    intervalMs: null,
    at(index) {
      const chunkIndex = Math.floor(index / chunkSamples);
      return chunk(chunkIndex)[index - chunkIndex * chunkSamples]!;
    },
    slice(from, to) {
      const stamps = new Float64Array(to - from);
      for (let at = from; at < to; ) {
        const index = Math.floor(at / chunkSamples);
        const part = chunk(index).subarray(at - index * chunkSamples, to - index * chunkSamples);
        stamps.set(part, at - from);
        at += part.length;
      }
      return stamps;
    },
    indexOf: (ms) => search((time) => time < ms),
    indexAfter: (ms) => search((time) => time <= ms),
    cellStart,
  };
}

function createRegularReader({ count, firstMs, intervalMs }: { count: number; firstMs: number; intervalMs: number }): TimeReader {
  const timeOf = (index: number) => firstMs + index * intervalMs;

  /** The division may miss by a rounding; the stamps themselves decide. */
  function settle(ms: number, isBefore: (time: number) => boolean): number {
    let index = Math.min(count, Math.max(0, Math.floor((ms - firstMs) / intervalMs)));
    while (index > 0 && !isBefore(timeOf(index - 1))) index--;
    while (index < count && isBefore(timeOf(index))) index++;
    return index;
  }
  return {
    count,
    intervalMs,
    at: timeOf,
    slice(from, to) {
      const stamps = new Float64Array(to - from);
      for (let i = 0; i < stamps.length; i++) stamps[i] = timeOf(from + i);
      return stamps;
    },
    indexOf: (ms) => settle(ms, (time) => time < ms),
    indexAfter: (ms) => settle(ms, (time) => time <= ms),
    cellStart: (level, cell) => timeOf(Math.min(cell * samplesPerCell(level), count - 1)),
  };
}

/** How many leading positions of 0..count satisfy a condition that holds up to some position and never after it. */
export function partition(count: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
