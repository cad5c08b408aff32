import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { type NewImport, recordingApi } from '../../../server/measurements/recording.schema.ts';
import type { ProblemDetails } from '../../../server/platform/http/problem.schema.ts';
import type { Job } from '../../../server/platform/jobs/job.schema.ts';
import { call, problemOf } from '../platform/api.ts';
import { jobsKey, useJob } from '../platform/jobs.ts';
import { handInFiles } from '../platform/upload.ts';
import { type Answers, questionsOf } from './imports/import-questions.ts';
import { type Looked, useFirstLook } from './imports/use-first-look.ts';
import { recordingsKey } from './recording.queries.ts';

export interface UploadProgress {
  fileName: string;
  fileNumber: number;
  fileCount: number;
  done: number;
  total: number;
  ratePerSecond: number;
}

type Phase =
  | { step: 'idle' }
  | { step: 'uploading'; progress: UploadProgress }
  | { step: 'checking'; job: Job }
  | { step: 'importing'; jobId: string }
  | { step: 'looking'; request: NewImport }
  | { step: 'several'; recordingIds: readonly string[]; existing: number }
  | { step: 'failed'; problem: ProblemDetails };

export interface Import {
  phase: Phase;
  job: Job | undefined;
  /** The beginning of the file, as soon as it could be read. */
  looked: Looked | null;
  /** Hands in the files and starts the import, or looks at them first. */
  start(files: readonly File[], name: string, isLook?: boolean): void;
  /** Starts again with the same files and what the person answered. */
  answer(answers: Answers): void;
  cancelUpload(): void;
  reset(): void;
}

/** Upload, job and result of one import. The job goes on when the page is left; `onDone` is called only while it is open. */
export function useImport(systemId: string, onDone: (recordingId: string) => void): Import {
  const client = useQueryClient();
  const [phase, setPhase] = useState<Phase>({ step: 'idle' });
  const request = useRef<NewImport | null>(null);
  const abort = useRef<AbortController | null>(null);
  const firstLook = useFirstLook(systemId);
  const job = useJob(phase.step === 'importing' ? phase.jobId : null).data;

  const begin = async (body: NewImport) => {
    request.current = body;
    const started = await call(recordingApi.startImport, { body });
    setPhase({ step: 'importing', jobId: started.id });
    await client.invalidateQueries({ queryKey: jobsKey });
  };
  const attempt = (work: () => Promise<void>) => {
    work().catch((error: unknown) => {
      const isGivenUp = abort.current?.signal.aborted || (error instanceof DOMException && error.name === 'AbortError');
      if (isGivenUp) setPhase({ step: 'idle' });
      else setPhase({ step: 'failed', problem: problemOf(error) });
    });
  };
  const start = (files: readonly File[], name: string, isLook = false) =>
    attempt(async () => {
      abort.current = new AbortController();
      firstLook.begin(files, abort.current.signal);
      const raw = await handInFiles(files, {
        signal: abort.current.signal,
        onProgress: progressOf(files, (progress) => setPhase({ step: 'uploading', progress })),
        onJob: (checking) => setPhase({ step: 'checking', job: checking }),
      });
      const body = { systemId, files: raw.map(({ sha256 }, i) => ({ sha256, name: files[i]?.name ?? '' })), ...(name && { name }) };
      request.current = body;
      if (isLook) setPhase({ step: 'looking', request: body });
      else await begin(body);
    });

  useEffect(() => {
    if (phase.step !== 'importing' || job?.id !== phase.jobId) return;
    if (job.state === 'done' && typeof job.result?.recordingId === 'string') {
      void client.invalidateQueries({ queryKey: recordingsKey });
      const made = severalOf(job.result);
      if (made) setPhase({ step: 'several', ...made });
      else onDone(job.result.recordingId);
    } else if (job.state === 'failed' && job.problem) setPhase(afterFailure(job.problem, request.current));
    else if (job.state === 'cancelled') setPhase({ step: 'idle' });
  }, [phase, job, client, onDone]);

  return {
    phase,
    job,
    looked: firstLook.looked,
    start,
    answer: (answers) => attempt(() => begin({ ...(request.current as NewImport), answers: { ...request.current?.answers, ...answers } })),
    cancelUpload: () => abort.current?.abort(),
    reset: () => setPhase({ step: 'idle' }),
  };
}

/** Files that did not belong together have become several recordings; null: there is one to be opened. */
export function severalOf(result: Job['result']): { recordingIds: readonly string[]; existing: number } | null {
  const { recordings, existing } = (result ?? {}) as { recordings?: readonly { recordingId: string }[]; existing?: readonly string[] };
  if (recordings === undefined || recordings.length + (existing?.length ?? 0) < 2) return null;
  return { recordingIds: recordings.map(({ recordingId }) => recordingId), existing: existing?.length ?? 0 };
}

/** What the file leaves open is asked; anything else is told. */
function afterFailure(problem: ProblemDetails, request: NewImport | null): Phase {
  const isOpen = request !== null && questionsOf(problem).length > 0;
  return isOpen ? { step: 'looking', request } : { step: 'failed', problem };
}

/** Sums up over all files. What an earlier visit had sent already does not count as speed. */
function progressOf(files: readonly File[], tell: (progress: UploadProgress) => void): (index: number, bytes: number) => void {
  const total = files.reduce((sum, file) => sum + file.size, 0);
  let first: { done: number; atMs: number } | null = null;
  return (index, bytes) => {
    const before = files.slice(0, index).reduce((sum, file) => sum + file.size, 0);
    const done = Math.min(total, before + bytes);
    first ??= bytes > 0 ? { done, atMs: performance.now() } : null;
    const seconds = first ? (performance.now() - first.atMs) / 1000 : 0;
    const ratePerSecond = first && seconds > 0.2 ? (done - first.done) / seconds : 0;
    tell({ fileName: files[index]?.name ?? '', fileNumber: index + 1, fileCount: files.length, done, total, ratePerSecond });
  };
}
