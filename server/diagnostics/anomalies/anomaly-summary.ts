import type { AnomalyOverview, AnomalyStretch } from './anomaly.schema.ts';
import type { Contribution, RowJudgement } from './anomaly.types.ts';

/** How many parts the strip of scores has, and how many stretches are listed. */
export const buckets = 300;
const mostStretches = 100;

export interface OverviewBuilder {
  add(judged: RowJudgement, atS: number): void;
  finish(
    endS: number,
  ): Pick<AnomalyOverview, 'rows' | 'judgedRows' | 'anomalousRows' | 'strip' | 'stretches' | 'stretchCount' | 'channels'>;
}

/** Gathers a recording's rows into a strip of largest scores, stretches that were flagged, and channels that took part. */
export function createOverview(count: number): OverviewBuilder {
  const width = Math.max(1, Math.ceil(count / buckets));
  const strip: AnomalyOverview['strip'] = [];
  const stretches: OpenStretch[] = [];
  const channels = new Map<string, number>();
  let stretchCount = 0;
  let current: OpenStretch | undefined;
  const seen = { rows: 0, judgedRows: 0, anomalousRows: 0 };

  function addToStrip({ score, isAnomalous }: RowJudgement, atS: number): void {
    if (seen.rows % width === 0) strip.push({ fromS: atS, score: null, anomalousRows: 0 });
    const part = strip.at(-1) as AnomalyOverview['strip'][number];
    if (!Number.isFinite(score)) return;
    part.score = Math.max(part.score ?? 0, score);
    if (isAnomalous) part.anomalousRows++;
  }

  function close(endS: number): void {
    if (current) current.toS = endS;
    current = undefined;
  }

  return {
    add(judged, atS) {
      addToStrip(judged, atS);
      seen.rows++;
      // A row that could not be judged neither begins nor ends an alarm.
      if (!Number.isFinite(judged.score)) return;
      seen.judgedRows++;
      if (!judged.isAnomalous) return close(atS);
      seen.anomalousRows++;
      if (!current) {
        current = { fromRow: seen.rows - 1, fromS: atS, toS: atS, rows: 0, score: 0, channels: new Map() };
        stretchCount++;
        if (stretches.length < mostStretches) stretches.push(current);
      }
      current.rows++;
      current.score = Math.max(current.score, judged.score);
      for (const part of judged.contributions) {
        channels.set(part.channel, (channels.get(part.channel) ?? 0) + 1);
        if (part.score > (current.channels.get(part.channel)?.score ?? 0)) current.channels.set(part.channel, part);
      }
    },
    finish(endS) {
      close(endS);
      return {
        ...seen,
        strip,
        stretches: stretches.map(toStretch),
        stretchCount,
        channels: [...channels].map(([channel, rows]) => ({ channel, rows })).sort((a, b) => b.rows - a.rows),
      };
    },
  };
}

interface OpenStretch {
  readonly fromRow: number;
  readonly fromS: number;
  toS: number;
  rows: number;
  score: number;
  readonly channels: Map<string, Contribution>;
}

const toStretch = ({ channels, ...stretch }: OpenStretch): AnomalyStretch => ({
  ...stretch,
  channels: [...channels.values()].sort((a, b) => b.score - a.score).slice(0, 5),
});
