import { useQuery } from '@tanstack/react-query';
import { contentApi, type EvidenceDetail } from '../../../../server/reports/contents/content.schema.ts';
import type { Evidence } from '../../../../server/reports/report-document.schema.ts';
import { call } from '../../platform/api.ts';
import { usePages } from '../../platform/pages.ts';

const evidenceKey = (reportId: string) => ['reports', 'evidence', reportId] as const;

export function useReportEvidence(reportId: string) {
  return usePages<Evidence>(evidenceKey(reportId), (cursor, signal) =>
    call(contentApi.evidence, { params: { id: reportId }, querystring: { limit: 200, ...cursor } }, signal),
  );
}

export function useEvidenceDetail(reportId: string, evidenceId: string) {
  return useQuery<EvidenceDetail>({
    queryKey: [...evidenceKey(reportId), evidenceId],
    queryFn: ({ signal }) => call(contentApi.oneEvidence, { params: { id: reportId, evidenceId } }, signal),
  });
}
