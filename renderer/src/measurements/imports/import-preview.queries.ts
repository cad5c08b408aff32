import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { previewApi } from '../../../../server/measurements/import-preview.schema.ts';
import type { NewImport } from '../../../../server/measurements/recording.schema.ts';
import { call } from '../../platform/api.ts';

/** What an import would do with these answers. The last answer stays on the screen until the next one is there. */
export function usePreview(body: NewImport) {
  return useQuery({
    queryKey: ['import-preview', body],
    queryFn: ({ signal }) => call(previewApi.preview, { body }, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 60_000,
  });
}
