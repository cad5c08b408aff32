import type { Db } from '../../platform/database/database.ts';
import type { Job } from '../../platform/jobs/job.schema.ts';
import type { JobService } from '../../platform/jobs/job.service.ts';
import type { JobHandler } from '../../platform/jobs/job-runner.ts';
import { Problem } from '../../platform/problem.ts';
import { findReport, lockReport, replaceFiles } from '../report.repository.ts';
import type { Report } from '../report.schema.ts';
import { type RenderingDeps, renderReport } from './rendering.store.ts';

export const renderingKind = 'report-files';

interface RenderingPayload {
  readonly reportId: string;
}

/** Asks for the files of a report as it stands after the caller's transaction. A job that waits for it already reads the report when it begins. */
export async function enqueueRendering(trx: Db, jobs: JobService, what: { report: Report; createdBy: string }): Promise<Job> {
  const { id, number } = what.report;
  const waiting = await jobs.findWaiting(trx, renderingKind, id);
  if (waiting) return waiting;
  const payload: RenderingPayload = { reportId: id };
  return jobs.enqueue(trx, { kind: renderingKind, title: `Files of report ${number}`, payload, createdBy: what.createdBy });
}

/** Writes the files of a report with its status and signatures of now; what it was written as in other statuses stays. */
export function createRenderingHandler(deps: RenderingDeps & { db: Db }): JobHandler {
  const { db } = deps;
  return async ({ reportId }: RenderingPayload, context) => {
    const report = await findReport(db, { id: reportId });
    if (!report) throw new Problem('report-not-found', 404, 'There is no such report any more');
    const outdated = new AbortController();
    const signal = AbortSignal.any([context.signal, outdated.signal]);
    const look = async () => {
      const now = await findReport(db, { id: reportId });
      if (!now || standingKey(now) !== standingKey(report)) outdated.abort();
    };
    const onProgress: typeof context.onProgress = (progress) => {
      context.onProgress(progress);
      // Before each format: what changed meanwhile has a job of its own, and waits for this one to end. A look that fails stops nothing.
      void look().catch(() => undefined);
    };
    const files = await renderReport(deps, report, { ...context, signal, onProgress }).catch((error: unknown) => {
      if (outdated.signal.aborted && !context.signal.aborted) return undefined;
      throw error;
    });
    if (files === undefined) return async () => ({ reportId, isOutdated: true });
    return async (trx) => {
      await lockReport(trx, reportId);
      const now = await findReport(trx, { id: reportId });
      // Signed or sent back meanwhile: a job of that change writes the files.
      if (!now || standingKey(now) !== standingKey(report)) return { reportId, isOutdated: true };
      await replaceFiles(trx, report, files);
      return { reportId };
    };
  };
}

function standingKey({ status, revision, contentSha256, signatures }: Report): string {
  return JSON.stringify([status, revision, contentSha256, signatures.map(({ id }) => id)]);
}
