import type uPlot from 'uplot';
import { cssColor } from './css-color.ts';

/** Points of one channel over another in the order of time. */
export interface XyPoints {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** Steps of the time scale: enough to tell early from late, few enough for one path each. */
export const timeSteps = 12;

/** How far along in time a point stands, as a step of the scale. */
export function timeStep(index: number, count: number): number {
  return Math.min(timeSteps - 1, Math.floor((index / Math.max(count, 1)) * timeSteps));
}

/** From early (faint) to late (strong): one hue, so that it reads without colour, too. */
export function stepOpacity(step: number): number {
  return 0.25 + (0.75 * step) / (timeSteps - 1);
}

/** Draws the points along time: each step of time stronger than the one before, with arrows in the direction of time. */
export function drawXy(plot: uPlot, { x, y }: XyPoints, isLine: boolean): void {
  const { ctx } = plot;
  const ratio = window.devicePixelRatio;
  const at = (i: number): [number, number] => [plot.valToPos(x[i] ?? 0, 'x', true), plot.valToPos(y[i] ?? 0, 'y', true)];
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = cssColor('--plot-line');
  ctx.lineWidth = 1.25 * ratio;
  ctx.lineJoin = 'round';
  for (let step = 0; step < timeSteps; step++) {
    const [from, to] = [Math.ceil((step * x.length) / timeSteps), Math.ceil(((step + 1) * x.length) / timeSteps)];
    ctx.globalAlpha = stepOpacity(step);
    if (isLine) strokeRun(ctx, at, { from: Math.max(0, from - 1), to });
    else for (let i = from; i < to; i++) ctx.fillRect(at(i)[0] - ratio, at(i)[1] - ratio, 2.5 * ratio, 2.5 * ratio);
    if (isLine && to - from > 1) arrow(ctx, at(Math.floor((from + to) / 2) - 1), at(Math.floor((from + to) / 2)));
  }
  ctx.restore();
}

type Place = (i: number) => [number, number];

function strokeRun(ctx: CanvasRenderingContext2D, at: Place, { from, to }: { from: number; to: number }): void {
  ctx.beginPath();
  for (let i = from; i < to; i++) ctx.lineTo(...at(i));
  ctx.stroke();
}

/** A small arrow head at `to`, pointing away from `from`; none where both are the same point. */
function arrow(ctx: CanvasRenderingContext2D, from: [number, number], to: [number, number]): void {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  if (Math.hypot(dx, dy) < 0.5) return;
  const angle = Math.atan2(dy, dx);
  const size = 8 * window.devicePixelRatio;
  ctx.beginPath();
  ctx.moveTo(...to);
  for (const side of [-1, 1]) ctx.lineTo(to[0] - size * Math.cos(angle + side * 0.45), to[1] - size * Math.sin(angle + side * 0.45));
  ctx.closePath();
  ctx.fill();
}
