import { CustomChart, LineChart } from 'echarts/charts';
import { GridComponent, MarkAreaComponent, MarkLineComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Figure, FigureLimit, FigurePane, FigureSeries } from '../report-document.schema.ts';
import { figureColours as colours, figureFont, lineStyles } from './figure.style.ts';

use([LineChart, CustomChart, GridComponent, MarkLineComponent, MarkAreaComponent, SVGRenderer]);

const width = 680;
const paneHeight = 150;
const [paneGap, top, bottom, left, right] = [30, 24, 46, 62, 16] as const;

/** A figure as SVG: axes with unit, limit lines with label, marked ranges. The same figure gives the same bytes. */
export function figureSvg(figure: Figure): string {
  const height = figureHeight(figure);
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: figureFont, fontSize: 12, color: colours.text },
      grid: figure.panes.map((_, index) => ({ left, right, top: paneTop(figure, index), height: heightOfPane(figure) })),
      xAxis: figure.panes.map((_, index) => xAxis(figure, index)),
      yAxis: figure.panes.map((pane, index) => yAxis(pane, index)),
      series: figure.panes.flatMap((pane, index) => paneSeries(figure, pane, index)),
    });
    return withStableIds(chart.renderToSVGString());
  } finally {
    chart.dispose();
  }
}

/** Height in px at 680 px width. */
export function figureHeight(figure: Figure): number {
  return paneTop(figure, figure.panes.length) - paneGap + bottom;
}

function heightOfPane(figure: Figure): number {
  return figure.panes.length === 1 ? 190 : paneHeight;
}

function paneTop(figure: Figure, index: number): number {
  return top + index * (heightOfPane(figure) + paneGap);
}

function xAxis(figure: Figure, index: number) {
  const isLast = index === figure.panes.length - 1;
  return {
    gridIndex: index,
    type: 'value',
    min: figure.from,
    max: figure.to > figure.from ? figure.to : figure.from + 1,
    name: isLast ? figure.axis : '',
    nameLocation: 'middle',
    nameGap: 26,
    nameTextStyle: { color: colours.text, fontSize: 12 },
    axisLabel: { show: isLast, color: colours.text, hideOverlap: true, formatter: tickText, showMaxLabel: null },
    axisLine: { onZero: false, lineStyle: { color: colours.axis } },
    axisTick: { show: isLast, lineStyle: { color: colours.axis } },
    splitLine: { show: false },
  };
}

function yAxis(pane: FigurePane, index: number) {
  return {
    gridIndex: index,
    type: 'value',
    scale: true,
    ...extentWithLimits(pane),
    name: pane.axis,
    nameLocation: 'end',
    nameGap: 8,
    nameTextStyle: { color: colours.text, fontSize: 12, align: 'left', padding: [0, 0, 0, -left + 8] },
    splitNumber: 4,
    axisLabel: { color: colours.text, formatter: tickText },
    axisLine: { show: true, lineStyle: { color: colours.axis } },
    axisTick: { show: true, lineStyle: { color: colours.axis } },
    splitLine: { lineStyle: { color: colours.grid } },
  };
}

/** Ticks as they stand in the text: no exponent for what fits, a real minus sign. */
function tickText(value: number): string {
  return String(Number(value.toPrecision(10))).replace('-', '−');
}

/** Limits belong into the picture only while they do not flatten the curve. */
function extentWithLimits(pane: FigurePane): { min?: number; max?: number } {
  let [low, high] = dataExtent(pane);
  if (low > high) return {};
  const span = high - low || Math.abs(high) || 1;
  for (const { value } of pane.limits) {
    if (value > low - 2 * span && value < high + 2 * span) [low, high] = [Math.min(low, value), Math.max(high, value)];
  }
  const margin = 0.06 * (high - low || span);
  const step = 10 ** Math.floor(Math.log10(margin || 1));
  return { min: roundTo(Math.floor((low - margin) / step) * step), max: roundTo(Math.ceil((high + margin) / step) * step) };
}

function roundTo(value: number): number {
  return Number(value.toPrecision(12));
}

