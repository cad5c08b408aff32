import { type ComponentHealth, componentGradeApi } from '../../../../server/diagnostics/outlooks/component-grade.schema.ts';
import { type HealthLine, outlookApi } from '../../../../server/diagnostics/outlooks/outlook.schema.ts';
import { call } from '../../platform/api.ts';
import { usePages } from '../../platform/pages.ts';
import { diagnosesKey } from '../diagnosis.queries.ts';

/** The indicators of a system over its recordings. */
export function useHealth(systemId: string) {
  return usePages<HealthLine>([...diagnosesKey, 'health', systemId], (cursor, signal) =>
    call(outlookApi.health, { params: { id: systemId }, querystring: { limit: 50, ...cursor } }, signal),
  );
}

/** A grade per component over the recordings. */
export function useComponentHealth(systemId: string) {
  return usePages<ComponentHealth>([...diagnosesKey, 'component-health', systemId], (cursor, signal) =>
    call(componentGradeApi.list, { params: { id: systemId }, querystring: { limit: 50, ...cursor } }, signal),
  );
}
