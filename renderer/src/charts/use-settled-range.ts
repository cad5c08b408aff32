import { startTransition, useEffect, useState } from 'react';
import type { PlotGroup } from './plot-group.ts';
import type { TimeRange } from './time-range.ts';

/** The visible range once it has stood still for a moment: what data is asked for, and what one can zoom back to. */
export function useSettledRange(group: PlotGroup, delayMs: number): TimeRange {
  const [range, setRange] = useState(group.range());
  useEffect(() => {
    setRange(group.range());
    let timer: ReturnType<typeof setTimeout> | undefined;
    let told = group.range();
    const stop = group.subscribe(() => {
      if (group.range() === told) return;
      told = group.range();
      clearTimeout(timer);
      timer = setTimeout(() => {
        group.settle();
        // Whoever goes on meanwhile must not wait until the page is rendered.
        startTransition(() => setRange(group.range()));
      }, delayMs);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [group, delayMs]);
  return range;
}
