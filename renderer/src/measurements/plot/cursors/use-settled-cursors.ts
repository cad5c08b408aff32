import { useEffect, useState } from 'react';
import type { CursorPair, PlotCursors } from '../../../charts/plot-cursors.ts';

/** The cursors once they have stood still for a moment: what statistics are asked for. */
export function useSettledCursors(cursors: PlotCursors, delayMs: number): CursorPair {
  const [pair, setPair] = useState(cursors.pair());
  useEffect(() => {
    setPair(cursors.pair());
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = cursors.subscribe(() => {
      clearTimeout(timer);
      timer = setTimeout(() => setPair(cursors.pair()), delayMs);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [cursors, delayMs]);
  return pair;
}
