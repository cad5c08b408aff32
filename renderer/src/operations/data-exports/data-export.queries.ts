import { type DataExport, dataExportApi } from '../../../../server/operations/data-exports/data-export.schema.ts';
import { call } from '../../platform/api.ts';
import { useJobs } from '../../platform/jobs.ts';
import { usePages } from '../../platform/pages.ts';

export const dataExportsKey = ['data-exports'] as const;

/** Newest first; read again whenever one of their jobs changes its state. */
export function useDataExports() {
  const states = useJobs()
    .data?.items.filter(({ kind }) => kind === 'data-export')
    .map(({ id, state }) => `${id} ${state}`);
  return usePages<DataExport>([...dataExportsKey, states?.join()], (cursor, signal) =>
    call(dataExportApi.list, { querystring: { limit: 20, ...cursor } }, signal),
  );
}
