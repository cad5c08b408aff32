import type { FigurePane } from '../report-document.schema.ts';

export interface ValueScale {
  min: number;
  max: number;
  interval: number;
}

/** Round ends and steps around the data; limits belong into the picture while they do not flatten the curve. */
export function valueAxis(pane: FigurePane): ValueScale {
  let [low, high] = dataExtent(pane);
  if (low > high) return { min: 0, max: 1, interval: 0.5 };
  const span = high - low || Math.abs(high) * 0.1 || 1;
  // A quiet curve has a tiny span; a limit within a quarter of its level still tells how far away trouble is.
  const reach = Math.max(2 * span, 0.25 * Math.max(Math.abs(low), Math.abs(high)));
  const [least, most] = [low - reach, high + reach];
  for (const { value } of pane.limits) {
    if (value > least && value < most) [low, high] = [Math.min(low, value), Math.max(high, value)];
  }
  const margin = 0.04 * (high - low || span);
  const interval = roundStep((high - low + 2 * margin) / 4);
  // What is never negative starts at zero, not at a negative step.
  const bottom = low >= 0 ? Math.max(0, low - margin) : low - margin;
  return {
    min: onStep(Math.floor(bottom / interval), interval),
    max: onStep(Math.ceil((high + margin) / interval), interval),
    interval,
  };
}

/** The next of 1, 2, 2.5, 5 · 10^n. */
function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 2.5, 5, 10].find((step) => step * power >= rough * 0.999) ?? 10;
  return Number((factor * power).toPrecision(12));
}

function onStep(steps: number, interval: number): number {
  return Number((steps * interval).toPrecision(12));
}

function dataExtent(pane: FigurePane): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const series of pane.series) {
    for (const values of [series.min, series.max]) {
      for (const value of values) {
        if (value === null) continue;
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
  }
  return [low, high];
}
