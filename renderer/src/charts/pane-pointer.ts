import type uPlot from 'uplot';
import type { PlotGroup } from './plot-group.ts';
import { type TimeRange, wheeled } from './time-range.ts';

/** What dragging over a pane does: zoom into the box, move the time, or mark a stretch for a remark. */
export type DragMode = 'zoom' | 'pan' | 'note';

export interface PointerOptions {
  group: PlotGroup;
  originS: number;
  mode(): DragMode;
  /** A stretch was marked (mode `note`). */
  onMark(range: TimeRange): void;
}

function isPan(event: MouseEvent, mode: DragMode): boolean {
  return event.button === 1 || (event.button === 0 && (mode === 'pan' || event.shiftKey));
}

/** Wheel zooms around the pointer, drag draws a box (or pans: mode, Shift or middle button), double click shows everything. */
export function pointerBindings({ group, mode }: PointerOptions): uPlot.Cursor.Bind {
  return {
    mousedown: (plot, _target, handler) => (event) => {
      if (isPan(event, mode())) startPan(plot, group, event);
      else handler(event);
      return null;
    },
    dblclick: () => () => {
      group.reset();
      return null;
    },
  };
}

/** The dragged selection becomes the visible range of all panes, or the stretch of a remark. */
export function takeSelection(plot: uPlot, { group, originS, mode, onMark }: PointerOptions): void {
  const { left, width } = plot.select;
  if (width < 4) return;
  const range: TimeRange = { from: plot.posToVal(left, 'x') - originS, to: plot.posToVal(left + width, 'x') - originS };
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  if (mode() === 'note') onMark(range);
  else group.show(range);
}

/** What uPlot cannot do: its own listeners are passive, so the browser would scroll or select beside what is done here. */
export function listenToPointer(plot: uPlot, { group, originS, mode }: PointerOptions): void {
  plot.over.addEventListener('mousedown', (event) => isPan(event, mode()) && event.preventDefault(), { passive: false });
  plot.over.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const { left, width } = plot.over.getBoundingClientRect();
      const around = plot.posToVal(event.clientX - left, 'x') - originS;
      group.show(wheeled(group.range(), event, { around, widthPx: width }));
    },
    { passive: false },
  );
}

function startPan(plot: uPlot, group: PlotGroup, start: MouseEvent): void {
  const first = group.range();
  const perPixel = (first.to - first.from) / plot.over.clientWidth;
  const onMove = (event: MouseEvent) => {
    const shift = (start.clientX - event.clientX) * perPixel;
    group.show({ from: first.from + shift, to: first.to + shift });
  };
  const onUp = () => {
    document.removeEventListener('mousemove', onMove);
    document.removeEventListener('mouseup', onUp);
  };
  document.addEventListener('mousemove', onMove);
  document.addEventListener('mouseup', onUp);
}
