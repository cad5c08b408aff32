import { useComputedColorScheme } from '@mantine/core';
import { type RefObject, useEffect, useRef } from 'react';
import uPlot from 'uplot';
import type { Format } from '../platform/format.ts';
import { dateFirst, type TickWriter } from './clock-ticks.ts';
import { paneOptions } from './pane-options.ts';
import type { DragMode } from './pane-pointer.ts';
import type { PlotData } from './plot-data.ts';
import type { PlotGroup } from './plot-group.ts';
import type { PlotMarks } from './plot-marks.ts';

export interface PaneProps {
  group: PlotGroup;
  unit: string;
  data: PlotData;
  marks: PlotMarks;
  mode: DragMode;
  width: number;
  height: number;
  ticks: TickWriter;
  timeZone: string | null;
  /** Only the lowest pane writes the time axis. */
  timeLabel: string | null;
}

const none: PlotData = [[], [], [], []];

/** Keeps one canvas in step with its group and its data. `frame` takes the canvas, `readout` the text of what is under the cursor. */
export function usePane(
  props: PaneProps,
  format: Format,
): { frame: RefObject<HTMLDivElement | null>; readout: RefObject<HTMLSpanElement | null> } {
  const { group, unit, data, marks, mode, width, height, ticks, timeZone, timeLabel } = props;
  const scheme = useComputedColorScheme('light');
  const frame = useRef<HTMLDivElement>(null);
  const readout = useRef<HTMLSpanElement>(null);
  const plot = useRef<uPlot | null>(null);
  const dragMode = useRef(mode);
  dragMode.current = mode;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `scheme` changes the colours that the options read from the style sheet.
  useEffect(() => {
    if (!frame.current || width === 0) return;
    const options = paneOptions({
      ...{ group, unit, marks, width, height, ticks, timeZone, timeLabel },
      originS: marks.originS,
      mode: () => dragMode.current,
      valueTick: format.number,
      onCursor: (pane) => readout.current?.replaceChildren(readoutText(pane, { format, unit, ticks })),
    });
    const made = new uPlot(options, none, frame.current);
    plot.current = made;
    const stop = group.subscribe(() => made.setScale('x', axisRange(group, marks.originS)));
    return () => {
      stop();
      made.destroy();
      plot.current = null;
    };
  }, [group, unit, marks, width, height, ticks, timeZone, timeLabel, format, scheme]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a plot that was made anew needs its data again.
  useEffect(() => {
    if (!plot.current) return;
    plot.current.setData(data, false);
    plot.current.setScale('x', axisRange(group, marks.originS));
  }, [data, group, unit, marks, width, height, ticks, timeZone, timeLabel, format, scheme]);
  return { frame, readout };
}

function axisRange(group: PlotGroup, originS: number): { min: number; max: number } {
  const { from, to } = group.range();
  return { min: originS + from, max: originS + to };
}

/** What stands under the cursor: time, mean, and the extremes of the bucket where they differ. */
function readoutText(pane: uPlot, { format, unit, ticks }: { format: Format; unit: string; ticks: TickWriter }): string {
  const { idx } = pane.cursor;
  const time = typeof idx === 'number' ? pane.data[0]?.[idx] : undefined;
  if (typeof idx !== 'number' || time === undefined) return '';
  const [max, min, mean] = [pane.data[1]?.[idx], pane.data[2]?.[idx], pane.data[3]?.[idx]];
  const clock = dateFirst(ticks([time], 0.01)[0] ?? '');
  if (mean == null) return `${clock}: – `;
  const extremes = min != null && max != null && min !== max ? ` (${format.number(min)} … ${format.number(max)})` : '';
  return `${clock}: ${format.number(mean)}${extremes}\u00a0${unit}`;
}
