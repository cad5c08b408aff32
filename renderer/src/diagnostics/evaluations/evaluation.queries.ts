import { useQuery } from '@tanstack/react-query';
import { type Evaluation, evaluationApi } from '../../../../server/diagnostics/evaluations/evaluation.schema.ts';
import { call } from '../../platform/api.ts';
import { usePages } from '../../platform/pages.ts';
import { diagnosesKey } from '../diagnosis.queries.ts';

/** Every diagnosis that was stored of a recording, newest first. */
export function useEvaluations(recordingId: string) {
  return usePages<Evaluation>([...diagnosesKey, 'evaluations', recordingId], (cursor, signal) =>
    call(evaluationApi.list, { params: { id: recordingId }, querystring: { limit: 20, ...cursor } }, signal),
  );
}

/** One stored diagnosis; it never changes. */
export function useEvaluation(id: string) {
  return useQuery({
    queryKey: [...diagnosesKey, 'evaluation', id],
    queryFn: ({ signal }) => call(evaluationApi.get, { params: { id } }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useDifferences(before: string, after: string) {
  return useQuery({
    queryKey: [...diagnosesKey, 'differences', before, after],
    queryFn: ({ signal }) => call(evaluationApi.compare, { params: { id: after }, querystring: { before } }, signal),
  });
}
