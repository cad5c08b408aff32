/** The two measuring cursors, in s since the start of the recording; null: not set. */
export interface CursorPair {
  readonly a: number | null;
  readonly b: number | null;
}

export type CursorKey = keyof CursorPair;

/** Cursors that all panes share. Outside React, so that dragging one redraws a line and nothing else. */
export interface PlotCursors {
  pair(): CursorPair;
  set(key: CursorKey, timeS: number): void;
  clear(): void;
  /** The cursor that was moved last: the keyboard moves that one. */
  active(): CursorKey;
  /** Where the pointer is over a pane, null when it is elsewhere. */
  pointer: { timeS: number | null };
  subscribe(listener: () => void): () => void;
}

const none: CursorPair = { a: null, b: null };

export function createPlotCursors(first: CursorPair = none): PlotCursors {
  const listeners = new Set<() => void>();
  let pair = first;
  let active: CursorKey = 'a';
  const tell = () => {
    for (const listener of listeners) listener();
  };
  return {
    pair: () => pair,
    active: () => active,
    pointer: { timeS: null },
    set: (key, timeS) => {
      active = key;
      pair = { ...pair, [key]: timeS };
      tell();
    },
    clear: () => {
      pair = none;
      tell();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
