import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { indicatorApi, type KnownIndicator } from '../../../../server/diagnostics/indicators/indicator.schema.ts';
import { type Limit, limitApi } from '../../../../server/systems/limits/limit.schema.ts';
import { useWording } from '../../diagnostics/wordings/use-wording.ts';
import { call } from '../../platform/api.ts';
import { usePages } from '../../platform/pages.ts';
import { systemsKey } from '../system.queries.ts';

/** All versions of a system's limits, newest first. */
export function useLimitVersions(systemId: string) {
  return usePages<Limit>([...systemsKey, systemId, 'limits', 'versions'], (cursor, signal) =>
    call(limitApi.list, { params: { id: systemId }, querystring: { limit: 100, ...cursor } }, signal),
  );
}

const mostProposals = 500;

/** Proposals that wait for a decision, newest first. */
export function useProposedLimits(systemId: string) {
  return useQuery({
    queryKey: [...systemsKey, systemId, 'limits', 'proposed'],
    queryFn: async ({ signal }) =>
      (await call(limitApi.list, { params: { id: systemId }, querystring: { limit: mostProposals, state: 'proposed' } }, signal)).items,
  });
}

const none: readonly KnownIndicator[] = [];

/** What a limit can be set on beside channels, by name in the person's language. */
export function useIndicators(): readonly KnownIndicator[] {
  const list = useQuery({
    queryKey: ['indicators'],
    queryFn: async ({ signal }) => (await call(indicatorApi.list, { querystring: { limit: 500 } }, signal)).items,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const wording = useWording();
  const { data } = list;
  return useMemo(() => data?.map((one) => ({ ...one, name: wording(one.name).text })) ?? none, [data, wording]);
}
