import uPlot from 'uplot';
import type { Column, SeriesColumns } from './series-columns.ts';

/** A number, a gap (null), or nothing to draw at this time because another curve's sample stands here (undefined). */
export type PlotValue = number | null | undefined;
/** Time in s, max, min and mean per bucket: one curve as a pane draws it. */
export type CurveData = [time: Column<number>, max: Column<number | null>, min: Column<number | null>, mean: Column<number | null>];
/** Time in s, then max, min and mean of each curve in turn. */
export type PlotData = [time: Column<number>, ...values: Column<PlotValue>[]];

interface PlotDataOptions {
  /** What the time axis begins with: 0 for a relative clock, s since 1970 for an absolute one. */
  originS: number;
  /** Usual time between two samples; unknown: null. */
  intervalMs: number | null;
}

/**
 * An envelope as columns for drawing. A gap is where nothing valid was measured: empty buckets, or (when every sample is a bucket of its
 * own, so that a pause has no bucket) a pause longer than two and a half sample times, which gets an empty point of its own.
 */
export function curveData(envelope: SeriesColumns, { originS, intervalMs }: PlotDataOptions): CurveData {
  const { timeMs } = envelope;
  const pauses = intervalMs !== null && isRaw(envelope) ? pausesIn(timeMs, intervalMs * 2.5) : [];
  const time = Float64Array.from(timeMs, (at) => originS + at / 1000);
  if (pauses.length === 0) return [time, envelope.max, envelope.min, envelope.mean];
  const middle = (after: number) => ((time[after - 1] ?? 0) + (time[after] ?? 0)) / 2;
  const broken = (column: Column<number | null>) => withPoints(column, pauses, () => null);
  return [withPoints(time, pauses, middle), broken(envelope.max), broken(envelope.min), broken(envelope.mean)];
}

/** Before which samples nothing was measured for longer than `longestMs`. */
function pausesIn(timeMs: Column<number>, longestMs: number): number[] {
  const pauses: number[] = [];
  for (let i = 1; i < timeMs.length; i++) if ((timeMs[i] ?? 0) - (timeMs[i - 1] ?? 0) > longestMs) pauses.push(i);
  return pauses;
}

/** The column with one more value before each of the given places. */
function withPoints<T>(column: Column<T>, places: readonly number[], value: (place: number) => T): T[] {
  const values = [...column] as T[];
  return [0, ...places].flatMap((from, i) => [...(i === 0 ? [] : [value(from)]), ...values.slice(from, places[i])]);
}

/** Every point is a sample as it was measured, not a bucket of several. */
export function isRaw({ source, count }: Pick<SeriesColumns, 'source' | 'count'>): boolean {
  return source === 'raw' && count.every((samples: number) => samples <= 1);
}

/** uPlot's word for: a gap reaches over the times that only other curves have, so that no line crosses it. */
const expandGaps = 2;

/** Several curves over one common time axis. A curve without data has its columns, too, all undefined. */
export function joinedData(curves: readonly (CurveData | undefined)[]): PlotData {
  return joinedColumns(curves.map((curve) => curve ?? [[], [], [], []])) as PlotData;
}

/** Tables of an own first column (ascending) each over one common first column. */
export function joinedColumns(tables: readonly (readonly Column<PlotValue>[])[]): Column<PlotValue>[] {
  const [only] = tables;
  if (!only) return [[]];
  if (tables.length === 1) return [...only];
  const modes = tables.map((columns) => columns.map(() => expandGaps));
  return uPlot.join(tables as unknown as uPlot.AlignedData[], modes as uPlot.JoinNullMode[][]) as unknown as PlotValue[][];
}

export interface VisibleStatistics {
  min: number;
  max: number;
  mean: number;
}

/** Extremes and mean of what is visible; null when nothing valid is. Times in s on the axis of the data. */
export function visibleStatistics(envelope: SeriesColumns, fromMs: number, toMs: number): VisibleStatistics | null {
  let [min, max, sum, count] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
  for (let i = 0; i < envelope.timeMs.length; i++) {
    const time = envelope.timeMs[i] ?? Number.NaN;
    const [low, high, mean, samples] = [envelope.min[i], envelope.max[i], envelope.mean[i], envelope.count[i] ?? 0];
    if (time < fromMs || time > toMs || low == null || high == null || mean == null) continue;
    min = Math.min(min, low);
    max = Math.max(max, high);
    sum += mean * samples;
    count += samples;
  }
  return count > 0 ? { min, max, mean: sum / count } : null;
}

/** What stands at an instant: the sample or bucket nearest to it, null in a gap or outside of the data. */
export function valueAt(curve: CurveData, timeS: number): number | null {
  const [time] = curve;
  const last = time.length - 1;
  if (last < 0 || timeS < (time[0] ?? 0) - stepAt(time, 0) || timeS > (time[last] ?? 0) + stepAt(time, last)) return null;
  return nearestValue(curve, timeS);
}

/** The sample or bucket nearest to an instant, however far it is: for data that was asked for around the instant. Null when there is none. */
export function nearestValue([time, , , mean]: CurveData, timeS: number): number | null {
  if (time.length === 0) return null;
  const last = time.length - 1;
  const after = Math.min(lowerBound(time, timeS), last);
  const before = Math.max(0, after - 1);
  const nearest = timeS - (time[before] ?? 0) < (time[after] ?? 0) - timeS ? before : after;
  return mean[nearest] ?? null;
}

function stepAt(time: Column<number>, i: number): number {
  return Math.abs((time[i] ?? 0) - (time[i === 0 ? 1 : i - 1] ?? time[i] ?? 0));
}

/** The first place whose time is not earlier. */
function lowerBound(time: Column<number>, timeS: number): number {
  let [low, high] = [0, time.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((time[middle] ?? 0) < timeS) low = middle + 1;
    else high = middle;
  }
  return low;
}
