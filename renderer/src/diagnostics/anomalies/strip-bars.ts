import type { AnomalyOverview } from '../../../../server/diagnostics/anomalies/anomaly.schema.ts';

export interface Bar {
  readonly x: number;
  /** From above; the bar goes down to the bottom. */
  readonly y: number;
  readonly isFlagged: boolean;
}

/** Scores beyond this many limits are cut off: how far beyond is said in the table. */
const mostLimits = 4;

/** Parts that could not be judged have no bar. The limit is always inside. */
export function stripBars({ strip, limit }: Pick<AnomalyOverview, 'strip' | 'limit'>, height: number): { bars: Bar[]; limitY: number } {
  const highest = Math.max(0, ...strip.map(({ score }) => score ?? 0));
  const top = Math.min(Math.max(highest, 1.5 * limit), mostLimits * limit);
  const y = (score: number): number => height * (1 - Math.min(1, score / top));
  const bars = strip.flatMap(({ score, anomalousRows }, x) => (score === null ? [] : [{ x, y: y(score), isFlagged: anomalousRows > 0 }]));
  return { bars, limitY: y(limit) };
}
