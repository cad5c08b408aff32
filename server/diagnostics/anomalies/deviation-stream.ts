import type { AnomalyStream, Contribution, DeviationModel, RowJudgement, StreamState } from './anomaly.types.ts';
import { createRecentRows } from './recent-rows.ts';

/**
 * Row by row: every channel's trailing mean, its distance from the reference in its own scale, the largest distance as the score. An alarm
 * begins above the limit and ends below the release (a score that trembles around the limit is one alarm). Channels that wander are
 * compared with a centre that follows them, so a quick change shows and a slow one does not.
 */
export function openDeviationStream(model: DeviationModel, state?: StreamState): AnomalyStream {
  const { channels, window, memory, limit, release } = model;
  const recent = createRecentRows({ width: channels.length, length: window }, state?.recent);
  const centres = channels.map(({ centre, isWandering }, channel) => (isWandering ? (state?.centres[channel] ?? Number.NaN) : centre));
  let isAnomalous = state?.isAnomalous ?? false;

  function deviationOf(channel: number): number {
    const reference = channels[channel];
    if (!reference || reference.notWatched !== null) return Number.NaN;
    const level = recent.mean(channel);
    if (Number.isNaN(level)) return Number.NaN;
    if (Number.isNaN(centres[channel])) centres[channel] = level;
    const centre = centres[channel] as number;
    if (reference.isWandering) centres[channel] = centre + (level - centre) / memory;
    return (level - centre) / reference.scale;
  }

  return {
    push(row): RowJudgement {
      recent.add(row);
      const deviations = channels.map((_, channel) => deviationOf(channel));
      const score = deviations.reduce((most, value) => (Math.abs(value) > most || Number.isNaN(most) ? Math.abs(value) : most), Number.NaN);
      if (Number.isNaN(score)) return { score, isAnomalous: false, contributions: [] };
      isAnomalous = score > (isAnomalous ? release : limit);
      return { score, isAnomalous, contributions: isAnomalous ? contributionsOf(model, deviations) : [] };
    },
    state: () => ({
      recent: recent.rows(),
      centres: centres.map((centre) => (Number.isNaN(centre) ? null : centre)),
      isAnomalous,
    }),
  };
}

/** Channels that alone would keep the alarm up. */
function contributionsOf({ channels, release }: DeviationModel, deviations: readonly number[]): Contribution[] {
  return channels
    .map(({ name }, channel): Contribution => {
      const value = deviations[channel] as number;
      return { channel: name, score: Math.abs(value), direction: value < 0 ? 'below' : 'above' };
    })
    .filter(({ score }) => score > release)
    .sort((a, b) => b.score - a.score);
}
