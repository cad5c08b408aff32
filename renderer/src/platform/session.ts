import { useQuery } from '@tanstack/react-query';
import { accountApi, type Session } from '../../../server/accounts/account.schema.ts';
import { call, problemOf } from './api.ts';

export const sessionKey = ['session'] as const;

/** Who is logged in; null when nobody is. */
export async function loadSession(): Promise<Session | null> {
  try {
    return await call(accountApi.getSession, {});
  } catch (error) {
    if (problemOf(error).status === 401) return null;
    throw error;
  }
}

export function useSession() {
  return useQuery({ queryKey: sessionKey, queryFn: loadSession, staleTime: 60_000 });
}

/** May the person who is logged in do this? The server decides again; this only hides what would be refused. */
export function useMay(permission: string): boolean {
  const session = useSession();
  return session.data?.permissions.includes(permission) ?? false;
}
