import { useQuery } from '@tanstack/react-query';
import { type Decision, decisionApi } from '../../../../server/diagnostics/decisions/decision.schema.ts';
import { call } from '../../platform/api.ts';
import { usePages } from '../../platform/pages.ts';

export const decisionsKey = ['decisions'] as const;

/** What people decided about the findings of a system, newest first. */
export function useSystemDecisions(systemId: string) {
  return usePages<Decision>([...decisionsKey, 'system', systemId], (cursor, signal) =>
    call(decisionApi.list, { querystring: { systemId, limit: 50, ...cursor } }, signal),
  );
}

/** What people decided about the findings of a recording, newest first; withdrawn ones are among them. */
export function useDecisions(recordingId: string) {
  return useQuery({
    queryKey: [...decisionsKey, recordingId],
    queryFn: async ({ signal }) => (await call(decisionApi.list, { querystring: { recordingId, limit: 200 } }, signal)).items,
  });
}
