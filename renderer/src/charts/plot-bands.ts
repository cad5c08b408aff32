import type uPlot from 'uplot';
import { clipped } from './clipped.ts';
import type { PlotValue } from './plot-data.ts';
import type { Column } from './series-columns.ts';

/** Fewer points than this per pixel are joined by slanted edges; more stand beside each other as upright bars. */
const fewPerPixel = 0.4;

/**
 * The area between the extremes of each curve, under the lines. Drawn by hand: filling one shape with thousands of corners takes a browser
 * without a graphics card several times as long as the bars, and a pane that is moved is drawn in every frame.
 */
export function drawBands(plot: uPlot, colors: readonly string[]): void {
  const [first = 0, last = -1] = plot.series[0]?.idxs ?? [];
  if (last < first) return;
  const isDense = last - first > plot.bbox.width * fewPerPixel;
  clipped(plot, () => {
    for (const [curve, color] of colors.entries()) {
      plot.ctx.fillStyle = color;
      const band = bandOf(plot, 3 * curve + 1, { first, last });
      if (isDense) fillBars(plot.ctx, band);
      else fillShapes(plot.ctx, band);
    }
  });
}

/** Stretch of points to draw, with the places on the canvas of their time and of both edges; `high` is undefined where there is no edge. */
interface Band {
  first: number;
  last: number;
  high: Column<PlotValue>;
  low: Column<PlotValue>;
  x(point: number): number;
  y(value: number): number;
}

function bandOf(plot: uPlot, upper: number, { first, last }: { first: number; last: number }): Band {
  const time = plot.data[0];
  const toX = toPixels(plot, 'x');
  return {
    ...{ first, last },
    high: plot.data[upper] as Column<PlotValue>,
    low: plot.data[upper + 1] as Column<PlotValue>,
    x: (point) => toX(time[point] ?? 0),
    y: toPixels(plot, plot.series[upper]?.scale ?? 'y'),
  };
}

/** One bar per column of pixels that a point begins in, up to where the next one begins. */
function fillBars(ctx: CanvasRenderingContext2D, { first, last, high, low, x, y }: Band): void {
  let left = Math.round(x(first));
  let [top, bottom] = [Number.NaN, Number.NaN];
  for (let i = first; i <= last; i++) {
    const [above, below] = [high[i], low[i]];
    if (above != null && below != null) {
      const [yAbove, yBelow] = [y(above), y(below)];
      if (!(top <= yAbove)) top = yAbove;
      if (!(bottom >= yBelow)) bottom = yBelow;
    }
    const right = Math.round(x(Math.min(i + 1, last)));
    // A time that only another curve has: the bar goes on.
    if ((right === left && i < last) || (above === undefined && i < last)) continue;
    if (bottom > top) ctx.fillRect(left, top, Math.max(right - left, 1), bottom - top);
    left = right;
    top = bottom = Number.NaN;
  }
}

/** One shape per stretch without gaps. */
function fillShapes(ctx: CanvasRenderingContext2D, { first, last, high, low, x, y }: Band): void {
  let points: number[] = [];
  const fill = () => {
    ctx.beginPath();
    for (const i of points) ctx.lineTo(x(i), y(high[i] as number));
    for (const i of points.reverse()) ctx.lineTo(x(i), y(low[i] as number));
    ctx.fill();
    points = [];
  };
  for (let i = first; i <= last; i++) {
    if (high[i] === null) fill();
    else if (high[i] !== undefined) points.push(i);
  }
  fill();
}

/** What `valToPos` does for a linear scale, with everything that stays the same taken out of the loop. */
function toPixels(plot: uPlot, scale: string): (value: number) => number {
  const { min, max } = plot.scales[scale] ?? {};
  const [low, high] = [min ?? 0, max ?? 1];
  const from = plot.valToPos(low, scale, true);
  const perUnit = (plot.valToPos(high, scale, true) - from) / (high - low || 1);
  return (value) => from + (value - low) * perUnit;
}
