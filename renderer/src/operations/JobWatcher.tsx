import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { isActive, usePolledJobs } from '../platform/jobs.ts';
import { endedSince, queriesAfter } from './ended-jobs.ts';

/** Shows nothing: what a background job has made appears on the open page as soon as the job has ended, whoever started it. */
export function JobWatcher() {
  const client = useQueryClient();
  const jobs = usePolledJobs().data?.items;
  const ended = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    if (!jobs) return;
    // The first list is what the pages have just been loaded with.
    const fresh = ended.current === null ? [] : endedSince(ended.current, jobs);
    ended.current = new Set(jobs.filter((job) => !isActive(job)).map(({ id }) => id));
    for (const queryKey of fresh.flatMap(queriesAfter)) void client.invalidateQueries({ queryKey });
  }, [jobs, client]);
  return null;
}
