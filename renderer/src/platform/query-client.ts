import { QueryCache, QueryClient } from '@tanstack/react-query';
import { problemOf } from './api.ts';
import { sessionKey } from './session.ts';

/** Queries never wait for "online": the product works without a network, the browser's guess means nothing here. */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        // The session ended elsewhere or timed out: the frame sees `null` and shows the login page.
        if (problemOf(error).status === 401) client.setQueryData(sessionKey, null);
      },
    }),
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: 5_000,
        retry: (count, error) => count < 2 && isWorthRetrying(problemOf(error).status),
      },
      mutations: { networkMode: 'always' },
    },
  });
  return client;
}

function isWorthRetrying(status: number): boolean {
  return status === 0 || status === 502 || status === 503;
}
