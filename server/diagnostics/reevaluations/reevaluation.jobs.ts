import type { AuditTrail } from '../../accounts/audit.service.ts';
import type { Clock } from '../../platform/clock.ts';
import { type Db, isUniqueViolation } from '../../platform/database/database.ts';
import { toProblemDetails } from '../../platform/http/problem-handler.ts';
import type { JobContext, JobHandler } from '../../platform/jobs/job-runner.ts';
import { Problem } from '../../platform/problem.ts';
import { type Computed, computeDiagnosis, type DiagnosisDeps, storeDiagnosis } from '../diagnosis.jobs.ts';
import type { DiagnosisBasis } from '../diagnosis-basis.ts';
import { differencesOf } from '../evaluations/difference.ts';
import { findEvaluation, findNewestEvaluation } from '../evaluations/evaluation.repository.ts';
import { findReevaluation, insertItem, type NewItem, openRecordings } from './reevaluation.repository.ts';
import type { Reevaluation } from './reevaluation.schema.ts';
import type { ReevaluationPayload } from './reevaluation.service.ts';

type Deps = DiagnosisDeps & { now: Clock; audit: AuditTrail };

/**
 * Judges recording after recording. What became of each is committed by itself, with its diagnosis: a run that is killed goes on with the
 * rest, and one that is cancelled keeps what it has. A recording that cannot be judged is listed with its problem; the others go on.
 */
export function createReevaluationHandler(deps: Deps): JobHandler {
  const { db, audit } = deps;
  return async ({ reevaluationId, comparedWithId }: ReevaluationPayload, context) => {
    const run = await findReevaluation(db, { id: reevaluationId });
    if (!run) throw new Error(`no re-evaluation ${reevaluationId}`);
    const open = await openRecordings(db, run);
    const before = Object.values(run.counts).reduce((sum, count) => sum + count, 0);
    const report = counter(context, before, before + open.length);
    for (const [index, recordingId] of open.entries()) {
      context.signal.throwIfAborted();
      report(index);
      await judge(deps, run, { recordingId, comparedWithId, context });
    }
    report(open.length);
    return async (trx) => {
      const { counts } = (await findReevaluation(trx, { id: run.id })) ?? run;
      await audit.record(trx, {
        actor: { name: context.createdBy, requestId: null },
        action: 'reevaluation.done',
        subjectType: 'reevaluation',
        subjectId: run.id,
        newValue: { isDryRun: run.isDryRun, ...counts },
      });
      return { reevaluationId: run.id, isDryRun: run.isDryRun, ...counts };
    };
  };
}

function counter({ onProgress }: JobContext, before: number, total: number): (done: number) => void {
  const startedMs = performance.now();
  return (done) => {
    const seconds = (performance.now() - startedMs) / 1000;
    const ratePerSecond = done > 0 ? done / seconds : null;
    onProgress({ phase: 'evaluating', done: before + done, total, unit: 'recordings', ratePerSecond });
  };
}

interface At {
  readonly recordingId: string;
  readonly comparedWithId: string | undefined;
  readonly context: JobContext;
}

async function judge(deps: Deps, run: Reevaluation, at: At): Promise<void> {
  const { db } = deps;
  const { recordingId, context } = at;
  const computed = await compute(deps, at);
  context.signal.throwIfAborted();
  try {
    await db.transaction(async (trx) => {
      const item = computed instanceof Problem ? failed(recordingId, computed) : await store(deps, { trx, run, computed, at });
      await insertItem(trx, run.id, item);
    });
  } catch (error) {
    // Another runner that took this one for dead has judged it, or the recording was removed meanwhile: neither is a fault of the run.
    if (isUniqueViolation(error) || !(await exists(deps, recordingId))) return;
    throw error;
  }
}

/** The problem instead of a result where the recording cannot be judged. A worker that died is tried once more. */
async function compute(deps: Deps, { recordingId, context }: At): Promise<Computed | Problem> {
  const once = () => computeDiagnosis(deps, recordingId, { signal: context.signal, onProgress: () => undefined });
  const kept = (error: unknown): Problem => {
    if (error instanceof Problem && !context.signal.aborted) return error;
    throw error;
  };
  const first = await once().catch(kept);
  return first instanceof Problem && first.code === 'worker-crashed' ? once().catch(kept) : first;
}

async function store(
  { now, audit }: Deps,
  { trx, run, computed, at }: { trx: Db; run: Reevaluation; computed: Computed; at: At },
): Promise<NewItem> {
  const { recordingId, resultSha256, result, basis } = computed;
  const compared = await comparedEvaluation(trx, at);
  const before = compared && { result: compared.diagnosis.result, basis: compared.basis };
  const isUnchanged = compared?.diagnosis.resultSha256 === resultSha256;
  const item = {
    ...{ recordingId, resultSha256, problem: null, beforeId: compared?.diagnosis.id ?? null },
    outcome: isUnchanged ? ('unchanged' as const) : before ? ('changed' as const) : ('first' as const),
    differences: before && !isUnchanged ? differencesOf(before, { result, basis }) : null,
  };
  if (isUnchanged) return { ...item, afterId: compared.diagnosis.id };
  if (run.isDryRun) return { ...item, afterId: null };
  const { diagnosisId } = await storeDiagnosis(trx, computed, { now, audit, createdBy: at.context.createdBy });
  return { ...item, afterId: diagnosisId };
}

/** What the new result is held against: what somebody named, else the newest. */
async function comparedEvaluation(trx: Db, { recordingId, comparedWithId }: At): ReturnType<typeof findNewestEvaluation> {
  if (comparedWithId === undefined) return findNewestEvaluation(trx, recordingId);
  const found = await findEvaluation(trx, comparedWithId);
  return found && { diagnosis: found.diagnosis, basis: found.evaluation.basis as DiagnosisBasis | null };
}

function failed(recordingId: string, problem: Problem): NewItem {
  return {
    ...{ recordingId, outcome: 'failed', beforeId: null, afterId: null, resultSha256: null, differences: null },
    problem: toProblemDetails(problem),
  };
}

async function exists({ recordings }: Deps, recordingId: string): Promise<boolean> {
  return recordings.getDetail(recordingId).then(
    () => true,
    () => false,
  );
}
