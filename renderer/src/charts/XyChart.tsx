import { useCallback, useMemo } from 'react';
import type uPlot from 'uplot';
import { paperColor } from '../platform/theme.ts';
import { useFormat } from '../platform/use-format.ts';
import { bottomAxis, leftAxis } from './chart-axis.ts';
import type { FigurePane } from './figures/figure-svg.ts';
import { axisOf } from './figures/pane-figure.ts';
import { useChart } from './use-chart.ts';
import { drawXy, type XyPoints } from './xy-paths.ts';

interface XyChartProps {
  points: XyPoints;
  xLabel: string;
  yLabel: string;
  isLine: boolean;
  width: number;
  height: number;
  label: string;
}

/** One channel over another; time is told by strength and by arrows. */
export function XyChart({ points, xLabel, yLabel, isLine, width, height, label }: XyChartProps) {
  const format = useFormat();
  const options = useCallback(
    (size: { width: number; height: number }): uPlot.Options => ({
      ...size,
      mode: 2,
      padding: [12, 24, 0, 0],
      legend: { show: false },
      cursor: { drag: { x: true, y: true, setScale: true, uni: 20 }, points: { show: false } },
      scales: { x: { time: false, range: withAir }, y: { range: withAir } },
      axes: [bottomAxis({ label: xLabel, tick: format.number }), leftAxis({ label: yLabel, tick: format.number })],
      series: [
        {},
        {
          facets: [
            { scale: 'x', auto: true },
            { scale: 'y', auto: true },
          ],
          paths: (plot) => {
            drawXy(plot, points, isLine);
            return null;
          },
        },
      ],
    }),
    [points, xLabel, yLabel, isLine, format],
  );
  const data = useMemo(() => [null, [points.x, points.y]], [points]);
  const toFigure = useCallback(
    (plot: uPlot): FigurePane => ({
      x: { ...axisOf(plot, 'x', xLabel), isClock: false, ticks: (values) => values.map(format.number) },
      axes: [axisOf(plot, 'y', yLabel)],
      curves: [{ name: label, color: paperColor('--plot-line'), dash: [], width: 1, axis: 0, x: points.x, y: points.y }],
      lines: [],
    }),
    [points, xLabel, yLabel, label, format],
  );
  const frame = useChart({ options, data, width, height, toFigure });
  return <figure ref={frame} aria-label={label} style={{ margin: 0 }} />;
}

/** Some air around the points, and a width for a constant. */
function withAir(_plot: uPlot, min: number, max: number): uPlot.Range.MinMax {
  const air = (max - min || Math.abs(max) || 1) * 0.05;
  return [min - air, max + air];
}
