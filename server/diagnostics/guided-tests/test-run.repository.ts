import type { Db } from '../../platform/database/database.ts';
import { readPage } from '../../platform/database/page.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import type { GuidedTestId, TestState } from './guided-test.schema.ts';
import type { StepTick, TestEvaluation, TestOnRecording, TestRun, TestRunRow } from './test-run.schema.ts';

interface RunRow {
  id: string;
  system_id: string;
  test_id: string;
  test: string;
  note: string | null;
  baseline_run_id: string | null;
  created_at: string;
  created_by: string;
}
interface StepRow {
  run_id: string;
  step_id: string;
  done_at: string | null;
  done_by: string | null;
  note: string | null;
}
interface EvaluationRow {
  id: string;
  run_id: string;
  recording_id: string;
  is_newest: number | boolean;
  state: string;
  result: string;
  result_sha256: string;
  engine_version: string;
  created_at: string;
  created_by: string;
}
type ListRow = RunRow & { state: string | null; recording_id: string | null; recording_name: string | null; evaluated_at: string | null };

export async function insertRun(db: Db, run: TestRun): Promise<void> {
  await db<RunRow>('guided_test_run').insert({
    id: run.id,
    system_id: run.systemId,
    test_id: run.testId,
    test: JSON.stringify(run.test),
    note: run.note,
    baseline_run_id: run.baselineRunId,
    created_at: run.createdAt,
    created_by: run.createdBy,
  });
}

export async function findRun(db: Db, id: string): Promise<TestRun | undefined> {
  const row = await db<RunRow>('guided_test_run').where({ id }).first();
  if (!row) return undefined;
  const steps = await db<StepRow>('guided_test_step').where({ run_id: id }).orderBy('step_id');
  const newest = await db<EvaluationRow>('guided_test_evaluation').where({ run_id: id, is_newest: true }).orderBy('id', 'desc').first();
  const ticks = steps.map(({ step_id, done_at, done_by, note }) => ({ stepId: step_id, doneAt: done_at, doneBy: done_by, note }));
  return { ...wordsOf(row), test: JSON.parse(row.test), ticks, newest: newest ? toEvaluation(newest) : null };
}

function wordsOf(row: RunRow) {
  return {
    id: row.id,
    systemId: row.system_id,
    testId: row.test_id as GuidedTestId,
    note: row.note,
    baselineRunId: row.baseline_run_id,
    createdAt: row.created_at,
    createdBy: row.created_by,
  };
}

export async function upsertTick(db: Db, runId: string, { stepId, doneAt, doneBy, note }: StepTick): Promise<void> {
  await db<StepRow>('guided_test_step')
    .insert({ run_id: runId, step_id: stepId, done_at: doneAt, done_by: doneBy, note })
    .onConflict(['run_id', 'step_id'])
    .merge();
}

/** Stores an evaluation as the newest of its run; the earlier ones stay. */
export async function insertEvaluation(db: Db, evaluation: TestEvaluation): Promise<void> {
  const { runId, result } = evaluation;
  await db<EvaluationRow>('guided_test_evaluation').where({ run_id: runId, is_newest: true }).update({ is_newest: false });
  await db<EvaluationRow>('guided_test_evaluation').insert({
    id: evaluation.id,
    run_id: runId,
    recording_id: evaluation.recordingId,
    is_newest: true,
    state: result.state,
    result: JSON.stringify(result),
    result_sha256: evaluation.resultSha256,
    engine_version: result.engineVersion,
    created_at: evaluation.createdAt,
    created_by: evaluation.createdBy,
  });
}

export function listRuns(db: Db, request: PageRequest & { systemId?: string; testId?: string }): Promise<Page<TestRunRow>> {
  const query = db('guided_test_run')
    .leftJoin('guided_test_evaluation', (join) => {
      join.on('guided_test_evaluation.run_id', 'guided_test_run.id').andOnVal('guided_test_evaluation.is_newest', true);
    })
    .leftJoin('recording', 'recording.id', 'guided_test_evaluation.recording_id')
    .select(
      'guided_test_run.*',
      'guided_test_evaluation.state',
      'guided_test_evaluation.recording_id',
      'guided_test_evaluation.created_at as evaluated_at',
      'recording.name as recording_name',
    );
  if (request.systemId !== undefined) void query.where('guided_test_run.system_id', request.systemId);
  if (request.testId !== undefined) void query.where('guided_test_run.test_id', request.testId);
  return readPage<ListRow, TestRunRow>(query, request, {
    columns: ['id'],
    table: 'guided_test_run',
    descending: true,
    toItem: (row) => ({
      ...wordsOf(row),
      state: row.state as TestState | null,
      recordingId: row.recording_id,
      recordingName: row.recording_name,
      evaluatedAt: row.evaluated_at,
    }),
  });
}

export function listEvaluations(db: Db, runId: string, request: PageRequest): Promise<Page<TestEvaluation>> {
  const query = db<EvaluationRow>('guided_test_evaluation').where({ run_id: runId });
  return readPage<EvaluationRow, TestEvaluation>(query, request, { columns: ['id'], descending: true, toItem: toEvaluation });
}

/** The newest evaluations of runs that rest on a recording, in the order in which the runs began; at most `limit`. */
export async function listTestsOn(db: Db, recordingId: string, limit: number): Promise<TestOnRecording[]> {
  const rows: (EvaluationRow & { test: string; note: string | null })[] = await db('guided_test_evaluation')
    .join('guided_test_run', 'guided_test_run.id', 'guided_test_evaluation.run_id')
    .where({ 'guided_test_evaluation.recording_id': recordingId, 'guided_test_evaluation.is_newest': true })
    .select('guided_test_evaluation.*', 'guided_test_run.test', 'guided_test_run.note')
    .orderBy('guided_test_evaluation.run_id')
    .limit(limit);
  return rows.map((row) => {
    const { title, operatingPoint: needed, place } = JSON.parse(row.test) as TestRun['test'];
    const at = (sentence: string) => (place === undefined ? sentence : `${place.name}: ${sentence}`);
    const operatingPoint = { en: at(needed.en), de: at(needed.de) };
    const { runId, createdAt, createdBy, resultSha256, result } = toEvaluation(row);
    return { runId, title, operatingPoint, note: row.note, evaluatedAt: createdAt, evaluatedBy: createdBy, resultSha256, result };
  });
}

/** A removed recording takes what was computed from it along; the newest of what remains becomes the run's newest again. */
export async function deleteEvaluationsOf(db: Db, recordingId: string): Promise<void> {
  const runs: { run_id: string }[] = await db<EvaluationRow>('guided_test_evaluation')
    .where({ recording_id: recordingId })
    .distinct('run_id');
  await db<EvaluationRow>('guided_test_evaluation').where({ recording_id: recordingId }).delete();
  for (const { run_id } of runs) {
    const left = await db<EvaluationRow>('guided_test_evaluation').where({ run_id }).orderBy('id', 'desc').first();
    if (left) await db<EvaluationRow>('guided_test_evaluation').where({ id: left.id }).update({ is_newest: true });
  }
}

function toEvaluation(row: EvaluationRow): TestEvaluation {
  return {
    id: row.id,
    runId: row.run_id,
    recordingId: row.recording_id,
    isNewest: Boolean(row.is_newest),
    resultSha256: row.result_sha256,
    createdAt: row.created_at,
    createdBy: row.created_by,
    result: JSON.parse(row.result),
  };
}
