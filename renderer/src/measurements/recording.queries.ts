import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { type Recording, recordingApi, seriesMediaType } from '../../../server/measurements/recording.schema.ts';
import type { CallOf } from '../../../server/platform/http/endpoint.schema.ts';
import type { TimeRange } from '../charts/time-range.ts';
import { call, callBytes } from '../platform/api.ts';
import { usePages } from '../platform/pages.ts';
import { unpackSeries } from './packed-series.ts';

export const recordingsKey = ['recordings'] as const;

/** Recordings of one system, or of all; newest first. */
export function useRecordings(systemId?: string) {
  return usePages<Recording>([...recordingsKey, 'list', systemId ?? 'all'], (cursor, signal) =>
    call(recordingApi.list, { querystring: { limit: 50, ...cursor, ...(systemId && { systemId }) } }, signal),
  );
}

export function useRecording(id: string | undefined) {
  return useQuery({
    queryKey: [...recordingsKey, id],
    queryFn: ({ signal }) => call(recordingApi.get, { params: { id: id ?? '' } }, signal),
    enabled: id !== undefined,
    staleTime: 60_000,
  });
}

export interface SeriesRequest {
  recordingId: string;
  channels: readonly number[];
  range: TimeRange;
  /** How many points fit on the screen. */
  pixels: number;
  full: TimeRange;
}

/** Most buckets that the server hands out at once (recording.schema.ts). */
const mostBuckets = 4000;

/**
 * Envelopes of what is visible, with half a screen more on each side so that a pan does not run into white. Immutable data: never stale.
 */
export function useSeries({ recordingId, channels, range, pixels, full }: SeriesRequest) {
  const room = (range.to - range.from) / 2;
  const [from, to] = [Math.max(full.from, range.from - room), Math.min(full.to, range.to + room)];
  const share = (to - from) / (range.to - range.from);
  const buckets = Math.min(mostBuckets, Math.max(100, Math.round(pixels * share)));
  const querystring = { channels: channels.join(','), fromMs: from * 1000, toMs: to * 1000, buckets };
  return useQuery({
    ...seriesQuery(recordingId, querystring),
    enabled: channels.length > 0 && pixels > 0,
    placeholderData: keepPreviousData,
  });
}

/** One question for samples or envelopes; asked again only after a minute without use. */
export function seriesQuery(recordingId: string, querystring: CallOf<typeof recordingApi.series>['querystring']) {
  return queryOptions({
    queryKey: ['series', recordingId, querystring],
    queryFn: async ({ signal }) => {
      const input = { params: { id: recordingId }, querystring };
      return unpackSeries(await callBytes(recordingApi.series, input, { accept: seriesMediaType, signal }));
    },
    // What is damaged may be restored from a backup.
    staleTime: ({ state }) => (state.data?.damaged.length ? 60_000 : Number.POSITIVE_INFINITY),
    gcTime: 60_000,
  });
}
