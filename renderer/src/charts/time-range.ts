/** A visible stretch of time in s since the start of the recording; `to` is greater than `from`. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** Below this nothing more can be seen: the finest time step we store is a microsecond. */
const shortest = 1e-5;

/** Enlarges (factor < 1) or reduces (factor > 1) around a point in time that stays where it is on the screen. */
export function zoomed(range: TimeRange, factor: number, around: number): TimeRange {
  return { from: around - (around - range.from) * factor, to: around + (range.to - around) * factor };
}

/** Moves by a share of the visible width; positive is later. */
export function moved(range: TimeRange, share: number): TimeRange {
  const step = (range.to - range.from) * share;
  return { from: range.from + step, to: range.to + step };
}

/** The share of the width that one wheel notch hides or shows. */
const wheelStep = 0.8;

/** An upright wheel zooms around a point in time; a sideways one (trackpads, Shift on some systems) moves by what passed under it. */
export function wheeled(
  range: TimeRange,
  { deltaX, deltaY }: { deltaX: number; deltaY: number },
  { around, widthPx }: { around: number; widthPx: number },
): TimeRange {
  if (Math.abs(deltaX) > Math.abs(deltaY)) return moved(range, deltaX / Math.max(widthPx, 1));
  if (deltaY === 0) return range;
  return zoomed(range, deltaY < 0 ? wheelStep : 1 / wheelStep, around);
}

/** Keeps a range inside the recording: first its length, then its place. */
export function within(range: TimeRange, full: TimeRange): TimeRange {
  const length = Math.min(Math.max(range.to - range.from, shortest), full.to - full.from);
  const from = Math.min(Math.max(range.from, full.from), full.to - length);
  return { from, to: from + length };
}

/** A range with some room on both sides, so that evidence is seen in its surroundings. */
export function withRoom(range: TimeRange, share: number): TimeRange {
  const room = Math.max(range.to - range.from, shortest) * share;
  return { from: range.from - room, to: range.to + room };
}
