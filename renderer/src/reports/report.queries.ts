import { type Report, reportApi } from '../../../server/reports/report.schema.ts';
import { call } from '../platform/api.ts';
import { usePages } from '../platform/pages.ts';

export const reportsKey = ['reports'] as const;

export function useReports() {
  return usePages<Report>([...reportsKey, 'list'], (cursor, signal) =>
    call(reportApi.list, { querystring: { limit: 50, ...cursor } }, signal),
  );
}
