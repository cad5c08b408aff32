import { type Report, reportApi } from '../../../server/reports/report.schema.ts';
import type { ReportStatus } from '../../../server/reports/report-status.schema.ts';
import { call } from '../platform/api.ts';
import { usePages } from '../platform/pages.ts';

export const reportsKey = ['reports'] as const;

/** @param filter what is looked for; nothing: all */
export function useReports(filter: { status?: ReportStatus; search?: string } = {}) {
  return usePages<Report>([...reportsKey, 'list', filter], (cursor, signal) =>
    call(reportApi.list, { querystring: { limit: 50, ...filter, ...cursor } }, signal),
  );
}
