import { useQuery } from '@tanstack/react-query';
import type { Diagnosis } from '../../../../server/diagnostics/diagnosis.schema.ts';
import { componentGradeApi } from '../../../../server/diagnostics/outlooks/component-grade.schema.ts';
import { diagnosesKey } from '../../diagnostics/diagnosis.queries.ts';
import { call } from '../../platform/api.ts';
import type { DiagnosedWords } from './component-state.ts';

/** What a diagnosis says of the components; undefined without one, or until it was read: then they are unknown. */
export function useDiagnosedWords(diagnosis: Diagnosis | null | undefined): DiagnosedWords | undefined {
  const grades = useQuery({
    queryKey: [...diagnosesKey, 'component-grades', diagnosis?.id],
    queryFn: ({ signal }) => call(componentGradeApi.ofDiagnosis, { params: { id: diagnosis?.id ?? '' } }, signal),
    enabled: diagnosis != null,
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
  return diagnosis && grades ? { grades: grades.grades, findings: diagnosis.result.findings } : undefined;
}
