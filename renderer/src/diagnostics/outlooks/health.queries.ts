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
