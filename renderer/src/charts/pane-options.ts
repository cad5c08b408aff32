import uPlot from 'uplot';
import type { TickWriter } from './clock-ticks.ts';
import { listenToWheel, type PointerOptions, pointerBindings, takeSelection } from './pane-pointer.ts';
import { cssColor, drawEvidence, drawGaps, drawLimits, type PlotMarks } from './plot-marks.ts';
import { valueRange } from './value-range.ts';

export interface PaneOptions extends PointerOptions {
  width: number;
  height: number;
  unit: string;
  marks: PlotMarks;
  ticks: TickWriter;
  /** Set for an absolute clock: ticks fall on whole minutes and days of this zone. */
  timeZone: string | null;
  timeLabel: string | null;
  valueTick(value: number): string;
  onCursor(plot: uPlot): void;
}

const axisFont = '11px system-ui, sans-serif';
/** Equal for all panes, so that their time axes stand exactly above each other. */
const valueAxisWidth = 68;

export function paneOptions(options: PaneOptions): uPlot.Options {
  const range = options.group.range();
  const { originS, marks, timeZone } = options;
  const base: uPlot.Options = {
    width: options.width,
    height: options.height,
    padding: [8, 12, 0, 0],
    legend: { show: false },
    scales: {
      x: { time: timeZone !== null, auto: false, min: originS + range.from, max: originS + range.to },
      y: { range: (_plot, min, max) => valueRange(min, max, marks) },
    },
    axes: [timeAxis(options), valueAxis(options)],
    series: seriesStyles(),
    bands: [{ series: [1, 2], fill: cssColor('--plot-band') }],
    cursor: {
      // Panes share the time under the pointer, not the height: their values have different units.
      y: false,
      bind: pointerBindings(options),
      drag: { x: true, y: false, setScale: false, dist: 4 },
      points: { size: 6 },
      sync: { key: 'recording', setSeries: false, filters: { pub: (type) => type === 'mousemove' || type === 'mouseleave' } },
    },
    hooks: {
      ready: [(plot) => listenToWheel(plot, options)],
      setSelect: [(plot) => takeSelection(plot, options)],
      setCursor: [options.onCursor],
      drawClear: [(plot) => drawGaps(plot), (plot) => drawEvidence(plot, marks)],
      draw: [(plot) => drawLimits(plot, marks), refreshCursor],
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

function seriesStyles(): uPlot.Series[] {
  const line = cssColor('--plot-line');
  const edge: uPlot.Series = { stroke: 'transparent', width: 0, points: { show: false } };
  return [{}, edge, edge, { stroke: line, width: 1.25, points: { size: 5, fill: line } }];
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

function valueAxis({ unit, valueTick }: PaneOptions): uPlot.Axis {
  return {
    stroke: cssColor('--plot-text'),
    font: axisFont,
    label: unit || ' ',
    labelFont: axisFont,
    labelSize: 18,
    size: valueAxisWidth - 18,
    grid: { stroke: cssColor('--plot-grid'), width: 1 },
    ticks: { show: false },
    space: 28,
    values: (_plot, splits) => splits.map(valueTick),
  };
}
