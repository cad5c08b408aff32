import { Problem } from '../platform/problem.ts';
import type { RecordingChannel } from './recording.schema.ts';

/** "2,0,2" names the channels 2 and 0. */
export function indexesOf(list: string): number[] {
  return [...new Set(list.split(',').map(Number))];
}

/** The channels that a list of indexes names ("0,2"), each once, in that order. @throws Problem `channel-not-found` */
export function chooseChannels(channels: readonly RecordingChannel[], list: string): RecordingChannel[] {
  const byIndex = new Map(channels.map((channel) => [channel.index, channel]));
  return indexesOf(list).map((index) => {
    const channel = byIndex.get(index);
    if (channel) return channel;
    throw new Problem('channel-not-found', 404, 'The recording has no such channel', {
      detail: `It has no channel ${index}; the recording itself lists its channels.`,
    });
  });
}

/** A closed range of time in ms since the start of the recording; an absent end means the end of the samples. */
export interface ChosenRange {
  readonly fromMs?: number;
  readonly toMs?: number;
}

/**
 * The range that is meant: an end that lies outside of the recording is an open one, so that silly numbers cost no resolution. A range
 * that lies wholly outside stays as it is: there is nothing in it. @throws Problem `range-empty`
 */
export function chooseRange({ fromMs, toMs }: { fromMs?: number | undefined; toMs?: number | undefined }, durationMs: number): ChosenRange {
  if (fromMs !== undefined && toMs !== undefined && fromMs > toMs)
    throw new Problem('range-empty', 422, 'The time range is empty', {
      errors: [{ pointer: '#/toMs', detail: `must not lie before fromMs: ${toMs} is before ${fromMs}` }],
    });
  const isOutside = (fromMs !== undefined && fromMs > durationMs) || (toMs !== undefined && toMs < 0);
  return {
    ...(fromMs !== undefined && (isOutside || fromMs > 0) ? { fromMs } : {}),
    ...(toMs !== undefined && (isOutside || toMs < durationMs) ? { toMs } : {}),
  };
}
