import type uPlot from 'uplot';
import type { Format } from '../platform/format.ts';
import { dateFirst, type TickWriter } from './clock-ticks.ts';
import type { PaneCurve } from './pane-options.ts';

interface ReadoutOptions {
  curves: readonly PaneCurve[];
  format: Format;
  ticks: TickWriter;
}

/**
 * Writes what stands under the pointer into the legend: the time into `[data-clock]`, the value of each curve into `[data-curve]`. By hand,
 * because the pointer moves faster than React should render.
 */
export function writeReadout(legend: HTMLElement | null, pane: uPlot, options: ReadoutOptions): void {
  if (!legend) return;
  const texts = options.curves.map((curve, i) => valueText(pane, i, { ...options, curve }));
  legend.querySelector('[data-clock]')?.replaceChildren(clockText(pane, options.ticks));
  for (const element of legend.querySelectorAll<HTMLElement>('[data-curve]'))
    element.replaceChildren(texts[Number(element.dataset.curve)] ?? '');
}

function clockText(pane: uPlot, ticks: TickWriter): string {
  const time = typeof pane.cursor.idx === 'number' ? pane.data[0]?.[pane.cursor.idx] : undefined;
  return time === undefined ? '' : dateFirst(ticks([time], 0.01)[0] ?? '');
}

/** The mean, and the extremes of the bucket where they differ; a dash in a gap. */
function valueText(pane: uPlot, place: number, { curve, format }: ReadoutOptions & { curve: PaneCurve }): string {
  const [maxAt, minAt, meanAt] = [3 * place + 1, 3 * place + 2, 3 * place + 3];
  const index = pane.cursor.idxs?.[meanAt];
  if (typeof pane.cursor.idx !== 'number') return '';
  const [max, min, mean] = [maxAt, minAt, meanAt].map((at) => (typeof index === 'number' ? pane.data[at]?.[index] : null));
  if (mean == null) return '–';
  const extremes = min != null && max != null && min !== max ? ` (${format.number(min)} … ${format.number(max)})` : '';
  return `${format.number(mean)}${extremes}\u00a0${curve.unit}`;
}
