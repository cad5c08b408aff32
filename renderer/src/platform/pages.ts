import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query';

/** One page of a list, as every list operation answers. */
export interface PageOf<T> {
  items: T[];
  next?: string;
}

/** A list that the server hands out page by page; `items` are all pages read so far. */
export function usePages<T>(key: readonly unknown[], load: (cursor: { cursor?: string }, signal: AbortSignal) => Promise<PageOf<T>>) {
  const query = useInfiniteQuery<PageOf<T>, Error, InfiniteData<PageOf<T>>, readonly unknown[], string | undefined>({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => load(pageParam === undefined ? {} : { cursor: pageParam }, signal),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.next,
  });
  return { ...query, items: query.data?.pages.flatMap((page) => page.items) ?? [] };
}
