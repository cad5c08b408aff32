import type uPlot from 'uplot';
import classes from './cursor-lines.module.css';
import type { CursorKey, PlotCursors } from './plot-cursors.ts';

interface CursorLineOptions {
  cursors: PlotCursors;
  originS: number;
}

/** The lines of both cursors over one pane, to be dragged. Plain elements: moving one repaints nothing else. Returns what ends it. */
export function addCursorLines(plot: uPlot, { cursors, originS }: CursorLineOptions): { place(): void; end(): void } {
  const lines = (['a', 'b'] as const).map((key) => ({ key, element: lineElement(plot, key, { cursors, originS }) }));
  const place = () => {
    for (const { key, element } of lines) {
      const timeS = cursors.pair()[key];
      const left = timeS === null ? Number.NaN : plot.valToPos(originS + timeS, 'x');
      const isVisible = left >= 0 && left <= plot.over.clientWidth;
      element.style.display = isVisible ? '' : 'none';
      if (isVisible) element.style.transform = `translateX(${left.toFixed(1)}px)`;
    }
  };
  const stop = cursors.subscribe(place);
  const onLeave = () => {
    cursors.pointer.timeS = null;
  };
  plot.over.addEventListener('mouseleave', onLeave);
  return { place, end: stop };
}

function lineElement(plot: uPlot, key: CursorKey, { cursors, originS }: CursorLineOptions): HTMLElement {
  const element = document.createElement('div');
  element.className = classes.line ?? '';
  element.dataset.key = key;
  element.dataset.name = key.toUpperCase();
  element.style.display = 'none';
  // The pane below must not begin a box under the cursor that is dragged.
  for (const type of ['mousedown', 'dblclick'] as const) element.addEventListener(type, (event) => event.stopPropagation());
  element.addEventListener('pointerdown', (event) => {
    element.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  element.addEventListener('pointermove', (event) => {
    if (!element.hasPointerCapture(event.pointerId)) return;
    const { left, width } = plot.over.getBoundingClientRect();
    const at = Math.min(Math.max(event.clientX - left, 0), width);
    cursors.set(key, plot.posToVal(at, 'x') - originS);
  });
  plot.over.appendChild(element);
  return element;
}
