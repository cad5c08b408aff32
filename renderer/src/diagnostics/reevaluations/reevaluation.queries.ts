import { useQuery } from '@tanstack/react-query';
import {
  type Reevaluation,
  type ReevaluationItem,
  reevaluationApi,
} from '../../../../server/diagnostics/reevaluations/reevaluation.schema.ts';
import { call } from '../../platform/api.ts';
import { isActive } from '../../platform/jobs.ts';
import { usePages } from '../../platform/pages.ts';

export const reevaluationsKey = ['reevaluations'] as const;
const pollMs = 1000;

export function useReevaluations() {
  return usePages<Reevaluation>(reevaluationsKey, (cursor, signal) =>
    call(reevaluationApi.list, { querystring: { limit: 50, ...cursor } }, signal),
  );
}

/** One run; asked again while its job goes on. */
export function useReevaluation(id: string) {
  return useQuery({
    queryKey: [...reevaluationsKey, id],
    queryFn: ({ signal }) => call(reevaluationApi.get, { params: { id } }, signal),
    refetchInterval: ({ state: { data } }) => (data && !isActive({ state: data.jobState }) ? false : pollMs),
  });
}

/** @param state of the job: when it ends the list is read once more */
export function useReevaluationItems(id: string, state: string | undefined) {
  return usePages<ReevaluationItem>([...reevaluationsKey, id, 'items', state], (cursor, signal) =>
    call(reevaluationApi.items, { params: { id }, querystring: { limit: 50, ...cursor } }, signal),
  );
}
