import { useQuery } from '@tanstack/react-query';
import { type CatalogueEntry, catalogueApi, type FaultRow } from '../../../../server/diagnostics/catalogue/entries/entry.schema.ts';
import { call } from '../../platform/api.ts';
import { usePages } from '../../platform/pages.ts';

export const catalogueKey = ['catalogue'] as const;

/** Faults in force that hold all these words, of one kind of component or of any. */
export function useFaults(text: string, componentKind: string | null) {
  const filter = { ...(text.trim() === '' ? {} : { text: text.trim() }), ...(componentKind === null ? {} : { componentKind }) };
  return usePages<FaultRow>([...catalogueKey, 'faults', filter], (cursor, signal) =>
    call(catalogueApi.listFaults, { querystring: { limit: 100, ...filter, ...cursor } }, signal),
  );
}

/** Every fault in force, to choose from. */
export function useAllFaults(): readonly FaultRow[] {
  const list = useQuery({
    queryKey: [...catalogueKey, 'all-faults'],
    queryFn: async ({ signal }) => (await call(catalogueApi.listFaults, { querystring: { limit: 500 } }, signal)).items,
  });
  return list.data ?? none;
}
const none: readonly FaultRow[] = [];

export function useFault(faultId: string) {
  return useQuery({
    queryKey: [...catalogueKey, 'fault', faultId],
    queryFn: ({ signal }) => call(catalogueApi.getFault, { params: { faultId } }, signal),
  });
}

/** Versions of the plant's entries, newest first: of one fault, or those that wait for a decision. */
export function useEntries(filter: { faultId: string } | { state: 'proposed' }) {
  return usePages<CatalogueEntry>([...catalogueKey, 'entries', filter], (cursor, signal) =>
    call(catalogueApi.listEntries, { querystring: { limit: 100, ...filter, ...cursor } }, signal),
  );
}
