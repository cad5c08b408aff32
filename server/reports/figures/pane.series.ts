import type { FigureLimit, FigureSeries } from '../report-document.schema.ts';
import { figureColours as colours, lineStyles } from './figure.style.ts';

/** Lowest to highest per bucket as one polygon per unbroken stretch: gaps stay gaps. */
export function bandSeries(series: FigureSeries, position: number, axes: object): object {
  const stretches = unbroken(series);
  return {
    ...axes,
    type: 'custom',
    clip: true,
    data: stretches.map((_, index) => [index]),
    encode: { x: -1, y: -1 },
    renderItem: (params: { dataIndex: number }, api: { coord(point: number[]): number[] }) => {
      const stretch = stretches[params.dataIndex] ?? [];
      const upper = stretch.map((at) => api.coord([series.at[at] ?? 0, series.max[at] ?? 0]));
      const lower = stretch.toReversed().map((at) => api.coord([series.at[at] ?? 0, series.min[at] ?? 0]));
      const fill = lineStyles[position % lineStyles.length]?.band;
      return { type: 'polygon', shape: { points: [...upper, ...lower] }, style: { fill, stroke: 'none' } };
    },
  };
}

function unbroken(series: FigureSeries): number[][] {
  const stretches: number[][] = [];
  let open = false;
  series.at.forEach((_, index) => {
    const held = series.min[index] !== null && series.max[index] !== null;
    if (held && open) stretches.at(-1)?.push(index);
    else if (held) stretches.push([index]);
    open = held;
  });
  return stretches.filter((stretch) => stretch.length > 1 && stretch.some((at) => series.min[at] !== series.max[at]));
}

export function meanSeries(series: FigureSeries, position: number, axes: object): object {
  const style = lineStyles[position % lineStyles.length];
  return {
    ...axes,
    type: 'line',
    data: series.at.map((at, index) => [at, series.mean[index] ?? null]),
    showSymbol: series.at.length < 3,
    symbolSize: 4,
    connectNulls: false,
    itemStyle: { color: style?.line },
    lineStyle: { color: style?.line, width: 1.3, type: style?.dash ?? 'solid' },
  };
}

/** The parts of a curve beyond a limit, drawn over it: thicker and in the limit's colour. */
export function outsideSeries(series: FigureSeries, limits: readonly FigureLimit[], axes: object): object[] {
  const levels = series.mean.map((value) => levelOf(value, limits));
  return (['attention', 'alarm'] as const).flatMap((level) => {
    if (!levels.includes(level)) return [];
    // A single point beyond the limit would draw no line: the point before it belongs to the stroke.
    const isDrawn = (index: number) => levels[index] === level || levels[index + 1] === level;
    const data = series.at.map((at, index) => [at, isDrawn(index) ? (series.mean[index] ?? null) : null]);
    const style = { color: colours[level], width: level === 'alarm' ? 2.4 : 1.8 };
    return [{ ...axes, type: 'line', data, showSymbol: false, connectNulls: false, lineStyle: style, itemStyle: { color: style.color } }];
  });
}

function levelOf(value: number | null, limits: readonly FigureLimit[]): FigureLimit['level'] | undefined {
  if (value === null) return undefined;
  const crossed = limits.filter((limit) => (limit.side === 'above' ? value > limit.value : value < limit.value));
  return (crossed.find((limit) => limit.level === 'alarm') ?? crossed[0])?.level;
}

/** Limit lines without text: their labels stand beside the plot, where no curve runs. */
export function limitSeries(limits: readonly FigureLimit[], axes: object): object {
  const data = limits.map((limit) => ({
    yAxis: limit.value,
    lineStyle: { color: colours[limit.level], width: 1, type: limit.level === 'alarm' ? 'solid' : 'dashed' },
  }));
  return { ...axes, type: 'line', data: [], markLine: { silent: true, symbol: 'none', label: { show: false }, data } };
}
