import type { CursorKey, PlotCursors } from './plot-cursors.ts';
import type { PlotGroup } from './plot-group.ts';
import { moved, zoomed } from './time-range.ts';

interface Key {
  key: string;
  shiftKey: boolean;
}

/** One press moves a cursor by this share of what is visible. */
const cursorStep = 0.005;

/** What a key does in a plot; false when it means nothing here. */
export function pressed({ key, shiftKey }: Key, group: PlotGroup, cursors: PlotCursors): boolean {
  const range = group.range();
  const length = range.to - range.from;
  const middle = (range.from + range.to) / 2;
  const actions: Record<string, () => void> = {
    arrowleft: () => (shiftKey ? nudge(cursors, -cursorStep * length, group) : group.show(moved(range, -0.1))),
    arrowright: () => (shiftKey ? nudge(cursors, cursorStep * length, group) : group.show(moved(range, 0.1))),
    '+': () => group.show(zoomed(range, 0.8, middle)),
    '=': () => group.show(zoomed(range, 0.8, middle)),
    '-': () => group.show(zoomed(range, 1.25, middle)),
    home: () => group.show({ from: group.full.from, to: group.full.from + length }),
    end: () => group.show({ from: group.full.to - length, to: group.full.to }),
    '0': group.reset,
    backspace: () => group.step(shiftKey ? 1 : -1),
    a: () => place('a', cursors, middle),
    b: () => place('b', cursors, middle),
    escape: cursors.clear,
  };
  const action = actions[key.toLowerCase()];
  action?.();
  return action !== undefined;
}

/** Sets a cursor where the pointer is, else in the middle. */
function place(key: CursorKey, cursors: PlotCursors, middle: number): void {
  cursors.set(key, cursors.pointer.timeS ?? middle);
}

/** Moves the cursor that was moved last; it stays in the recording. */
function nudge(cursors: PlotCursors, byS: number, { full }: PlotGroup): void {
  const key = cursors.active();
  const now = cursors.pair()[key];
  if (now !== null) cursors.set(key, Math.min(Math.max(now + byS, full.from), full.to));
}
