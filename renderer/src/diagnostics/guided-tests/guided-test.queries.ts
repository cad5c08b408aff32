import { useQuery, useQueryClient } from '@tanstack/react-query';
import { guidedTestApi, type TestRun, type TestRunRow } from '../../../../server/diagnostics/guided-tests/test-run.schema.ts';
import { call } from '../../platform/api.ts';
import { usePages } from '../../platform/pages.ts';

export const guidedTestsKey = ['guided-tests'] as const;

/** The tests, and which of them this system allows. */
export function useGuidedTests(systemId: string) {
  return useQuery({
    queryKey: [...guidedTestsKey, 'of-system', systemId],
    queryFn: async ({ signal }) => (await call(guidedTestApi.listTests, { params: { id: systemId }, querystring: {} }, signal)).items,
  });
}

export function useTestRuns(systemId: string) {
  return usePages<TestRunRow>([...guidedTestsKey, 'runs', systemId], (cursor, signal) =>
    call(guidedTestApi.listRuns, { querystring: { systemId, limit: 50, ...cursor } }, signal),
  );
}

export function useTestRun(runId: string) {
  return useQuery({
    queryKey: [...guidedTestsKey, 'run', runId],
    queryFn: ({ signal }) => call(guidedTestApi.getRun, { params: { id: runId } }, signal),
  });
}

/** Every evaluation of a run, newest first; read again when there is a newer one. */
export function useTestEvaluations(runId: string, newestId: string) {
  return useQuery({
    queryKey: [...guidedTestsKey, 'run', runId, 'evaluations', newestId],
    queryFn: async ({ signal }) =>
      (await call(guidedTestApi.listEvaluations, { params: { id: runId }, querystring: { limit: 20 } }, signal)).items,
  });
}

/** Ticks a step off, takes the tick back or keeps a note; the answer is the run as it is then. */
export function useTick(run: TestRun): (stepId: string, tick: { isDone: boolean; note?: string }) => Promise<void> {
  const client = useQueryClient();
  return async (stepId, body) => {
    const after = await call(guidedTestApi.tick, { params: { id: run.id, stepId }, body });
    client.setQueryData([...guidedTestsKey, 'run', run.id], after);
  };
}
