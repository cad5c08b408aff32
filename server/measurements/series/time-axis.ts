import { type CellColumn, createCellColumn, createColumnWriter } from './column-writer.ts';
import { cellCount, levelCount } from './pyramid.ts';
import type { ChunkTimes } from './range-moments.ts';
import type { TimeBaseDirectory, TimeColumn } from './series-directory.ts';
import { chunkSamples, samplesPerCell } from './series-format.ts';
import type { SeriesSink } from './series-sink.ts';

const gapFactor = 1.5;

/** Collects the time stamps of one time base: nothing but start and step as long as these reproduce every stamp exactly. */
export interface TimeAxisBuilder {
  /** Stamps so far. */
  readonly count: number;
  /** The step, or the median step of the first chunk; NaN before it. */
  readonly typicalMs: number;
  /** The next chunk of stamps (ms): 65,536 unless it is the last. Throws when a stamp is not finite or goes back. */
  add(times: Float64Array): ChunkTimes;
  finish(): Pick<TimeBaseDirectory, 'summary' | 'times'>;
}

export function createTimeAxisBuilder(sink: SeriesSink, timeBase: number): TimeAxisBuilder {
  const explicit = createExplicitTimes(sink, timeBase);
  let count = 0;
  let firstMs = Number.NaN;
  let lastMs = Number.NaN;
  let stepMs = Number.NaN;
  let typicalMs = Number.NaN;
  let gaps = 0;
  let isRegular = true;

  /** The chunks that stood for themselves as start and step, written out once a later stamp breaks the rule. */
  function writeOutRegular(): void {
    for (let from = 0; from < count; from += chunkSamples) {
      const times = Float64Array.from({ length: Math.min(chunkSamples, count - from) }, (_, i) => firstMs + (from + i) * stepMs);
      explicit.write(times, from);
    }
  }
  return {
    get count() {
      return count;
    },
    get typicalMs() {
      return typicalMs;
    },
    add(times) {
      checkOrder(times, { previous: count > 0 ? lastMs : Number.NEGATIVE_INFINITY, from: count, timeBase });
      if (count === 0) {
        firstMs = times[0]!;
        stepMs = times[1]! - firstMs;
        isRegular = stepMs > 0;
      }
      if (isRegular && !follows(times, { firstMs, stepMs, from: count })) {
        isRegular = false;
        writeOutRegular();
      }
      if (count === 0) typicalMs = isRegular ? stepMs : medianStep(times);
      if (!isRegular) {
        explicit.write(times, count);
        gaps += countGaps(times, count > 0 ? lastMs : times[0]!, typicalMs);
      }
      const startMs = count * stepMs;
      count += times.length;
      lastMs = times[times.length - 1]!;
      return isRegular ? { stamps: null, startMs, stepMs } : { stamps: times, zeroMs: firstMs };
    },
    finish() {
      const regular = isRegular && count > 1;
      const summary = { count, firstMs, lastMs, intervalMs: regular ? stepMs : null, regular, typicalIntervalMs: typicalMs, gaps };
      return { summary, times: regular ? null : explicit.finish(count) };
    },
  };
}

function checkOrder(times: Float64Array, { previous, from, timeBase }: { previous: number; from: number; timeBase: number }): void {
  let before = previous;
  for (let i = 0; i < times.length; i++) {
    const time = times[i]!;
    if (!(time >= before) || time === Number.POSITIVE_INFINITY) {
      throw new Error(
        `Rows must be handed in by time: time base ${timeBase}, row ${from + i} is at ${time} ms after ${before} ms. The caller sorts.`,
      );
    }
    before = time;
  }
}

function follows(times: Float64Array, { firstMs, stepMs, from }: { firstMs: number; stepMs: number; from: number }): boolean {
  for (let i = 0; i < times.length; i++) if (times[i] !== firstMs + (from + i) * stepMs) return false;
  return true;
}

function medianStep(times: Float64Array): number {
  if (times.length < 2) return Number.NaN;
  const steps = new Float64Array(times.length - 1);
  for (let i = 0; i < steps.length; i++) steps[i] = times[i + 1]! - times[i]!;
  return steps.sort()[steps.length >> 1]!;
}

function countGaps(times: Float64Array, previous: number, typicalMs: number): number {
  const longest = typicalMs * gapFactor;
  if (!(longest > 0)) return 0;
  let gaps = 0;
  let before = previous;
  for (let i = 0; i < times.length; i++) {
    if (times[i]! - before > longest) gaps++;
    before = times[i]!;
  }
  return gaps;
}

/** Stamps as a column of their own, with the stamp of every pyramid cell's first sample. */
function createExplicitTimes(sink: SeriesSink, timeBase: number) {
  const writer = createColumnWriter(sink, { kind: 'times', timeBase, channel: 0, level: 0 });
  const first: number[] = [];
  const last: number[] = [];
  const levels: CellColumn[] = [];

  /** Whether a cell of this level begins in the chunk (the very first one of all, at sample 0, counts when the second is found). */
  function pushCells(times: Float64Array, from: number, level: number): boolean {
    const step = samplesPerCell(level);
    let pushed = false;
    for (let i = from === 0 ? step : (step - (from % step)) % step; i < times.length; i += step) {
      if (!levels[level]) {
        levels[level] = createCellColumn(sink, { kind: 'cellTimes', timeBase, channel: 0, level });
        levels[level].push(first[0]!);
      }
      levels[level].push(times[i]!);
      pushed = true;
    }
    return pushed;
  }
  return {
    write(times: Float64Array, from: number): void {
      writer.write(times);
      first.push(times[0]!);
      last.push(times[times.length - 1]!);
      // Every cell of a level begins where one of the level below begins: a level without a beginning has none above.
      for (let level = 0; pushCells(times, from, level); ) level++;
    },
    finish(count: number): TimeColumn {
      const cells = levels.slice(0, levelCount(count)).map((level, i) => ({ cells: cellCount(count, i), times: level.finish() }));
      return { column: writer.column, first, last, levels: cells };
    },
  };
}
