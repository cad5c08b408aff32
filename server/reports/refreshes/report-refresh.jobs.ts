import type { AuditTrail } from '../../accounts/audit.service.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/database/database.ts';
import type { ContentStore } from '../../platform/files/content-store.ts';
import type { Job } from '../../platform/jobs/job.schema.ts';
import type { JobService } from '../../platform/jobs/job.service.ts';
import type { JobContext, JobHandler } from '../../platform/jobs/job-runner.ts';
import { Problem } from '../../platform/problem.ts';
import type { WorkerProcess } from '../../platform/workers/worker-process.ts';
import { assertUsable } from '../compositions/composition.change.ts';
import { compositionOf, updateComposition } from '../compositions/composition.repository.ts';
import type { ComposedReport, CompositionTask } from '../compositions/composition.runner.ts';
import { draftChanged } from '../compositions/composition.service.ts';
import { enqueueRendering } from '../renderings/rendering.jobs.ts';
import { deleteFiles, findReport, lockReport, replaceCited } from '../report.repository.ts';
import type { Report } from '../report.schema.ts';
import type { ReportInput } from '../report-input.schema.ts';
import { freezeInput } from '../sources/input.store.ts';
import { readPins } from '../sources/pin.reader.ts';
import { type ReaderDeps, readSource } from '../sources/source.reader.ts';
import { assertStatus, shownName } from '../statuses/status.rules.ts';
import { editionAfter } from '../versions/version.edition.ts';

export const refreshKind = 'report-refresh';
const deadlineMs = 10 * 60_000;
/** Beyond these the trail says only how many more there are. */
const mostChanges = 100;

interface RefreshPayload {
  readonly reportId: string;
}

interface Deps extends ReaderDeps {
  readonly db: Db;
  readonly now: Clock;
  readonly audit: AuditTrail;
  readonly files: ContentStore;
  readonly jobs: JobService;
  /** Composes. */
  readonly worker: WorkerProcess;
}

/** Asks for a draft to be frozen anew. @throws Problem `report-not-found`, `report-status` */
export async function startRefresh({ db, jobs }: { db: Db; jobs: JobService }, report: Report, createdBy: string): Promise<Job> {
  assertStatus(report, 'draft', 'frozen anew');
  const payload: RefreshPayload = { reportId: report.id };
  const title = `Freeze report ${shownName(report)} anew`;
  return db.transaction((trx) => jobs.enqueue(trx, { kind: refreshKind, title, payload, createdBy, idempotencyKey: report.id }));
}

/** Freezes what a draft is made of as it is now: its sources, newest diagnoses, pinned figures. What was chosen and written stays. */
export function createRefreshHandler(deps: Deps): JobHandler {
  const { db, now, files } = deps;
  return async ({ reportId }: RefreshPayload, context) => {
    const report = await findReport(db, { id: reportId });
    if (!report) throw new Problem('report-not-found', 404, 'There is no such report any more');
    assertStatus(report, 'draft', 'frozen anew');
    const composition = await compositionOf(db, report.id);
    const read = await readSource(deps, report.source, composition.language);
    const pinned = await readPins(deps.recordings, composition.pins, read.cited);
    const whose = { number: report.number, createdAtIso: now().toISOString(), author: report.createdBy };
    const input: ReportInput = { ...read.input, ...whose, pinned };
    const folder = files.stage(`refresh-${context.jobId}`);
    try {
      const inputSha256 = await freezeInput(files, folder, input);
      const { edition } = await editionAfter(deps, report.supersedesId);
      const old = report.contentSha256;
      if (old !== null) (await files.open(old)).destroy();
      const comparedWith = old === null ? {} : { comparedWith: files.pathOf(old) };
      const task: CompositionTask = { inputPath: files.pathOf(inputSha256), composition, edition, folder, ...comparedWith };
      const made = await compose(deps, task, context);
      await files.adopt(made.content.path, made.content);
      const { title, history, changes } = made;
      const to = { composition, title, inputSha256, contentSha256: made.content.sha256, history };
      return async (trx) => {
        await lockReport(trx, report.id);
        if (!(await updateComposition(trx, report, to))) throw draftChanged(report);
        await replaceCited(trx, report.id, read.cited);
        await deleteFiles(trx, report.id, ['draft']);
        await record(deps, trx, { report, to, changes, by: context.createdBy });
        await enqueueRendering(trx, deps.jobs, { report, createdBy: context.createdBy });
        return { reportId, isComparable: changes !== null, changes: changes?.length ?? 0 };
      };
    } finally {
      files.discard(folder);
    }
  };
}

async function compose({ worker }: Deps, task: CompositionTask, { signal, onProgress }: JobContext) {
  const made = (await worker.run('composition', task, { signal, deadlineMs, onProgress })) as ComposedReport;
  assertUsable(made.faults);
  const { content } = made;
  if (content === null) throw new Error('the worker wrote no document');
  return { ...made, content };
}

/** What it was frozen from before, from what now, and in what the document differs. */
function record(
  { audit }: Deps,
  trx: Db,
  what: { report: Report; to: { inputSha256: string; contentSha256: string }; changes: ComposedReport['changes']; by: string },
): Promise<unknown> {
  const { report, to, changes, by } = what;
  const { revision, inputSha256, contentSha256 } = report;
  return audit.record(trx, {
    actor: { name: by, requestId: null },
    action: 'report.refrozen',
    subjectType: 'report',
    subjectId: report.id,
    oldValue: { revision, inputSha256, contentSha256 },
    newValue: {
      ...{ revision: revision + 1, inputSha256: to.inputSha256, contentSha256: to.contentSha256 },
      changes: changes?.slice(0, mostChanges) ?? null,
      more: Math.max(0, (changes?.length ?? 0) - mostChanges),
    },
  });
}
