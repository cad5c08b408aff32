import { useQueries } from '@tanstack/react-query';
import type { RecordingChannel } from '../../../../../server/measurements/recording.schema.ts';
import { curveData, nearestValue } from '../../../charts/plot-data.ts';
import { seriesQuery } from '../../recording.queries.ts';

/** A channel of unknown rate is looked at this far around the cursor. */
const unknownIntervalMs = 1000;
/** The server answers so many channels at once (recording.schema.ts). */
const mostAtOnce = 32;

/**
 * The sample nearest to an instant, by channel index: as measured, never interpolated, never the mean of a bucket. Missing while it is
 * looked up; null where nothing was measured within one and a half sample times.
 */
export function useValuesAt(recordingId: string, channels: readonly RecordingChannel[], timeS: number | null): Map<number, number | null> {
  const intervals = [...new Set(channels.map(({ intervalMs }) => intervalMs ?? unknownIntervalMs))];
  const groups = intervals.flatMap((interval) => {
    const own = channels.filter(({ intervalMs }) => (intervalMs ?? unknownIntervalMs) === interval);
    const starts = Array.from({ length: Math.ceil(own.length / mostAtOnce) }, (_, i) => i * mostAtOnce);
    return starts.map((start) => ({ interval, group: own.slice(start, start + mostAtOnce) }));
  });
  return useQueries({
    queries: groups.map(({ interval, group }) => {
      const room = 1.5 * interval;
      const at = (timeS ?? 0) * 1000;
      const names = group.map(({ index }) => index).join(',');
      return {
        ...seriesQuery(recordingId, { channels: names, fromMs: Math.max(0, at - room), toMs: at + room, buckets: 4000 }),
        enabled: timeS !== null,
      };
    }),
    combine: (answers) => {
      const values = new Map<number, number | null>();
      for (const { data } of answers)
        for (const envelope of data?.channels ?? [])
          values.set(envelope.channel, nearestValue(curveData(envelope, { originS: 0, intervalMs: null }), timeS ?? 0));
      return values;
    },
  });
}
