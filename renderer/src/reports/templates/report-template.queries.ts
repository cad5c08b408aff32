import { type ReportTemplate, reportTemplateApi } from '../../../../server/reports/templates/report-template.schema.ts';
import { call } from '../../platform/api.ts';
import { usePages } from '../../platform/pages.ts';

export const reportTemplatesKey = ['report-templates'] as const;

/** Templates by name, a hundred at a time. */
export function useReportTemplates() {
  return usePages<ReportTemplate>(reportTemplatesKey, (cursor, signal) =>
    call(reportTemplateApi.list, { querystring: { limit: 100, ...cursor } }, signal),
  );
}
