import { queryOptions, useQuery } from '@tanstack/react-query';
import { type Recording, recordingApi, seriesMediaType } from '../../../server/measurements/recording.schema.ts';
import type { CallOf } from '../../../server/platform/http/endpoint.schema.ts';
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
