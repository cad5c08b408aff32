import { CustomChart, LineChart } from 'echarts/charts';
import { GridComponent, MarkAreaComponent, MarkLineComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Figure, FigurePane } from '../report-document.schema.ts';
import { figureColours as colours, figureFont } from './figure.style.ts';
import { bandSeries, limitSeries, meanSeries, outsideSeries } from './pane.series.ts';
import { labelWidth, type Plot, sideLabels } from './side-label.series.ts';
import { valueAxis } from './value.axis.ts';

use([LineChart, CustomChart, GridComponent, MarkLineComponent, MarkAreaComponent, SVGRenderer]);

const width = 680;
const [paneGap, bottom, left] = [32, 44, 54] as const;

/** Several formats of a report draw the same figure: it is drawn once for as long as the figure lives. */
const drawn = new WeakMap<Figure, string>();

/** A figure as SVG: axes with unit, limit lines with label, marked ranges. The same figure gives the same bytes. */
export function figureSvg(figure: Figure): string {
  const before = drawn.get(figure);
  if (before !== undefined) return before;
  const svg = draw(figure);
  drawn.set(figure, svg);
  return svg;
}

/** Width and height of a drawn figure, in px. */
export function figureSize(svg: string): { width: number; height: number } {
  const [, wide, high] = /^<svg width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  return { width: Number(wide), height: Number(high) };
}

function draw(figure: Figure): string {
  const plots = plotsOf(figure);
  const last = plots.at(-1);
  const right = width - (last?.right ?? width);
  const height = (last?.top ?? 0) + (last?.height ?? 0) + bottom;
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: figureFont, fontSize: 12, color: colours.text },
      grid: plots.map((plot) => ({ left, right, top: plot.top, height: plot.height })),
      xAxis: figure.panes.map((_, index) => xAxis(figure, index)),
      yAxis: figure.panes.map((pane, index) => yAxis(pane, index, figure)),
      series: figure.panes.flatMap((pane, index) =>
        paneSeries(figure, pane, { index, plot: plots[index] ?? { top: 0, height: 0, right: 0 } }),
      ),
    });
    return withStableIds(chart.renderToSVGString(), `figure${figure.number}-`);
  } finally {
    chart.dispose();
  }
}

/** Where each pane stands, in px at 680 px width. */
function plotsOf(figure: Figure): Plot[] {
  const top = figure.marks.length > 0 ? 42 : 26;
  const height = figure.panes.length === 1 ? 190 : 140;
  const right = width - Math.max(16, ...figure.panes.map(labelWidth));
  return figure.panes.map((_, index) => ({ top: top + index * (height + paneGap), height, right }));
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
    axisLabel: { show: isLast, color: colours.text, hideOverlap: true, formatter: tickText(figure) },
    axisLine: { onZero: false, lineStyle: { color: colours.axis } },
    axisTick: { show: isLast, lineStyle: { color: colours.axis } },
    splitLine: { show: false },
  };
}

function yAxis(pane: FigurePane, index: number, figure: Figure) {
  return {
    gridIndex: index,
    type: 'value',
    ...valueAxis(pane),
    name: pane.axis,
    nameLocation: 'end',
    // Above the first pane stand the labels of the marked ranges.
    nameGap: index === 0 && figure.marks.length > 0 ? 26 : 10,
    nameTextStyle: { color: colours.text, fontSize: 12, align: 'left', padding: [0, 0, 0, -left + 8] },
    axisLabel: { color: colours.text, formatter: tickText(figure) },
    axisLine: { show: true, lineStyle: { color: colours.axis } },
    axisTick: { show: true, lineStyle: { color: colours.axis } },
    splitLine: { lineStyle: { color: colours.grid } },
  };
}

/** Ticks as they stand in the text: no exponent for what fits, a real minus sign. */
function tickText({ decimalMark = '.' }: Figure): (value: number) => string {
  return (value) => {
    const digits = Math.abs(value) < 1000 ? 4 : 7;
    return String(Number(value.toPrecision(digits)))
      .replace('-', '−')
      .replace('.', decimalMark);
  };
}

function paneSeries(figure: Figure, pane: FigurePane, place: { index: number; plot: Plot }): object[] {
  const axes = { xAxisIndex: place.index, yAxisIndex: place.index, silent: true };
  const scale = valueAxis(pane);
  const shown = pane.limits.filter((limit) => limit.value >= scale.min && limit.value <= scale.max);
  return [
    ...pane.series.flatMap((series, position) => [bandSeries(series, position, axes), meanSeries(series, position, axes)]),
    ...pane.series.flatMap((series) => outsideSeries(series, pane.limits, axes)),
    limitSeries(shown, axes),
    { ...axes, type: 'line', data: [], markArea: markAreas(figure, place.index) },
    sideLabels({ ...pane, limits: shown }, { plot: place.plot, scale, axes }),
  ];
}

function markAreas(figure: Figure, pane: number): object {
  const data = figure.marks.map((mark) => {
    return [{ xAxis: mark.from, name: pane === 0 ? mark.label : '' }, { xAxis: mark.to }];
  });
  return {
    silent: true,
    itemStyle: { color: colours.mark, borderColor: colours.markEdge, borderWidth: 0.5, borderType: 'dashed' },
    label: { color: colours.text, fontSize: 11, position: 'top', distance: 3 },
    data,
  };
}

/** ECharts numbers its ids through the life of the process; numbered from 0 per figure the bytes depend on the figure alone. */
function withStableIds(svg: string, prefix: string): string {
  const names = new Map<string, string>();
  return svg
    .replace(/zr\d+-[a-z]+-?\d*/g, (id) => {
      const name = names.get(id) ?? `${prefix}${names.size}`;
      names.set(id, name);
      return name;
    })
    .replace(/ class="[^"]*"/g, '')
    .replace(/ ecmeta_[a-z_]+="[^"]*"/g, '')
    .replace(/<style[^>]*>[\s\S]*?<\/style>/g, '');
}
