import { useQueries, useQuery } from '@tanstack/react-query';
import { analysisApi, type Cycle, type CyclePage } from '../../../../../server/measurements/analyses/analysis.schema.ts';
import { call } from '../../../platform/api.ts';
import { seriesQuery } from '../../recording.queries.ts';

const pageSize = 500;
/** More cycles than this are offered by number only as far as they were read. */
const most = 5000;
const bucketsPerCycle = 800;

/** The cycles of a recording, page after page: those of the file, else those found in a channel. */
export function useCycles(recordingId: string | null, channel: number | null) {
  return useQuery({
    queryKey: ['cycles', recordingId, channel],
    queryFn: async ({ signal }) => {
      const items: Cycle[] = [];
      for (let cursor: string | undefined; ; ) {
        const querystring = { limit: pageSize, ...(cursor !== undefined && { cursor }), ...(channel !== null && { channel }) };
        const page: CyclePage = await call(analysisApi.cycles, { params: { id: recordingId ?? '' }, querystring }, signal);
        items.push(...page.items);
        cursor = page.next;
        if (cursor === undefined || items.length >= most) return { ...page, items };
      }
    },
    enabled: recordingId !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The samples of some cycles, one request each; what is there already is shown while the rest is on its way. */
export function useCycleSeries(recordingId: string, channel: number, cycles: readonly Cycle[]) {
  return useQueries({
    queries: cycles.map(({ fromMs, toMs }) =>
      seriesQuery(recordingId, { channels: String(channel), fromMs, toMs, buckets: bucketsPerCycle }),
    ),
    combine: (answers) => ({
      isFetching: answers.some(({ isFetching }) => isFetching),
      error: answers.find(({ error }) => error !== null)?.error ?? null,
      envelopes: answers.map(({ data }) => data?.channels[0]),
    }),
  });
}