function dataExtent(pane: FigurePane): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const series of pane.series) {
    for (const value of [...series.min, ...series.max]) {
      if (value === null) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return [low, high];
}

function paneSeries(figure: Figure, pane: FigurePane, index: number): object[] {
  const axes = { xAxisIndex: index, yAxisIndex: index, silent: true };
  const lines = pane.series.flatMap((series, position) => [bandSeries(series, position, axes), meanSeries(series, position, axes)]);
  const outside = pane.limits.length === 0 ? [] : pane.series.map((series) => outsideSeries(series, pane.limits, axes));
  return [...lines, ...outside, { ...axes, type: 'line', data: [], markArea: markAreas(figure, index), markLine: limitLines(pane) }];
}

/** Lowest to highest per bucket as one polygon per unbroken stretch: gaps stay gaps. */
function bandSeries(series: FigureSeries, position: number, axes: object): object {
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
      return {
        type: 'polygon',
        shape: { points: [...upper, ...lower] },
        style: { fill: lineStyles[position % lineStyles.length]?.band, stroke: 'none' },
      };
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

function meanSeries(series: FigureSeries, position: number, axes: object): object {
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
    // Direct labels instead of a legend: the last name stands at its line, others above it.
    endLabel: { show: false },
  };
}

/** The part of a curve beyond a limit, drawn over it: thicker and in the limit's colour. */
function outsideSeries(series: FigureSeries, limits: readonly FigureLimit[], axes: object): object {
  const beyond = (value: number | null | undefined) => {
    if (value === null || value === undefined) return undefined;
    const crossed = limits.filter((limit) => (limit.side === 'above' ? value > limit.value : value < limit.value));
    return crossed.find((limit) => limit.level === 'alarm') ?? crossed[0];
  };
  const worst = series.mean.some((value) => beyond(value)?.level === 'alarm') ? 'alarm' : 'attention';
  const data = series.at.map((at, index) => [at, beyond(series.mean[index]) === undefined ? null : (series.mean[index] ?? null)]);
  return {
    ...axes,
    type: 'line',
    data,
    showSymbol: false,
    lineStyle: { color: colours[worst], width: 2.2 },
    itemStyle: { color: colours[worst] },
  };
}

function markAreas(figure: Figure, pane: number): object {
  const data = figure.marks.map((mark, index) => {
    const isFirst = pane === 0 && figure.marks.findIndex((other) => other.label === mark.label) === index;
    return [{ xAxis: mark.from, name: isFirst ? mark.label : '' }, { xAxis: mark.to }];
  });
  return {
    silent: true,
    itemStyle: { color: colours.mark, borderColor: colours.markEdge, borderWidth: 0.5, borderType: 'dashed' },
    label: { color: colours.text, fontSize: 11, position: 'insideTop' },
    data,
  };
}

function limitLines(pane: FigurePane): object {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = extentWithLimits(pane);
  const shown = pane.limits.filter((limit) => limit.value >= min && limit.value <= max);
  return {
    silent: true,
    symbol: 'none',
    data: shown.map((limit) => ({
      yAxis: limit.value,
      lineStyle: { color: colours[limit.level], width: 1, type: limit.level === 'alarm' ? 'solid' : 'dashed' },
      label: {
        formatter: limit.label,
        position: limit.side === 'above' ? 'insideEndTop' : 'insideEndBottom',
        color: colours[limit.level],
        fontSize: 11,
      },
    })),
  };
}

/** ECharts numbers its ids through the life of the process; numbered from 0 per figure the bytes depend on the figure alone. */
function withStableIds(svg: string): string {
  const names = new Map<string, string>();
  return svg
    .replace(/zr\d+-[a-z]+-?\d*/g, (id) => {
      const name = names.get(id) ?? `s${names.size}`;
      names.set(id, name);
      return name;
    })
    .replace(/ class="[^"]*"/g, '')
    .replace(/ ecmeta_[a-z_]+="[^"]*"/g, '')
    .replace(/<style[^>]*>[\s\S]*?<\/style>/g, '');
}
