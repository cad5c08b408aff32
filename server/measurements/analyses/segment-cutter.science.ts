/**
 * Cuts samples that come in blocks into segments of one length that overlap by half. A segment holds no missing value, no gap and no
 * jitter: where one stands, the next segment begins behind it. Nothing is interpolated.
 */
export interface SegmentCutter {
  add(times: Float64Array, values: Float64Array): void;
  finish(): SegmentCount;
}

export interface SegmentCount {
  /** Segments without a gap, those passed over included. */
  readonly available: number;
  /** Segments that had no gap but stamps too uneven for one sampling rate. */
  readonly uneven: number;
  /** Samples inside of at least one segment. */
  readonly covered: number;
  /** Mean step of the segments in ms; NaN when there is none. */
  readonly stepMs: number;
  /** Length of the longest run without a gap. */
  readonly longestRun: number;
}

export interface CutterOptions {
  readonly length: number;
  readonly typicalMs: number;
  /** The stamps follow one step exactly: they need no look. */
  readonly isRegular: boolean;
  /** Every how-manieth segment is wanted. */
  readonly every: number;
  take(segment: Float64Array): void;
}

/** Steps longer than this times the usual one are gaps; shorter than the other are two stamps for one instant. */
const longStep = 1.5;
const shortStep = 0.5;
/** How far a stamp may stand from the even one, in steps: stamps rounded to ms do, an irregular logger is further away. */
const mostJitter = 0.25;

export function createSegmentCutter({ length, typicalMs, isRegular, every, take }: CutterOptions): SegmentCutter {
  const values = new Float64Array(length);
  const times = new Float64Array(length);
  let filled = 0;
  let run = 0;
  let previousMs = Number.NaN;
  const count = { available: 0, uneven: 0, covered: 0, spanMs: 0, longestRun: 0 };
  /** Samples of the open segment that an earlier one has covered. */
  let shared = 0;

  function close(): void {
    if (!isRegular && isUneven(times, typicalMs)) count.uneven++;
    else {
      if (count.available % every === 0) take(values);
      count.available++;
      count.covered += length - shared;
      count.spanMs += times[length - 1]! - times[0]!;
      shared = length / 2;
    }
    values.copyWithin(0, length / 2);
    times.copyWithin(0, length / 2);
    filled = length / 2;
  }
  function restart(): void {
    filled = shared = run = 0;
  }
  return {
    add(newTimes, newValues) {
      for (let i = 0; i < newValues.length; i++) {
        const time = newTimes[i]!;
        const value = newValues[i]!;
        const step = time - previousMs;
        previousMs = time;
        if (step > longStep * typicalMs || step < shortStep * typicalMs) restart();
        if (!Number.isFinite(value)) {
          restart();
          continue;
        }
        values[filled] = value;
        times[filled++] = time;
        if (++run > count.longestRun) count.longestRun = run;
        if (filled === length) close();
      }
    },
    finish() {
      const { available, uneven, covered, spanMs, longestRun } = count;
      return { available, uneven, covered, longestRun, stepMs: spanMs / (available * (length - 1)) };
    },
  };
}

/** Whether a stamp stands too far from the line between the first and the last one. */
function isUneven(times: Float64Array, typicalMs: number): boolean {
  const first = times[0]!;
  const step = (times[times.length - 1]! - first) / (times.length - 1);
  // A step that is not the usual one: the logger changed its rate.
  if (Math.abs(step / typicalMs - 1) > mostJitter) return true;
  for (let i = 1; i < times.length; i++) if (Math.abs(times[i]! - first - i * step) > mostJitter * step) return true;
  return false;
}
