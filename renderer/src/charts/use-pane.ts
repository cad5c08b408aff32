import { useComputedColorScheme } from '@mantine/core';
import { type RefObject, useEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import type { Format } from '../platform/format.ts';
import { perFrame } from '../platform/per-frame.ts';
import type { TickWriter } from './clock-ticks.ts';
import { addCursorLines } from './cursor-lines.ts';
import { paneFigure } from './figures/pane-figure.ts';
import { showPlot } from './figures/shown-plots.ts';
import { type PaneCurve, paneOptions } from './pane-options.ts';
import type { DragMode } from './pane-pointer.ts';
import { writeReadout } from './pane-readout.ts';
import type { PlotCursors } from './plot-cursors.ts';
import type { PlotData } from './plot-data.ts';
import type { PlotGroup } from './plot-group.ts';
import type { PlotMarks } from './plot-marks.ts';
import type { TimeRange } from './time-range.ts';

/** What all panes of a plot share. */
export interface PaneFrame {
  group: PlotGroup;
  cursors: PlotCursors;
  mode: DragMode;
  onMark(range: TimeRange): void;
  width: number;
  ticks: TickWriter;
  timeZone: string | null;
  hasRightAxis: boolean;
  /** What the time axis says, also where this pane does not write it. */
  axisLabel: string;
}

/** What a pane draws: asked for in every frame, so the same object as long as nothing else is to be drawn. */
export interface PaneSource {
  data(): PlotData;
  subscribe(listener: () => void): () => void;
}

export interface PaneProps extends PaneFrame {
  /** Keep the same array as long as the curves are the same: a new one builds the canvas anew. */
  curves: readonly PaneCurve[];
  source: PaneSource;
  marks: PlotMarks;
  height: number;
  /** Only the lowest pane writes the time axis. */
  timeLabel: string | null;
}

/** Keeps one canvas in step with its group and its data. `frame` takes the canvas, `legend` holds the places for values under the pointer. */
export function usePane(
  props: PaneProps,
  format: Format,
): { frame: RefObject<HTMLDivElement | null>; legend: RefObject<HTMLDivElement | null> } {
  const { group, cursors, curves, width, height, ticks, timeZone, timeLabel, hasRightAxis, source, marks } = props;
  const scheme = useComputedColorScheme('light');
  const frame = useRef<HTMLDivElement>(null);
  const legend = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const repaint = useRef<() => void>(() => {});
  const drawn = useRef<PlotData | null>(null);
  // What changes without building the canvas anew.
  const latest = useRef(props);
  latest.current = props;
  const { originS } = marks;
  // Built once there is room; from then on its size is only changed, so that a window that is resized never shows an empty pane.
  const hasRoom = useHasRoom(width);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `scheme` changes the colours that the options read from the style sheet.
  useEffect(() => {
    if (!frame.current || !hasRoom) return;
    const { width, height } = latest.current;
    let lines: ReturnType<typeof addCursorLines> | undefined;
    const readOut = perFrame(() => writeReadout(legend.current, made, { curves, format, ticks }));
    const options = paneOptions({
      ...{ group, curves, width, height, ticks, timeZone, timeLabel, hasRightAxis, originS },
      marks: () => latest.current.marks,
      mode: () => latest.current.mode,
      onMark: (range) => latest.current.onMark(range),
      valueTick: format.number,
      onCursor: (pane) => {
        const { left = -1 } = pane.cursor;
        cursors.pointer.timeS = left < 0 ? null : pane.posToVal(left, 'x') - originS;
        readOut();
      },
      onDraw: () => lines?.place(),
    });
    const made = new uPlot(options, [[], ...curves.flatMap(() => [[], [], []])], frame.current);
    lines = addCursorLines(made, { cursors, originS });
    plot.current = made;
    const unregister = showPlot(made, (pane) =>
      paneFigure(pane, { curves, ticks, marks: latest.current.marks, timeLabel: latest.current.axisLabel, isClock: timeZone !== null }),
    );
    drawn.current = null;
    // Several turns of a wheel in one frame are painted once.
    const paint = perFrame(() => {
      const data = latest.current.source.data();
      if (data !== drawn.current) made.setData(data as uPlot.AlignedData, false);
      drawn.current = data;
      showRange(made, group, originS);
    });
    repaint.current = paint;
    const stop = group.subscribe(paint);
    return () => {
      unregister();
      stop();
      paint.end();
      readOut.end();
      lines?.end();
      made.destroy();
      plot.current = null;
    };
  }, [group, cursors, curves, hasRoom, ticks, timeZone, timeLabel, hasRightAxis, originS, format, scheme]);

  useEffect(() => {
    if (width > 0) plot.current?.setSize({ width, height });
  }, [width, height]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a plot that was made anew needs its data again.
  useEffect(() => {
    // Other marks move the value axis, too: everything is drawn anew.
    drawn.current = null;
    repaint.current();
    return source.subscribe(() => repaint.current());
  }, [source, marks, group, cursors, curves, hasRoom, ticks, timeZone, timeLabel, hasRightAxis, originS, format, scheme]);
  return { frame, legend };
}

/** True as soon as there was room once, also when none is reported for a moment. */
function useHasRoom(width: number): boolean {
  const [hadRoom, setHadRoom] = useState(width > 0);
  if (width > 0 && !hadRoom) setHadRoom(true);
  return hadRoom;
}

function showRange(plot: uPlot, group: PlotGroup, originS: number): void {
  const { from, to } = group.range();
  plot.setScale('x', { min: originS + from, max: originS + to });
}
