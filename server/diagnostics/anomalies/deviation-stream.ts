import type { AnomalyStream, Contribution, DeviationModel, RowJudgement, StreamState } from './anomaly.types.ts';
import { createRecentRows } from './recent-rows.ts';

/**
 * Row by row: every channel's trailing mean, its distance from the reference in its own scale, the largest distance as the score. A channel's
 * alarm begins above the limit and ends below the release (one that trembles around the limit is one alarm); a row is anomalous while any
 * channel is in alarm. Channels that wander are compared with a centre that follows them, so a quick change shows and a slow one does not.
 */
export function openDeviationStream(model: DeviationModel, state?: StreamState): AnomalyStream {
  const { channels, window, memory, limit, release } = model;
  const recent = createRecentRows({ width: channels.length, length: window }, state?.recent);
  const centres = channels.map(({ centre, isWandering }, channel) => (isWandering ? (state?.centres[channel] ?? Number.NaN) : centre));
  let alarms = channels.map((_, channel) => state?.alarms[channel] ?? false);

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
      alarms = deviations.map((value, channel) => Math.abs(value) > (alarms[channel] ? release : limit));
      const known = deviations.filter((value) => !Number.isNaN(value)).map(Math.abs);
      const score = known.length === 0 ? Number.NaN : Math.max(...known);
      return { score, isAnomalous: alarms.includes(true), contributions: contributionsOf(model, deviations, alarms) };
    },
    state: () => ({
      recent: recent.rows(),
      centres: centres.map((centre) => (Number.isNaN(centre) ? null : centre)),
      alarms: [...alarms],
    }),
  };
}

/** Channels in alarm, the furthest first. */
function contributionsOf({ channels }: DeviationModel, deviations: readonly number[], alarms: readonly boolean[]): Contribution[] {
  return channels
    .map(({ name }, channel): Contribution => {
      const value = deviations[channel] as number;
      return { channel: name, score: Math.abs(value), direction: value < 0 ? 'below' : 'above' };
    })
    .filter((_, channel) => alarms[channel])
    .sort((a, b) => b.score - a.score);
}
