import { useQuery } from '@tanstack/react-query';
import { type Diagnosis, diagnosisApi, type FindingRow } from '../../../server/diagnostics/diagnosis.schema.ts';
import { recordingApi } from '../../../server/measurements/recording.schema.ts';
import { call, problemOf } from '../platform/api.ts';
import { usePages } from '../platform/pages.ts';

export const diagnosesKey = ['diagnoses'] as const;
export const findingsKey = ['findings'] as const;

/** The newest diagnosis of a recording; null when there is none yet. */
export function useDiagnosis(recordingId: string | undefined) {
  return useQuery({
    queryKey: [...diagnosesKey, recordingId],
    queryFn: ({ signal }) => latest(recordingId ?? '', signal),
    enabled: recordingId !== undefined,
    staleTime: 30_000,
  });
}

/** The newest diagnosis of a system's newest recording; null when there is no recording or no diagnosis. */
export function useSystemDiagnosis(systemId: string) {
  return useQuery({
    queryKey: [...diagnosesKey, 'system', systemId],
    queryFn: async ({ signal }) => {
      const page = await call(recordingApi.list, { querystring: { systemId, limit: 1 } }, signal);
      const newest = page.items[0];
      return newest ? latest(newest.id, signal) : null;
    },
    staleTime: 30_000,
  });
}

async function latest(recordingId: string, signal: AbortSignal): Promise<Diagnosis | null> {
  try {
    return await call(diagnosisApi.latest, { params: { id: recordingId } }, signal);
  } catch (error) {
    if (problemOf(error).status === 404) return null;
    throw error;
  }
}

export function useFindings(systemId?: string) {
  return usePages<FindingRow>([...findingsKey, systemId ?? 'all'], (cursor, signal) =>
    call(diagnosisApi.findings, { querystring: { limit: 50, ...cursor, ...(systemId && { systemId }) } }, signal),
  );
}
