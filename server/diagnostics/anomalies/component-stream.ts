import { median } from '../statistics.ts';
import type { AnomalyStream, ComponentModel, Contribution, RowJudgement, StreamState } from './anomaly.types.ts';

/**
 * Row by row: trailing medians of T² and Q over their limits; the larger part is the score. A row with a missing sample of a watched channel
 * is not judged, and neither are the rows whose median needs it.
 */
export function openComponentStream(model: ComponentModel, state?: StreamState): AnomalyStream {
  const { watched, window } = model;
  const recent: (number | null)[][] = (state?.recent ?? []).map((row) => [...row]);

  return {
    push(row): RowJudgement {
      const z = watched.map((channel) => {
        const { centre, spread } = model.channels[channel] as ComponentModel['channels'][number];
        return ((row[channel] as number) - centre) / spread;
      });
      const scores = scoresOf(model, z);
      const { t2, q } = statisticsOf(model, z, scores);
      recent.push(Number.isFinite(t2) ? [t2, q] : [null, null]);
      if (recent.length > window) recent.shift();
      if (recent.length < window || recent.some(([value]) => value === null)) {
        return { score: Number.NaN, isAnomalous: false, contributions: [] };
      }
      const partT2 = median(recent.map(([value]) => value as number)) / model.limitT2;
      const partQ = median(recent.map(([, value]) => value as number)) / model.limitQ;
      const score = Math.max(partT2, partQ);
      const isAnomalous = score > 1;
      const parts = partQ >= partT2 ? residualParts(model, z, scores) : innerParts(model, z, scores);
      return { score, isAnomalous, contributions: isAnomalous ? contributionsOf(model, { z, parts, score }) : [] };
    },
    state: () => ({ recent: recent.map((row) => [...row]), centres: [], alarms: [] }),
  };
}

const scoresOf = ({ components }: ComponentModel, z: readonly number[]): number[] =>
  components.map((component) => component.reduce((sum, weight, at) => sum + weight * (z[at] as number), 0));

/** z minus what the components explain of it. */
const residualOf = ({ components }: ComponentModel, z: readonly number[], scores: readonly number[]): number[] =>
  z.map((value, at) => components.reduce((rest, component, index) => rest - (component[at] as number) * (scores[index] as number), value));

function statisticsOf(model: ComponentModel, z: readonly number[], scores: readonly number[]): { t2: number; q: number } {
  const t2 = scores.reduce((sum, score, index) => sum + score ** 2 / (model.variances[index] as number), 0);
  const q = residualOf(model, z, scores).reduce((sum, value) => sum + value ** 2, 0);
  return { t2, q };
}

/** Shares of Q: each channel's own squared residual. */
const residualParts = (model: ComponentModel, z: readonly number[], scores: readonly number[]): number[] =>
  residualOf(model, z, scores).map((value) => value ** 2);

/** Shares of T²: they add up to it; a negative share speaks against the alarm. */
const innerParts = ({ components, variances }: ComponentModel, z: readonly number[], scores: readonly number[]): number[] =>
  z.map((value, at) =>
    components.reduce(
      (sum, component, index) => sum + ((scores[index] as number) / (variances[index] as number)) * (component[at] as number) * value,
      0,
    ),
  );

/** Channels with more than an equal share of the score. */
function contributionsOf(
  { channels, watched }: ComponentModel,
  { z, parts, score }: { z: readonly number[]; parts: readonly number[]; score: number },
): Contribution[] {
  const total = parts.reduce((sum, part) => sum + Math.max(0, part), 0);
  return watched
    .map((channel, at): Contribution & { share: number } => {
      const share = Math.max(0, parts[at] as number) / total;
      return { channel: channels[channel]?.name ?? '', score: share * score, direction: (z[at] as number) < 0 ? 'below' : 'above', share };
    })
    .filter(({ share }) => share >= 1 / watched.length)
    .sort((a, b) => b.score - a.score)
    .map(({ share: _, ...contribution }) => contribution);
}
