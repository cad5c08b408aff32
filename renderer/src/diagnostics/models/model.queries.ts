import { type LearnedModel, modelApi } from '../../../../server/diagnostics/models/model.schema.ts';
import { call } from '../../platform/api.ts';
import { usePages } from '../../platform/pages.ts';

export const modelsKey = ['models'] as const;

/** Every version of every model of a system, newest first. */
export function useModels(systemId: string) {
  return usePages<LearnedModel>([...modelsKey, systemId], (cursor, signal) =>
    call(modelApi.list, { querystring: { systemId, limit: 50, ...cursor } }, signal),
  );
}
