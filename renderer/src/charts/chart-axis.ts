import type uPlot from 'uplot';
import { cssColor } from './css-color.ts';
import { axisFont } from './pane-scales.ts';

interface ChartAxisOptions {
  label: string;
  tick(value: number): string;
}

/** The axis along the bottom. */
export function bottomAxis({ label, tick }: ChartAxisOptions): uPlot.Axis {
  return { ...common({ label, tick }), scale: 'x', side: 2, size: 30, space: 70 };
}

/** The axis on the left. */
export function leftAxis({ label, tick }: ChartAxisOptions): uPlot.Axis {
  return { ...common({ label, tick }), scale: 'y', side: 3, size: 54, space: 30 };
}

function common({ label, tick }: ChartAxisOptions): uPlot.Axis {
  return {
    label,
    labelSize: 18,
    stroke: cssColor('--plot-text'),
    font: axisFont,
    labelFont: axisFont,
    grid: { stroke: cssColor('--plot-grid'), width: 1 },
    ticks: { show: false },
    // On a logarithmic axis uPlot leaves out the label of most lines: they come as null.
    values: (_plot, splits) => splits.map((value) => (value === null ? '' : tick(value))),
  };
}
