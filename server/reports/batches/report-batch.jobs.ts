import type { AuditTrail } from '../../accounts/audit.service.ts';
import type { Db } from '../../platform/database/database.ts';
import { toProblemDetails } from '../../platform/http/problem-handler.ts';
import type { Commit, JobContext, JobHandler } from '../../platform/jobs/job-runner.ts';
import { Problem } from '../../platform/problem.ts';
import type { ReportPayload } from '../report.service.ts';
import { findNewestRecording } from './newest-recording.queries.ts';
import { findBatch, type OpenItem, openItems, settleItem } from './report-batch.repository.ts';
import type { ReportBatch } from './report-batch.schema.ts';

export interface ReportBatchDeps {
  readonly db: Db;
  readonly audit: AuditTrail;
  /** Makes one report, as the job of a single one does. */
  readonly makeReport: JobHandler;
}

/**
 * Makes report after report. Each is committed together with the word that its system is settled: a batch that is killed goes on with the
 * others and makes none twice, one that is cancelled keeps what it has. A system without a report says why.
 */
export function createReportBatchHandler(deps: ReportBatchDeps): JobHandler {
  const { db, audit } = deps;
  return async ({ reportBatchId }: { reportBatchId: string }, context) => {
    const batch = await findBatch(db, { id: reportBatchId });
    if (!batch) throw new Error(`no batch of reports ${reportBatchId}`);
    const open = await openItems(db, batch.id);
    const before = batch.counts.made + batch.counts.failed;
    const tell = counter(context, before, before + open.length);
    for (const [index, item] of open.entries()) {
      context.signal.throwIfAborted();
      tell(item.systemName, index);
      await settle(deps, batch, { item, context });
    }
    return async (trx) => {
      const { made, failed } = ((await findBatch(trx, { id: batch.id })) ?? batch).counts;
      const actor = { name: context.createdBy, requestId: null };
      const about = { subjectType: 'report-batch', subjectId: batch.id };
      await audit.record(trx, { actor, action: 'report-batch.done', ...about, newValue: { made, failed } });
      return { reportBatchId: batch.id, made, failed };
    };
  };
}

function counter({ onProgress }: JobContext, before: number, total: number): (system: string, done: number) => void {
  const startedMs = performance.now();
  return (system, done) => {
    const ratePerSecond = done > 0 ? (done * 1000) / (performance.now() - startedMs) : null;
    onProgress({ phase: system.slice(0, 100), done: before + done, total, unit: 'systems', ratePerSecond });
  };
}

async function settle(
  deps: ReportBatchDeps,
  batch: ReportBatch,
  { item, context }: { item: OpenItem; context: JobContext },
): Promise<void> {
  const { db } = deps;
  const recordingId = (await findNewestRecording(db, item.systemId, batch)) ?? null;
  const made = recordingId === null ? noRecording(batch) : await make(deps, batch, { item, recordingId, context });
  context.signal.throwIfAborted();
  try {
    await db.transaction(async (trx) => {
      const reportId = made instanceof Problem ? null : String((await made(trx)).reportId);
      const problem = made instanceof Problem ? toProblemDetails(made) : null;
      if (!(await settleItem(trx, batch.id, { id: item.id, recordingId, reportId, problem }))) throw new SettledBefore();
    });
  } catch (error) {
    // Another runner that took this one for dead was faster: nothing of this attempt stays.
    if (!(error instanceof SettledBefore)) throw error;
  }
}

class SettledBefore extends Error {}

function noRecording({ from, to }: ReportBatch): Problem {
  const period = from === null && to === null ? '' : ` between ${from ?? '…'} and ${to ?? '…'}`;
  return new Problem('batch-no-recording', 422, 'There is nothing to report on', { detail: `The system has no recording${period}.` });
}

/** What is to be committed, or why there is no report. A worker that died is tried once more. */
async function make(
  { makeReport }: ReportBatchDeps,
  { formats, period, language, template }: ReportBatch,
  { item, recordingId, context }: { item: OpenItem; recordingId: string; context: JobContext },
): Promise<Commit | Problem> {
  const payload: ReportPayload = {
    ...{ recordingId, formats },
    ...(period && { source: { kind: 'period', systemId: item.systemId, ...period } }),
    ...(language && { language }),
    template: template && { id: template.id, version: template.version },
  };
  // The number it reserves is its own, also when it is tried again.
  const own: JobContext = { ...context, jobId: item.id, onProgress: () => undefined };
  const once = () => makeReport(payload as never, own);
  const kept = (error: unknown): Problem => {
    if (error instanceof Problem && !context.signal.aborted) return error;
    throw error;
  };
  const first = await once().catch(kept);
  return first instanceof Problem && first.code === 'worker-crashed' ? once().catch(kept) : first;
}
