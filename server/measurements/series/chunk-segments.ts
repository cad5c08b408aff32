import { pyramidBase } from './series-format.ts';

/** A piece of a chunk that lies in one pyramid cell and in one window. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly opensWindow: boolean;
  readonly closesCell: boolean;
}

/** Cuts a chunk at every 256th sample and where windows begin, so that one pass over its values serves both. */
export function segmentsOf(samples: number, windowStarts: readonly number[]): Segment[] {
  const segments: Segment[] = [];
  let next = 0;
  for (let from = 0; from < samples; ) {
    const opensWindow = windowStarts[next] === from;
    if (opensWindow) next++;
    const cellEnd = Math.min(samples, (Math.floor(from / pyramidBase) + 1) * pyramidBase);
    const to = Math.min(cellEnd, windowStarts[next] ?? samples);
    segments.push({ from, to, opensWindow, closesCell: to === cellEnd });
    from = to;
  }
  return segments;
}
