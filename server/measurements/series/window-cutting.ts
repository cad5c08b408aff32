import { createCellColumn } from './column-writer.ts';
import type { WindowGrid } from './series-directory.ts';
import { samplesWithoutPyramid, windowLengthsMs, windowSamples } from './series-format.ts';
import type { SeriesSink } from './series-sink.ts';
import { partition } from './time-reading.ts';

/** Cuts the samples of a time base into windows of equal time, counted from its first sample. Windows without samples do not exist. */
export interface WindowCutter {
  /** The next chunk, from sample `from` on: indices within it at which a window begins, ascending. Empty when the time base has no windows. */
  cut(times: Float64Array, place: { readonly from: number; readonly typicalMs: number }): number[];
  finish(): WindowGrid | null;
}

/** `cycleMs` = the length that the data themselves have, like a test cycle. */
export function createWindowCutter(sink: SeriesSink, owner: { timeBase: number; cycleMs: number | null }): WindowCutter {
  const column = (kind: 'windowOrdinal' | 'windowFirst') =>
    createCellColumn(sink, { kind, timeBase: owner.timeBase, channel: 0, level: 0 });
  const ordinal = column('windowOrdinal');
  const first = column('windowFirst');
  let zeroMs = Number.NaN;
  let lengthMs: number | null = null;
  let current = -1;
  let count = 0;

  return {
    cut(times, { from, typicalMs }) {
      if (from === 0) {
        zeroMs = times[0]!;
        lengthMs = times.length > samplesWithoutPyramid ? windowLength(typicalMs, owner.cycleMs) : null;
      }
      const starts: number[] = [];
      if (lengthMs === null) return starts;
      for (let at = 0; at < times.length; ) {
        const of = ordinalOf(times[at]! - zeroMs, lengthMs);
        if (of !== current) {
          current = of;
          starts.push(at);
          ordinal.push(of);
          first.push(from + at);
          count++;
        }
        at += partition(times.length - at, (i) => ordinalOf(times[at + i]! - zeroMs, lengthMs!) === of);
      }
      return starts;
    },
    finish: () => (lengthMs === null ? null : { lengthMs, count, ordinal: ordinal.finish(), first: first.finish() }),
  };
}

/** A billionth of a window before its end belongs to the next one: 1000 steps of a third of a millisecond are not quite a third of a second. */
function ordinalOf(ms: number, lengthMs: number): number {
  return Math.floor(ms / lengthMs + 1e-9);
}

/** The cycle, or the shortest round length that holds enough samples to speak of moments. */
function windowLength(typicalMs: number, cycleMs: number | null): number | null {
  if (cycleMs !== null && cycleMs >= typicalMs * windowSamples.cycle) return cycleMs;
  return windowLengthsMs.find((length) => length >= typicalMs * windowSamples.round) ?? null;
}
