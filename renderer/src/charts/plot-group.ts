import { type TimeRange, within } from './time-range.ts';
import { newHistory, remembered, stepped } from './zoom-history.ts';

/**
 * The time axis that stacked panes share. It lives outside React: a wheel turn must reach the canvases within a frame, and only what was
 * settled on is worth a request and a place in the history.
 */
export interface PlotGroup {
  readonly full: TimeRange;
  range(): TimeRange;
  show(range: TimeRange): void;
  reset(): void;
  /** Remembers the visible range as a place to come back to. */
  settle(): void;
  /** One settled range back (-1) or forward (+1); nothing happens at the ends. */
  step(step: -1 | 1): void;
  canStep(step: -1 | 1): boolean;
  subscribe(listener: () => void): () => void;
}

export function createPlotGroup(full: TimeRange, first: TimeRange): PlotGroup {
  const listeners = new Set<() => void>();
  let visible = within(first, full);
  let history = newHistory(visible);
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const show = (range: TimeRange) => {
    visible = within(range, full);
    tell();
  };
  return {
    full,
    range: () => visible,
    show,
    reset: () => show(full),
    settle: () => {
      const before = history;
      history = remembered(history, visible);
      if (history !== before) tell();
    },
    step: (step) => {
      history = stepped(remembered(history, visible), step);
      visible = history.entries[history.position] ?? visible;
      tell();
    },
    canStep: (step) => stepped(history, step) !== history,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
