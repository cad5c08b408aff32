import type uPlot from 'uplot';
import type { FigurePane } from './figure-svg.ts';

/** What is on the screen now, so that it can be exported as it is shown: each canvas says how it becomes a pane of a figure. */
const shown = new Map<uPlot, (plot: uPlot) => FigurePane>();

/** Remembers a canvas until the answer is called. */
export function showPlot(plot: uPlot, toPane: (plot: uPlot) => FigurePane): () => void {
  shown.set(plot, toPane);
  return () => shown.delete(plot);
}

/** Everything that is shown, from top to bottom. */
export function shownPanes(): FigurePane[] {
  const isBefore = (a: uPlot, b: uPlot) => (a.root.compareDocumentPosition(b.root) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);
  return [...shown].sort(([a], [b]) => isBefore(a, b)).map(([plot, toPane]) => toPane(plot));
}
