import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type CompositionChange,
  type CompositionState,
  compositionApi,
} from '../../../../server/reports/compositions/composition-api.schema.ts';
import { call } from '../../platform/api.ts';
import { reportsKey } from '../report.queries.ts';

const compositionKey = (reportId: string) => [...reportsKey, 'composition', reportId] as const;

export function useComposition(reportId: string) {
  return useQuery({
    queryKey: compositionKey(reportId),
    queryFn: ({ signal }) => call(compositionApi.get, { params: { id: reportId } }, signal),
    // What a person looks at and writes on is not replaced behind their back, whatever job ends meanwhile: a change by somebody else is
    // told when they save. Who comes back to the page gets it anew.
    staleTime: 'static',
    gcTime: 0,
  });
}

/** What becomes of a state. It is asked when its turn comes: several changes quickly after another each build on the one before. */
type Change = (latest: CompositionState) => Partial<CompositionChange>;

/** Sends changes, one after the other, on the state that is shown. */
export function useCompose(state: CompositionState) {
  const client = useQueryClient();
  return useMutation({
    scope: { id: `compose ${state.reportId}` },
    mutationFn: (change: Change) => {
      const latest = client.getQueryData<CompositionState>(compositionKey(state.reportId)) ?? state;
      return call(compositionApi.change, {
        params: { id: state.reportId },
        headers: { 'if-match': latest.tag },
        body: { ...asChange(latest), ...change(latest) },
      });
    },
    onSuccess: (next) => {
      // Only where the page still shows it: what is kept for later would not be asked for again.
      client.setQueryData<CompositionState>(compositionKey(state.reportId), (shown) => shown && next);
      return client.invalidateQueries({ queryKey: [...reportsKey, 'list'] });
    },
  });
}

export type Compose = ReturnType<typeof useCompose>;

/** The pages of a state; those of the one before stay until the new ones are there. */
export function usePreview({ reportId, contentSha256 }: CompositionState) {
  return useQuery({
    queryKey: [...reportsKey, 'preview', reportId, contentSha256],
    queryFn: ({ signal }) => call(compositionApi.preview, { params: { id: reportId } }, signal),
    placeholderData: keepPreviousData,
  });
}

/** What is there now, in the shape in which it is sent. */
export function asChange({ composition }: CompositionState): CompositionChange {
  return {
    title: composition.title,
    language: composition.language,
    sections: composition.sections,
    texts: composition.texts.map(({ slot, text }) => ({ slot, text })),
    blocks: composition.blocks.map(({ section, place, title, text }) => ({ section, place, title, text })),
    pins: composition.pins.map(({ id, title, sentence }) => ({ id, title, sentence })),
  };
}
