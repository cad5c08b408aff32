import type { FigurePane } from '../report-document.schema.ts';
import { figureColours as colours, lineStyles } from './figure.style.ts';
import type { ValueScale } from './value.axis.ts';

/** A pane in px: its upper edge, its height and its right edge. */
export interface Plot {
  top: number;
  height: number;
  right: number;
}

interface SideLabel {
  text: string;
  y: number;
  colour: string;
}

const lineHeight = 13;
const widest = 190;

/** Room the labels of a pane need, in px; 0 where it has none. Half an em per letter is the mean of the font, and some more. */
export function labelWidth(pane: FigurePane): number {
  const texts = [...pane.limits.map((limit) => limit.label), ...named(pane).map((series) => series.name)];
  return texts.length === 0 ? 0 : Math.min(widest, 14 + 5.6 * Math.max(...texts.map((text) => text.length)));
}

/** A single curve is named by its axis. */
function named(pane: FigurePane): FigurePane['series'] {
  return pane.series.length < 2 ? [] : pane.series;
}

/** Names of curves and limits to the right of the plot, each at its height, moved apart where they would touch. */
export function sideLabels(pane: FigurePane, place: { plot: Plot; scale: ValueScale; axes: object }): object {
  const { plot, scale } = place;
  const yOf = (value: number) => plot.top + plot.height * (1 - (value - scale.min) / (scale.max - scale.min));
  const labels: SideLabel[] = [
    ...pane.limits.map((limit) => ({ text: limit.label, y: yOf(limit.value), colour: colours[limit.level] })),
    ...named(pane).flatMap((series, position) => {
      const last = series.mean.findLast((value) => value !== null);
      const colour = lineStyles[position % lineStyles.length]?.line ?? colours.text;
      return last === undefined || last === null ? [] : [{ text: series.name, y: yOf(last), colour }];
    }),
  ];
  const spread = spreadOut(labels, plot);
  return {
    ...place.axes,
    type: 'custom',
    clip: false,
    data: spread.map((_, index) => [index]),
    encode: { x: -1, y: -1 },
    renderItem: (params: { dataIndex: number }) => {
      const label = spread[params.dataIndex];
      const style = { text: label?.text ?? '', x: plot.right + 6, y: label?.y ?? 0, fill: label?.colour ?? colours.text, fontSize: 11 };
      return { type: 'text', style: { ...style, verticalAlign: 'middle', width: widest - 8, overflow: 'truncate' } };
    },
  };
}

function spreadOut(labels: readonly SideLabel[], plot: Plot): SideLabel[] {
  const sorted = labels.map((label) => ({ ...label })).sort((a, b) => a.y - b.y);
  let above = plot.top - lineHeight;
  for (const label of sorted) {
    label.y = Math.max(label.y, above + lineHeight);
    above = label.y;
  }
  let below = plot.top + plot.height + lineHeight;
  for (const label of sorted.toReversed()) {
    label.y = Math.min(label.y, below - lineHeight);
    below = label.y;
  }
  return sorted;
}
