import type uPlot from 'uplot';
import { cssColor } from './css-color.ts';
import type { PlotMarks } from './plot-marks.ts';
import { valueRange } from './value-range.ts';

export const axisFont = '11px system-ui, sans-serif';
/** Equal for all panes, so that their time axes stand exactly above each other. */
const valueAxisWidth = 68;

/** What a pane leaves free on both sides of its curves, in CSS pixels. */
export function paneInset(hasRightAxis: boolean): { left: number; right: number } {
  return { left: valueAxisWidth, right: hasRightAxis ? valueAxisWidth : 34 };
}

/** The units of a pane's curves, each once, in their order: each has an axis of its own, of which the first two are drawn. */
export function unitsOf(curves: readonly { unit: string }[]): string[] {
  return [...new Set(curves.map(({ unit }) => unit))];
}

/** One scale per unit, named by the unit. */
export function valueScales(units: readonly string[], marks: () => PlotMarks): uPlot.Scales {
  return Object.fromEntries(
    units.map((unit) => [
      unit,
      {
        range: (_plot: uPlot, min: number | null, max: number | null) =>
          valueRange(
            min,
            max,
            marks().limits.filter((limit) => limit.unit === unit),
          ),
      } as uPlot.Scale,
    ]),
  );
}

/** The axis of the first unit on the left, of the second on the right; more would leave no room for the curves. */
export function valueAxes(units: readonly string[], valueTick: (value: number) => string): uPlot.Axis[] {
  return units.slice(0, 2).map((unit, i) => ({
    scale: unit,
    side: i === 0 ? 3 : 1,
    stroke: cssColor('--plot-text'),
    font: axisFont,
    label: unit || ' ',
    labelFont: axisFont,
    labelSize: 18,
    size: valueAxisWidth - 18,
    grid: { show: i === 0, stroke: cssColor('--plot-grid'), width: 1 },
    ticks: { show: false },
    space: 28,
    values: (_plot, splits) => splits.map(valueTick),
  }));
}
