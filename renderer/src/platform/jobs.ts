import { keepPreviousData, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Job, jobApi } from '../../../server/platform/jobs/job.schema.ts';
import { call } from './api.ts';

export const jobsKey = ['jobs'] as const;

export function isActive(job: Pick<Job, 'state'>): boolean {
  return job.state === 'queued' || job.state === 'running';
}

const newestJobs = queryOptions({
  queryKey: jobsKey,
  queryFn: ({ signal }) => call(jobApi.list, { querystring: { limit: 50 } }, signal),
  placeholderData: keepPreviousData,
});

/** The newest jobs, as fresh as the frame keeps them. */
export function useJobs() {
  return useQuery(newestJobs);
}

/**
 * Asks for the newest jobs again and again: often while something runs, seldom otherwise, never while the page is hidden. Used once, by
 * the frame: every observer with an interval asks on its own.
 */
export function usePolledJobs() {
  return useQuery({ ...newestJobs, refetchInterval: (query) => (query.state.data?.items.some(isActive) ? 1_000 : 5_000) });
}

/** Somebody waits and watches: a small file is imported in less than half a second. */
const pollMs = 100;

/** One job until it has ended. */
export function useJob(id: string | null) {
  return useQuery({
    queryKey: [...jobsKey, id],
    queryFn: ({ signal }) => call(jobApi.get, { params: { id: id ?? '' } }, signal),
    enabled: id !== null,
    refetchInterval: (query) => (query.state.data && !isActive(query.state.data) ? false : pollMs),
  });
}

export function useCancelJob() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call(jobApi.cancel, { params: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: jobsKey }),
  });
}
