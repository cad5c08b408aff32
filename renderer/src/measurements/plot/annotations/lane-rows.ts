import type { PlotNote } from '../../../charts/plot-marks.ts';
import type { TimeRange } from '../../../charts/time-range.ts';

export interface LaneMark {
  readonly note: PlotNote;
  /** From the left edge of the lane, in CSS pixels. */
  readonly left: number;
  readonly width: number;
  readonly row: number;
}

/** Narrower than this a mark could not be pointed at. */
const smallestPx = 28;
const labelPx = 110;
export const mostRows = 3;

/**
 * Places the visible remarks of a lane one beside the other, in as few rows as possible; what finds no row in the last one overlaps. A mark
 * is as wide as its stretch, but never too narrow to be read or pointed at.
 */
export function laneMarks(notes: readonly PlotNote[], visible: TimeRange, widthPx: number): LaneMark[] {
  const perSecond = widthPx / (visible.to - visible.from);
  const ends: number[] = [];
  const marks: LaneMark[] = [];
  for (const note of [...notes].sort((a, b) => a.from - b.from)) {
    if (note.to < visible.from || note.from > visible.to) continue;
    const left = Math.min(Math.max(0, (note.from - visible.from) * perSecond), widthPx - smallestPx);
    const stretch = (Math.min(note.to, visible.to) - Math.max(note.from, visible.from)) * perSecond;
    const width = Math.min(Math.max(stretch, labelPx), widthPx - left);
    const free = Array.from({ length: mostRows }, (_, row) => row).find((row) => (ends[row] ?? Number.NEGATIVE_INFINITY) <= left);
    const row = free ?? mostRows - 1;
    ends[row] = left + width;
    marks.push({ note, left, width, row });
  }
  return marks;
}
