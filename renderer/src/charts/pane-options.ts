import uPlot from 'uplot';
import type { TickWriter } from './clock-ticks.ts';
import { cssColor } from './css-color.ts';
import type { CurveStyle } from './curve-style.ts';
import { listenToPointer, type PointerOptions, pointerBindings, takeSelection } from './pane-pointer.ts';
import { axisFont, paneInset, unitsOf, valueAxes, valueScales } from './pane-scales.ts';
import { drawBands } from './plot-bands.ts';
import { drawEvidence, drawGaps, drawLimits, drawNotes, type PlotMarks } from './plot-marks.ts';

/** A curve of a pane; its data comes separately and often. */
export interface PaneCurve {
  readonly name: string;
  readonly unit: string;
  readonly style: CurveStyle;
}

export interface PaneOptions extends PointerOptions {
  curves: readonly PaneCurve[];
  width: number;
  height: number;
  marks(): PlotMarks;
  ticks: TickWriter;
  /** Set for an absolute clock: ticks fall on whole minutes and days of this zone. */
  timeZone: string | null;
  timeLabel: string | null;
  /** Room on the right for a second value axis, because this pane or another one has it. */
  hasRightAxis: boolean;
  valueTick(value: number): string;
  onCursor(plot: uPlot): void;
  /** The pane was painted: what lies over it may have to move. */
  onDraw(): void;
}

export function paneOptions(options: PaneOptions): uPlot.Options {
  const range = options.group.range();
  const { originS, marks, timeZone, hasRightAxis } = options;
  const units = unitsOf(options.curves);
  const bandColors = options.curves.map(({ style }) => `${cssColor(style.color)}47`);
  const base: uPlot.Options = {
    width: options.width,
    height: options.height,
    padding: [8, units.length > 1 ? 0 : paneInset(hasRightAxis).right, 0, 0],
    legend: { show: false },
    scales: {
      x: { time: timeZone !== null, auto: false, min: originS + range.from, max: originS + range.to },
      ...valueScales(units, marks),
    },
    axes: [timeAxis(options), ...valueAxes(units, options.valueTick)],
    series: [{}, ...options.curves.flatMap(curveSeries)],
    cursor: {
      // Panes share the time under the pointer, not the height: their values have different units.
      y: false,
      bind: pointerBindings(options),
      drag: { x: true, y: false, setScale: false, dist: 4 },
      points: { size: 6 },
      sync: { key: 'recording', setSeries: false, filters: { pub: (type) => type === 'mousemove' || type === 'mouseleave' } },
    },
    hooks: {
      ready: [(plot) => listenToPointer(plot, options)],
      setSelect: [(plot) => takeSelection(plot, options)],
      setCursor: [options.onCursor],
      drawClear: [(plot) => drawGaps(plot), (plot) => drawEvidence(plot, marks()), (plot) => drawNotes(plot, marks())],
      drawAxes: [(plot) => drawBands(plot, bandColors)],
      draw: [(plot) => drawLimits(plot, marks()), refreshCursor, options.onDraw],
    },
  };
  return timeZone === null
    ? base
    : { ...base, tzDate: (time) => uPlot.tzDate(new Date(time * 1000), timeZone === 'UTC' ? 'Etc/UTC' : timeZone) };
}

/** Reads the value under the cursor anew: the pointer stood still, but other data came under it. */
function refreshCursor(pane: uPlot): void {
  const { left = -1, top = -1 } = pane.cursor;
  if (left >= 0) pane.setCursor({ left, top });
}

/**
 * The edges of the band (drawn by plot-bands.ts), which only the value axis needs, then the line through the means. One pixel wide: without
 * a graphics card a wider line takes ten times as long.
 */
function curveSeries({ style, unit }: PaneCurve): uPlot.Series[] {
  const line = cssColor(style.color);
  const edge: uPlot.Series = { scale: unit, width: 0, points: { show: false }, paths: () => null };
  return [edge, edge, { scale: unit, stroke: line, width: 1, dash: [...style.dash], points: { size: 5, fill: line } }];
}

function timeAxis({ ticks, timeLabel }: PaneOptions): uPlot.Axis {
  const axis: uPlot.Axis = {
    stroke: cssColor('--plot-text'),
    font: axisFont,
    labelFont: axisFont,
    grid: { stroke: cssColor('--plot-grid'), width: 1 },
    ticks: { stroke: cssColor('--plot-grid'), width: 1, size: 4 },
    space: 84,
    values: (_plot, splits, _axis, _space, step) => (timeLabel === null ? splits.map(() => '') : ticks(splits, step)),
    size: timeLabel === null ? 10 : 38,
  };
  return timeLabel === null ? axis : { ...axis, label: timeLabel, labelSize: 18 };
}
