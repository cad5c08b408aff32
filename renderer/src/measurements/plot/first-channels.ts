import type { RecordingChannel } from '../../../../server/measurements/recording.schema.ts';

/** Signals that tell most about a hydraulic system, the first ones first (hydraulics.md C0). */
const interesting = ['p_P', 'p_A', 'Q_A', 'Q_P', 'P_el', 'T_T', 'T_ci', 'p_acc', 'Q_C'];
const paneCount = 4;

/** What a plot shows first: the channel of the evidence, then the signals that tell most, then the others in order. */
export function firstChannels(channels: readonly RecordingChannel[], wanted: string | undefined): number[] {
  const rank = (channel: RecordingChannel) => {
    if (wanted !== undefined && channel.name === wanted) return -1;
    const place = channel.signal === null ? -1 : interesting.indexOf(channel.signal);
    return place < 0 ? interesting.length + channel.index : place;
  };
  const ranked = [...channels].filter((channel) => channel.valid > 0).sort((a, b) => rank(a) - rank(b));
  return ranked.slice(0, paneCount).map((channel) => channel.index);
}
