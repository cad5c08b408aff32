import { type TimeRange, within } from './time-range.ts';

/**
 * The time axis that stacked panes share. It lives outside React: a wheel turn must reach the canvases within a frame, and only what was
 * settled on is worth a request.
 */
export interface PlotGroup {
  readonly full: TimeRange;
  range(): TimeRange;
  show(range: TimeRange): void;
  reset(): void;
  subscribe(listener: () => void): () => void;
}

export function createPlotGroup(full: TimeRange, first: TimeRange): PlotGroup {
  const listeners = new Set<() => void>();
  let visible = within(first, full);
  const show = (range: TimeRange) => {
    visible = within(range, full);
    for (const listener of listeners) listener();
  };
  return {
    full,
    range: () => visible,
    show,
    reset: () => show(full),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
