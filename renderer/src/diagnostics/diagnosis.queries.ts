import { useQuery } from '@tanstack/react-query';
import { type Diagnosis, diagnosisApi, type FindingRow } from '../../../server/diagnostics/diagnosis.schema.ts';
import { call, problemOf } from '../platform/api.ts';
import { usePages } from '../platform/pages.ts';

export const diagnosesKey = ['diagnoses'] as const;
export const findingsKey = ['findings'] as const;

/** The newest diagnosis of a recording; null when there is none yet. */
export function useDiagnosis(recordingId: string | undefined) {
  return useQuery({
    queryKey: [...diagnosesKey, recordingId],
    queryFn: ({ signal }) => orNull(call(diagnosisApi.latest, { params: { id: recordingId ?? '' } }, signal)),
    enabled: recordingId !== undefined,
    staleTime: 30_000,
  });
}

/** The newest diagnosis of the system's recording that was measured last; null when there is no recording or no diagnosis. */
export function useSystemDiagnosis(systemId: string) {
  return useQuery({
    queryKey: [...diagnosesKey, 'system', systemId],
    queryFn: ({ signal }) => orNull(call(diagnosisApi.latestOfSystem, { params: { id: systemId } }, signal)),
    staleTime: 30_000,
  });
}

async function orNull(asked: Promise<Diagnosis>): Promise<Diagnosis | null> {
  try {
    return await asked;
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
