import { useCallback, useRef } from 'react';
import type uPlot from 'uplot';
import { paperColor } from '../platform/theme.ts';
import { useFormat } from '../platform/use-format.ts';
import { bottomAxis, leftAxis } from './chart-axis.ts';
import { cssColor } from './css-color.ts';
import type { CurveStyle } from './curve-style.ts';
import type { FigureCurve, FigurePane } from './figures/figure-svg.ts';
import { axisOf } from './figures/pane-figure.ts';
import { useChart } from './use-chart.ts';

export interface LineCurve {
  readonly name: string;
  readonly style: CurveStyle;
  /** In CSS pixels; thin lines step back behind a thick one. */
  readonly lineWidth: number;
}

interface LineChartProps {
  /** One per column of the data after the first; keep the same array as long as they are the same. */
  curves: readonly LineCurve[];
  /** x, then the columns of the curves. */
  data: readonly (readonly (number | null | undefined)[])[];
  /** Curves (counted from 1) between which an area is filled. */
  band?: readonly [number, number] | undefined;
  xLabel: string;
  yLabel: string;
  isLog?: boolean;
  /** Drawn over the curves. */
  onDraw?: ((plot: uPlot) => void) | undefined;
  width: number;
  height: number;
  label: string;
}

/** Curves over an axis that is not the time of the recording. Drag zooms, double click shows everything. */
export function LineChart({ curves, data, band, xLabel, yLabel, isLog = false, onDraw, width, height, label }: LineChartProps) {
  const format = useFormat();
  const readout = useRef<HTMLOutputElement>(null);
  const options = useCallback(
    (size: { width: number; height: number }): uPlot.Options => ({
      ...size,
      padding: [12, 24, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: true, y: false }, points: { size: 6 } },
      scales: { x: { time: false }, y: isLog ? { distr: 3, log: 10 } : {} },
      axes: [bottomAxis({ label: xLabel, tick: format.number }), leftAxis({ label: yLabel, tick: format.number })],
      series: [{}, ...curves.map(lineSeries)],
      ...(band && { bands: [{ series: [band[0], band[1]] as [number, number], fill: cssColor('--plot-band') }] }),
      hooks: {
        setCursor: [(plot) => readout.current?.replaceChildren(readoutText(plot, { curves, number: format.number, xLabel }))],
        draw: onDraw ? [onDraw] : [],
      },
    }),
    [curves, band, xLabel, yLabel, isLog, onDraw, format],
  );
  const toFigure = useCallback(
    (plot: uPlot): FigurePane => ({
      x: { ...axisOf(plot, 'x', xLabel), isClock: false, ticks: (values) => values.map(format.number) },
      axes: [axisOf(plot, 'y', yLabel)],
      curves: figureCurves(curves, data, band),
      lines: [],
    }),
    [curves, data, band, xLabel, yLabel, format],
  );
  const frame = useChart({ options, data, width, height, toFigure });
  return (
    <figure aria-label={label} style={{ margin: 0 }}>
      <output
        ref={readout}
        className="tabular"
        aria-hidden
        style={{ display: 'block', minHeight: 20, fontSize: 'var(--mantine-font-size-xs)' }}
      />
      <div ref={frame} />
    </figure>
  );
}

/** The edges of the band have no line of their own: they become the area behind the last curve. */
function figureCurves(curves: readonly LineCurve[], data: LineChartProps['data'], band: LineChartProps['band']): FigureCurve[] {
  const x = (data[0] ?? []) as number[];
  return curves.flatMap(({ name, style, lineWidth }, i) => {
    if (lineWidth === 0) return [];
    const area = band && i === curves.length - 1 ? { high: data[band[0]] ?? [], low: data[band[1]] ?? [] } : {};
    return [{ ...{ name, color: paperColor(style.color), dash: style.dash, width: lineWidth, axis: 0, x, y: data[i + 1] ?? [] }, ...area }];
  });
}

function lineSeries({ style, lineWidth }: LineCurve): uPlot.Series {
  return { stroke: cssColor(style.color), width: lineWidth, dash: [...style.dash], points: { show: false } };
}

interface ReadoutOptions {
  curves: readonly LineCurve[];
  number(value: number | null | undefined): string;
  xLabel: string;
}

const mostNames = 6;

function readoutText(plot: uPlot, { curves, number, xLabel }: ReadoutOptions): string {
  const { idx } = plot.cursor;
  if (typeof idx !== 'number') return '';
  const values = curves.slice(0, mostNames).map(({ name }, i) => `${name} ${number(plot.data[i + 1]?.[idx])}`);
  return [`${xLabel} ${number(plot.data[0][idx])}`, ...values].join(' · ');
}
