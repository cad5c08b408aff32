import type { AnomalyRow } from './anomaly.schema.ts';
import type { RowJudgement } from './anomaly.types.ts';

/** A judgement as it is told: a row of which too little is there is neither usual nor unusual. */
export function shownJudgement({ score, isAnomalous, contributions }: RowJudgement, limit: number): Omit<AnomalyRow, 'row' | 'atS'> {
  if (!Number.isFinite(score)) return { score: null, limit, flag: null, channels: [] };
  return { score, limit, flag: isAnomalous, channels: [...contributions] };
}
