import { useQuery } from '@tanstack/react-query';
import { type ReportBatchItem, reportBatchApi } from '../../../../server/reports/batches/report-batch.schema.ts';
import { call } from '../../platform/api.ts';
import { isActive } from '../../platform/jobs.ts';
import { usePages } from '../../platform/pages.ts';

const reportBatchesKey = ['report-batches'] as const;
const pollMs = 1000;

/** One batch; asked again while its job goes on. */
export function useReportBatch(id: string) {
  return useQuery({
    queryKey: [...reportBatchesKey, id],
    queryFn: ({ signal }) => call(reportBatchApi.get, { params: { id } }, signal),
    refetchInterval: ({ state: { data } }) => (data && !isActive({ state: data.jobState }) ? false : pollMs),
  });
}

/** @param settled how many systems are: with each of them the list is read again */
export function useReportBatchItems(id: string, settled: number) {
  return usePages<ReportBatchItem>([...reportBatchesKey, id, 'items', settled], (cursor, signal) =>
    call(reportBatchApi.items, { params: { id }, querystring: { limit: 100, ...cursor } }, signal),
  );
}
