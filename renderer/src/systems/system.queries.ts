import { useQuery } from '@tanstack/react-query';
import { type Site, type System, systemApi } from '../../../server/systems/system.schema.ts';
import { call } from '../platform/api.ts';
import { usePages } from '../platform/pages.ts';

export const systemsKey = ['systems'] as const;
export const sitesKey = ['sites'] as const;

export function useSystems() {
  return usePages<System>([...systemsKey, 'list'], (cursor, signal) =>
    call(systemApi.list, { querystring: { limit: 100, ...cursor } }, signal),
  );
}

/** Systems to choose from: of a site, or of all. */
export function useSystemsOf(siteId: string | null) {
  return usePages<System>([...systemsKey, 'of', siteId], (cursor, signal) =>
    call(systemApi.list, { querystring: { limit: 500, ...(siteId === null ? {} : { siteId }), ...cursor } }, signal),
  );
}

export function useSites() {
  return usePages<Site>(sitesKey, (cursor, signal) => call(systemApi.listSites, { querystring: { limit: 200, ...cursor } }, signal));
}

/** A system with its components, channels and limits. */
export function useSystem(id: string | undefined) {
  return useQuery({
    queryKey: [...systemsKey, id],
    queryFn: ({ signal }) => call(systemApi.get, { params: { id: id ?? '' } }, signal),
    enabled: id !== undefined,
  });
}
