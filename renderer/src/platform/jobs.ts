import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Job, jobApi } from '../../../server/platform/jobs/job.schema.ts';
import { call } from './api.ts';

export const jobsKey = ['jobs'] as const;

export function isActive(job: Pick<Job, 'state'>): boolean {
  return job.state === 'queued' || job.state === 'running';
}

/** The newest jobs: asked often while something runs, seldom otherwise. */
export function useJobs() {
  return useQuery({
    queryKey: jobsKey,
    queryFn: ({ signal }) => call(jobApi.list, { querystring: { limit: 50 } }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: (query) => (query.state.data?.items.some(isActive) ? 1_000 : 5_000),
  });
}

/** One job until it has ended. */
export function useJob(id: string | null) {
  return useQuery({
    queryKey: [...jobsKey, id],
    queryFn: ({ signal }) => call(jobApi.get, { params: { id: id ?? '' } }, signal),
    enabled: id !== null,
    refetchInterval: (query) => (query.state.data && !isActive(query.state.data) ? false : 400),
  });
}

export function useCancelJob() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call(jobApi.cancel, { params: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: jobsKey }),
  });
}
