import type uPlot from 'uplot';
import { paperColor } from '../../platform/theme.ts';
import type { TickWriter } from '../clock-ticks.ts';
import type { PaneCurve } from '../pane-options.ts';
import { unitsOf } from '../pane-scales.ts';
import type { PlotMarks } from '../plot-marks.ts';
import type { FigureAxis, FigurePane } from './figure-svg.ts';

interface PaneFigureOptions {
  curves: readonly PaneCurve[];
  marks: PlotMarks;
  ticks: TickWriter;
  timeLabel: string;
  isClock: boolean;
}

/** A pane over time as it is visible now. */
export function paneFigure(plot: uPlot, { curves, marks, ticks, timeLabel, isClock }: PaneFigureOptions): FigurePane {
  const units = unitsOf(curves);
  const [time = [], ...columns] = plot.data.map((column) => [...column]) as [number[], ...(number | null | undefined)[][]];
  return {
    x: { ...axisOf(plot, 'x', timeLabel), isClock, ticks },
    axes: units.map((unit) => axisOf(plot, unit, unit)),
    curves: curves.map(({ name, unit, style }, i) => ({
      ...{ name: `${name} [${unit}]`, color: paperColor(style.color), dash: style.dash, width: 1.25, axis: units.indexOf(unit), x: time },
      ...{ high: columns[3 * i] ?? [], low: columns[3 * i + 1] ?? [], y: columns[3 * i + 2] ?? [] },
    })),
    lines: marks.limits
      .filter(({ unit }) => units.includes(unit))
      .map(({ unit, value, label, kind }) => ({ axis: units.indexOf(unit), value, label, isAlarm: kind === 'alarm' })),
  };
}

export function axisOf(plot: uPlot, key: string, label: string): FigureAxis {
  const { min, max, distr } = plot.scales[key] ?? {};
  return { label, min: min ?? 0, max: max ?? 1, isLog: distr === 3 };
}
