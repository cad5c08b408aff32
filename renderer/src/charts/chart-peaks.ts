import type uPlot from 'uplot';
import { cssColor } from './css-color.ts';

/** More labels than this would cover the curve; labels closer than this would cover each other. */
const most = 6;
const roomPx = 44;

/** Marks peaks by a small triangle and the number on the x axis. */
export function drawPeaks(plot: uPlot, peaks: readonly { x: number; y: number }[], text: (value: number) => string): void {
  const { ctx, bbox } = plot;
  const ratio = window.devicePixelRatio;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top - 10 * ratio, bbox.width, bbox.height + 10 * ratio);
  ctx.clip();
  ctx.fillStyle = cssColor('--plot-text');
  ctx.strokeStyle = cssColor('--surface-raised');
  ctx.lineWidth = 3 * ratio;
  ctx.font = `${11 * ratio}px system-ui, sans-serif`;
  ctx.textBaseline = 'bottom';
  const labels: number[] = [];
  for (const { x, y } of [...peaks].sort((a, b) => b.y - a.y).slice(0, most)) {
    const [left, top] = [plot.valToPos(x, 'x', true), plot.valToPos(y, 'y', true)];
    if (!Number.isFinite(left) || !Number.isFinite(top)) continue;
    const tip = Math.max(top - 2 * ratio, bbox.top + 14 * ratio);
    ctx.beginPath();
    ctx.moveTo(left, tip);
    ctx.lineTo(left - 4 * ratio, tip - 6 * ratio);
    ctx.lineTo(left + 4 * ratio, tip - 6 * ratio);
    ctx.fill();
    if (labels.some((other) => Math.abs(other - left) < roomPx * ratio)) continue;
    labels.push(left);
    ctx.textAlign = left - bbox.left < (roomPx / 2) * ratio ? 'left' : 'center';
    ctx.strokeText(text(x), left, tip - 6 * ratio);
    ctx.fillText(text(x), left, tip - 6 * ratio);
  }
  ctx.restore();
}
