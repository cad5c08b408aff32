import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ProblemDetails } from '../../../server/platform/http/problem.schema.ts';
import type { Job } from '../../../server/platform/jobs/job.schema.ts';
import { problemOf } from './api.ts';
import { isActive, jobsKey, useJob } from './jobs.ts';

interface StartedJobOptions {
  start(): Promise<Job>;
  onDone(job: Job): void;
}

export interface StartedJob {
  start(): void;
  isBusy: boolean;
  job: Job | undefined;
  /** Why it could not start or did not end well. */
  problem: ProblemDetails | null;
}

/** Starts one job from a button and follows it to its end. */
export function useStartedJob({ start, onDone }: StartedJobOptions): StartedJob {
  const { follow, isFollowing, job, problem } = useFollowedJob(onDone);
  const begin = useMutation({ mutationFn: start, onSuccess: follow });
  return {
    start: () => begin.mutate(),
    isBusy: begin.isPending || isFollowing,
    job,
    problem: begin.isError ? problemOf(begin.error) : problem,
  };
}

/** Follows a job that something else has started (a dialog, say) to its end. */
export function useFollowedJob(onDone: (job: Job) => void) {
  const client = useQueryClient();
  const [jobId, setJobId] = useState<string | null>(null);
  const job = useJob(jobId).data;
  const follow = (started: Job) => {
    setJobId(started.id);
    return client.invalidateQueries({ queryKey: jobsKey });
  };
  useEffect(() => {
    if (!job || job.id !== jobId || isActive(job)) return;
    if (job.state === 'done') {
      setJobId(null);
      onDone(job);
    }
  }, [job, jobId, onDone]);
  const failed = job?.id === jobId && job?.state === 'failed' ? job.problem : null;
  return { follow, isFollowing: jobId !== null && (!job || isActive(job)), job, problem: failed };
}
