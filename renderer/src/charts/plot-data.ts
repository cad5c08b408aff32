import type { Envelope } from '../../../server/measurements/recording.schema.ts';

type Values = (number | null)[];
/** Time in s, max, min and mean per bucket: the order in which a pane draws them. */
export type PlotData = [time: number[], max: Values, min: Values, mean: Values];

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
export function plotData(envelope: Envelope, { originS, intervalMs }: PlotDataOptions): PlotData {
  const data: PlotData = [[], [], [], []];
  const pause = intervalMs === null ? Number.POSITIVE_INFINITY : intervalMs * 2.5;
  const isSingle = envelope.source === 'raw' && envelope.count.every((count) => count <= 1);
  const push = (timeMs: number, max: number | null, min: number | null, mean: number | null) => {
    data[0].push(originS + timeMs / 1000);
    data[1].push(max);
    data[2].push(min);
    data[3].push(mean);
  };
  envelope.timeMs.forEach((timeMs, i) => {
    const before = envelope.timeMs[i - 1];
    if (isSingle && before !== undefined && timeMs - before > pause) push((before + timeMs) / 2, null, null, null);
    push(timeMs, envelope.max[i] ?? null, envelope.min[i] ?? null, envelope.mean[i] ?? null);
  });
  return data;
}

export interface VisibleStatistics {
  min: number;
  max: number;
  mean: number;
}

/** Extremes and mean of what is visible; null when nothing valid is. Times in s on the axis of the data. */
export function visibleStatistics(envelope: Envelope, fromMs: number, toMs: number): VisibleStatistics | null {
  let [min, max, sum, count] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
  envelope.timeMs.forEach((time, i) => {
    const [low, high, mean, samples] = [envelope.min[i], envelope.max[i], envelope.mean[i], envelope.count[i] ?? 0];
    if (time < fromMs || time > toMs || low == null || high == null || mean == null) return;
    min = Math.min(min, low);
    max = Math.max(max, high);
    sum += mean * samples;
    count += samples;
  });
  return count > 0 ? { min, max, mean: sum / count } : null;
}
