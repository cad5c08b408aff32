import { type LoggerTemplate, templateApi } from '../../../../server/measurements/templates/template.schema.ts';
import { call } from '../../platform/api.ts';
import { usePages } from '../../platform/pages.ts';

export const templatesKey = ['import-templates'] as const;

/** Templates of loggers by name, the built-in ones first. */
export function useTemplates() {
  return usePages<LoggerTemplate>(templatesKey, (cursor, signal) =>
    call(templateApi.list, { querystring: { limit: 50, ...cursor } }, signal),
  );
}
