import { useQuery } from '@tanstack/react-query';
import { anomalyApi } from '../../../../server/diagnostics/anomalies/anomaly.schema.ts';
import { call } from '../../platform/api.ts';

export const anomaliesKey = ['anomalies'] as const;

/** The reference of a system that was learned last; null when nobody has said what is usual. */
export function useReference(systemId: string | undefined) {
  return useQuery({
    queryKey: [...anomaliesKey, 'reference', systemId],
    queryFn: async ({ signal }) => {
      const { items } = await call(anomalyApi.list, { querystring: { systemId: systemId ?? '', limit: 1 } }, signal);
      return items[0] ?? null;
    },
    enabled: systemId !== undefined,
    staleTime: 30_000,
  });
}

export function useAnomalies(recordingId: string, modelId: string) {
  return useQuery({
    queryKey: [...anomaliesKey, recordingId, modelId],
    queryFn: ({ signal }) => call(anomalyApi.overview, { params: { id: recordingId }, querystring: { modelId } }, signal),
    // The same reference and recording give the same answer for ever.
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}
