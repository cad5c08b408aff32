import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { analysisApi } from '../../../../../server/measurements/analyses/analysis.schema.ts';
import type { CursorPair } from '../../../charts/plot-cursors.ts';
import { call } from '../../../platform/api.ts';

/** Exact statistics of the samples between both cursors; asked for only when both stand. */
export function useStatistics(recordingId: string, channels: readonly number[], { a, b }: CursorPair) {
  const range = a === null || b === null ? null : { fromMs: Math.min(a, b) * 1000, toMs: Math.max(a, b) * 1000 };
  const querystring = { channels: channels.join(','), ...range };
  return useQuery({
    queryKey: ['statistics', recordingId, querystring],
    queryFn: ({ signal }) => call(analysisApi.statistics, { params: { id: recordingId }, querystring }, signal),
    enabled: range !== null && channels.length > 0,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
