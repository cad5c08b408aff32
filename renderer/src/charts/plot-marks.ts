import type uPlot from 'uplot';
import { clipped } from './clipped.ts';
import { cssColor } from './css-color.ts';
import type { Column } from './series-columns.ts';
import type { TimeRange } from './time-range.ts';

export interface LimitLine {
  value: number;
  kind: 'warning' | 'alarm';
  side: 'low' | 'high';
  /** Which value axis the limit belongs to. */
  unit: string;
  label: string;
}

/** A remark on a stretch of time, or on one instant when both ends are equal; s since the start. */
export interface PlotNote extends TimeRange {
  readonly id: string;
  readonly text: string;
}

export interface PlotMarks {
  limits: readonly LimitLine[];
  /** Evidence in s since the start. */
  evidence: TimeRange | null;
  notes: readonly PlotNote[];
  originS: number;
}

/** Evidence behind the curve. */
export function drawEvidence(plot: uPlot, { evidence, originS }: PlotMarks): void {
  if (!evidence) return;
  const { ctx, bbox } = plot;
  const left = plot.valToPos(originS + evidence.from, 'x', true);
  const right = plot.valToPos(originS + evidence.to, 'x', true);
  clipped(plot, () => {
    ctx.fillStyle = cssColor('--plot-evidence');
    ctx.fillRect(left, bbox.top, Math.max(right - left, 2), bbox.height);
    ctx.fillStyle = cssColor('--plot-line');
    for (const edge of [left, right]) ctx.fillRect(edge - 0.5, bbox.top, 1, bbox.height);
  });
}

/** Remarks: a faint stretch with edges, or one line; their words stand in the lane above the panes. */
export function drawNotes(plot: uPlot, { notes, originS }: PlotMarks): void {
  const { ctx, bbox } = plot;
  const ratio = window.devicePixelRatio;
  clipped(plot, () => {
    for (const note of notes) {
      const left = plot.valToPos(originS + note.from, 'x', true);
      const right = plot.valToPos(originS + note.to, 'x', true);
      ctx.fillStyle = cssColor('--plot-note-area');
      ctx.fillRect(left, bbox.top, right - left, bbox.height);
      ctx.strokeStyle = cssColor('--plot-note');
      ctx.lineWidth = ratio;
      ctx.setLineDash([2 * ratio, 2 * ratio]);
      ctx.beginPath();
      for (const edge of note.to > note.from ? [left, right] : [left]) {
        ctx.moveTo(edge, bbox.top);
        ctx.lineTo(edge, bbox.top + bbox.height);
      }
      ctx.stroke();
    }
  });
}

/** Limits as lines with a word, and a faint band over what lies beyond. Shape and word carry the meaning, colour only supports. */
export function drawLimits(plot: uPlot, { limits }: PlotMarks): void {
  const { ctx, bbox } = plot;
  const ratio = window.devicePixelRatio;
  clipped(plot, () => {
    for (const limit of limits) {
      if (!plot.scales[limit.unit]) continue;
      const y = plot.valToPos(limit.value, limit.unit, true);
      if (y < bbox.top || y > bbox.top + bbox.height) continue;
      const color = cssColor(limit.kind === 'alarm' ? '--state-alarm' : '--state-attention');
      ctx.globalAlpha = 0.05;
      ctx.fillStyle = color;
      if (limit.side === 'high') ctx.fillRect(bbox.left, bbox.top, bbox.width, y - bbox.top);
      else ctx.fillRect(bbox.left, y, bbox.width, bbox.top + bbox.height - y);
      ctx.globalAlpha = 1;
      ctx.strokeStyle = color;
      ctx.lineWidth = ratio;
      ctx.setLineDash(limit.kind === 'alarm' ? [] : [6 * ratio, 4 * ratio]);
      ctx.beginPath();
      ctx.moveTo(bbox.left, y);
      ctx.lineTo(bbox.left + bbox.width, y);
      ctx.stroke();
      ctx.fillStyle = color;
      ctx.font = `${11 * ratio}px system-ui, sans-serif`;
      ctx.textAlign = 'right';
      // Warnings are named on the normal side of their line, alarms beyond theirs: two lines close together stay readable.
      const isAbove = (limit.side === 'high') === (limit.kind === 'alarm');
      ctx.textBaseline = isAbove ? 'bottom' : 'top';
      const place = [bbox.left + bbox.width - 4 * ratio, y + (isAbove ? -2 : 2) * ratio] as const;
      // A ground of its own keeps the words readable where they lie on the curve.
      const [wide, high] = [ctx.measureText(limit.label).width, 12 * ratio];
      ctx.globalAlpha = 0.85;
      ctx.fillStyle = cssColor('--surface-raised');
      ctx.fillRect(place[0] - wide - 2 * ratio, isAbove ? place[1] - high : place[1], wide + 4 * ratio, high);
      ctx.globalAlpha = 1;
      ctx.fillStyle = color;
      ctx.fillText(limit.label, ...place);
    }
  });
}

/** Stretches without valid data of a curve that is alone in its pane, in a flat grey: a gap must not look like a flat line. */
export function drawGaps(plot: uPlot): void {
  const [time, , , mean] = plot.data as unknown as [Column<number>, unknown, unknown, Column<number | null>];
  // A column of plain numbers has no gap.
  if (plot.data.length !== 4 || mean instanceof Float64Array) return;
  const { ctx, bbox } = plot;
  clipped(plot, () => {
    ctx.fillStyle = cssColor('--plot-gap');
    let start = -1;
    for (let i = 0; i <= time.length; i++) {
      const isMissing = i < time.length && mean[i] === null;
      if (isMissing && start < 0) start = i;
      if (isMissing || start < 0) continue;
      const left = plot.valToPos(time[Math.max(0, start - 1)] ?? 0, 'x', true);
      const right = plot.valToPos(time[Math.min(i, time.length - 1)] ?? 0, 'x', true);
      if (right > left) ctx.fillRect(left, bbox.top, right - left, bbox.height);
      start = -1;
    }
  });
}
