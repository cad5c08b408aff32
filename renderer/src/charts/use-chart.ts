import { useComputedColorScheme } from '@mantine/core';
import { type RefObject, useEffect, useRef } from 'react';
import uPlot from 'uplot';
import type { FigurePane } from './figures/figure-svg.ts';
import { showPlot } from './figures/shown-plots.ts';

interface ChartProps {
  /** Builds the chart; keep the same function as long as the chart stays the same. */
  options(size: { width: number; height: number }): uPlot.Options;
  /** As uPlot takes it: aligned columns, or one pair of columns per curve in mode 2. */
  data: unknown;
  width: number;
  height: number;
  /** How the chart becomes a pane of an exported figure. */
  toFigure(plot: uPlot): FigurePane;
}

/** One canvas that is not tied to the time axis of the panes: spectra, cycles over one another, one channel over another. */
export function useChart({ options, data, width, height, toFigure }: ChartProps): RefObject<HTMLDivElement | null> {
  const scheme = useComputedColorScheme('light');
  const frame = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const size = useRef({ width, height });
  // No room is reported for a moment while the page is laid out anew: the last size stays.
  if (width > 0) size.current = { width, height };
  const hasRoom = size.current.width > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `scheme` changes the colours that the options read from the style sheet.
  useEffect(() => {
    if (!frame.current || !hasRoom) return;
    const made = new uPlot(options(size.current), data as uPlot.AlignedData, frame.current);
    plot.current = made;
    const unregister = showPlot(made, toFigure);
    return () => {
      unregister();
      made.destroy();
      plot.current = null;
    };
  }, [options, data, toFigure, hasRoom, scheme]);
  useEffect(() => {
    if (width > 0) plot.current?.setSize({ width, height });
  }, [width, height]);
  return frame;
}
