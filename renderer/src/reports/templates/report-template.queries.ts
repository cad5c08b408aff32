import {
  type ReportTemplate,
  type ReportTemplateVersion,
  reportTemplateApi,
} from '../../../../server/reports/templates/report-template.schema.ts';
import { call } from '../../platform/api.ts';
import { usePages } from '../../platform/pages.ts';

export const reportTemplatesKey = ['report-templates'] as const;

/** Templates by name, five hundred at a time: a choice among them shows all. */
export function useReportTemplates() {
  return usePages<ReportTemplate>(reportTemplatesKey, (cursor, signal) =>
    call(reportTemplateApi.list, { querystring: { limit: 500, ...cursor } }, signal),
  );
}

/** A template as it was in each of its versions, the newest first. */
export function useTemplateVersions({ id, version }: ReportTemplate) {
  return usePages<ReportTemplateVersion>([...reportTemplatesKey, id, 'versions', version], (cursor, signal) =>
    call(reportTemplateApi.versions, { params: { id }, querystring: { limit: 50, ...cursor } }, signal),
  );
}
