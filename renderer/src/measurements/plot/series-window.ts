import type { TimeRange } from '../../charts/time-range.ts';

/** What is asked for at once: a stretch in s since the start, in so many buckets. */
export interface SeriesWindow extends TimeRange {
  readonly buckets: number;
}

/** Most buckets that the server hands out at once (recording.schema.ts). */
const mostBuckets = 4000;

/**
 * The stretch of a fixed grid that holds the visible range with at least half a screen more on each side, in at least one bucket per pixel.
 * Because the grid is fixed, moving a little asks for nothing new, and moving back finds what is already there. The grid has a step for
 * every doubling of the visible area (two per doubling of the length).
 */
export function seriesWindow(range: TimeRange, full: TimeRange, pixels: number): SeriesWindow {
  const length = 2 ** (Math.ceil(2 * Math.log2(range.to - range.from)) / 2);
  const step = length / 2;
  const from = Math.max(full.from, Math.floor((range.from - length / 2) / step) * step);
  const to = Math.min(full.to, Math.ceil((range.to + length / 2) / step) * step);
  const buckets = Math.round((pixels * Math.SQRT2 * (to - from)) / length);
  return { from, to, buckets: Math.min(mostBuckets, Math.max(100, buckets)) };
}
