import { useQuery } from '@tanstack/react-query';
import { decisionApi } from '../../../../server/diagnostics/decisions/decision.schema.ts';
import { call } from '../../platform/api.ts';

export const decisionsKey = ['decisions'] as const;

/** What people decided about the findings of a recording, newest first; withdrawn ones are among them. */
export function useDecisions(recordingId: string) {
  return useQuery({
    queryKey: [...decisionsKey, recordingId],
    queryFn: async ({ signal }) => (await call(decisionApi.list, { querystring: { recordingId, limit: 200 } }, signal)).items,
  });
}
