import type { Actor } from '../../accounts/actor.ts';
import type { AuditTrail } from '../../accounts/audit.service.ts';
import type { RecordingService } from '../../measurements/recording.service.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/database/database.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import { newId } from '../../platform/ids.ts';
import type { Job } from '../../platform/jobs/job.schema.ts';
import type { JobService } from '../../platform/jobs/job.service.ts';
import { Problem } from '../../platform/problem.ts';
import type { OperatingPointService } from '../../systems/operating-points/operating-point.service.ts';
import type { SignalId } from '../../systems/signal.schema.ts';
import type { SystemDetail } from '../../systems/system.schema.ts';
import type { SystemService } from '../../systems/system.service.ts';
import { describeTest, type TestDefinition, unmet } from './definition.ts';
import { findTest, guidedTests } from './test-catalogue.ts';
import { findRun, insertRun, listEvaluations, listRuns, listTestsOn, upsertTick } from './test-run.repository.ts';
import type {
  NewEvaluation,
  NewTestRun,
  NewTick,
  StepTick,
  SystemTest,
  TestEvaluation,
  TestOnRecording,
  TestRun,
  TestRunRow,
} from './test-run.schema.ts';

export interface TestRunPayload {
  readonly runId: string;
  readonly recordingId: string;
  /** s since the start of the recording. */
  readonly range: { readonly fromS: number; readonly toS: number };
}

export interface GuidedTestService {
  listTests(systemId: string): Promise<Page<SystemTest>>;
  /** @throws Problem `guided-test-unknown`, `guided-test-baseline-unfit`, `operating-point-not-found` */
  create(systemId: string, input: NewTestRun, actor: Actor): Promise<TestRun>;
  list(request: PageRequest & { systemId?: string; testId?: string }): Promise<Page<TestRunRow>>;
  /** @throws Problem `guided-test-run-not-found` */
  get(id: string): Promise<TestRun>;
  /** @throws Problem `guided-test-step-unknown` */
  tick(id: string, step: { id: string } & NewTick, actor: Actor): Promise<TestRun>;
  /** @throws Problem `guided-test-recording-elsewhere`, `guided-test-range-invalid` */
  evaluate(id: string, input: NewEvaluation, actor: Actor): Promise<Job>;
  listEvaluations(id: string, request: PageRequest): Promise<Page<TestEvaluation>>;
  /** What guided tests say about a recording: the newest evaluation of each run that rests on it. */
  listOnRecording(recordingId: string): Promise<TestOnRecording[]>;
}

/** A report does not grow beyond what somebody reads. */
const mostReported = 20;
/** Recordings that show with what a system is measured. */
const mostRecordings = 5;

interface Deps {
  db: Db;
  now: Clock;
  audit: AuditTrail;
  jobs: JobService;
  systems: SystemService;
  operatingPoints: Pick<OperatingPointService, 'of'>;
  recordings: RecordingService;
}

/** Guided tests belong to a system: steps are ticked by people, the evaluation is a job, and every result is kept. */
export function createGuidedTestService(deps: Deps): GuidedTestService {
  const { db, jobs, systems, recordings } = deps;
  const get = async (id: string): Promise<TestRun> => (await findRun(db, id)) ?? notFound();
  return {
    get,
    list: (request) => listRuns(db, request),
    async listTests(systemId) {
      const { channels, components } = await systems.getDetail(systemId);
      const known = new Set([...channels.map(({ signal }) => signal), ...(await recordedSignals(recordings, systemId))]);
      return { items: guidedTests.map((test) => possibility(test, known, components)) };
    },
    create: (systemId, input, actor) => createRun(deps, { systemId, input, actor }),
    async tick(id, step, actor) {
      await tickStep(deps, { run: await get(id), step, actor });
      return get(id);
    },
    async evaluate(id, { recordingId, fromS = 0, toS }, actor) {
      const run = await get(id);
      const { recording } = await recordings.getDetail(recordingId);
      if (recording.systemId !== run.systemId) throw elsewhere(recording.name);
      const payload: TestRunPayload = { runId: id, recordingId, range: rangeWithin({ fromS, toS }, recording.durationMs / 1000) };
      const title = `Evaluate ${run.test.title.en} with ${recording.name}`.slice(0, 300);
      return db.transaction((trx) => jobs.enqueue(trx, { kind: 'guided-test', title, payload, createdBy: actor.name }));
    },
    async listEvaluations(id, request) {
      await get(id);
      return listEvaluations(db, id, request);
    },
    listOnRecording: (recordingId) => listTestsOn(db, recordingId, mostReported),
  };
}

function possibility(test: TestDefinition, known: ReadonlySet<SignalId | null>, components: SystemDetail['components']): SystemTest {
  const reasons = test.needs.flatMap(
    (need) =>
      unmet(need, {
        signal: (id) => (known.has(id) ? {} : undefined),
        plate: (kind, key) => components.some((one) => one.kind === kind && Number(one.nameplate[key]) > 0),
      }) ?? [],
  );
  return { test: describeTest(test), isPossible: reasons.length === 0, unmet: reasons };
}

/** What the newest recordings measured. Their rate is no obstacle: a test is recorded for itself, and the logger can be set. */
async function recordedSignals(recordings: RecordingService, systemId: string): Promise<(SignalId | null)[]> {
  const { items } = await recordings.list({ systemId, limit: mostRecordings });
  const details = await Promise.all(items.map(({ id }) => recordings.getDetail(id)));
  return details.flatMap(({ channels }) => channels.map(({ signal }) => signal));
}

async function createRun(
  { db, now, audit, systems, operatingPoints }: Deps,
  { systemId, input, actor }: { systemId: string; input: NewTestRun; actor: Actor },
): Promise<TestRun> {
  await systems.getDetail(systemId);
  const test = findTest(input.testId);
  if (!test) {
    throw new Problem('guided-test-unknown', 404, 'There is no such guided test', {
      detail: `"${input.testId}" is none of ${guidedTests.map(({ id }) => id).join(', ')}.`,
    });
  }
  if (input.baselineRunId !== undefined) await checkBaseline(db, { systemId, ...input, baselineRunId: input.baselineRunId });
  const { operatingPointId } = input;
  const place = operatingPointId === undefined ? undefined : await operatingPoints.of(systemId, operatingPointId);
  const run: TestRun = {
    ...{ id: newId(), systemId, testId: input.testId, note: input.note?.trim() || null },
    baselineRunId: input.baselineRunId ?? null,
    createdAt: now().toISOString(),
    createdBy: actor.name,
    test: { ...describeTest(test), ...(place ? { place } : {}) },
    ticks: [],
    newest: null,
  };
  await db.transaction(async (trx) => {
    await insertRun(trx, run);
    const what = { action: 'guided-test.created', subjectType: 'guided-test-run', subjectId: run.id };
    const { testId, note, baselineRunId } = run;
    await audit.record(trx, { actor, ...what, newValue: { systemId, testId, testVersion: test.version, note, baselineRunId, place } });
  });
  return run;
}

/** What is compared with must be the same test on the same system, and evaluated. */
async function checkBaseline(db: Db, { systemId, testId, baselineRunId }: { systemId: string; testId: string; baselineRunId: string }) {
  const run = await findRun(db, baselineRunId);
  if (run && run.systemId === systemId && run.testId === testId && run.newest) return;
  throw new Problem('guided-test-baseline-unfit', 422, 'This run cannot be the healthy one to compare with', {
    detail: 'Choose an evaluated run of the same test on the same system.',
  });
}

async function tickStep(
  { db, now, audit }: Deps,
  { run, step, actor }: { run: TestRun; step: { id: string } & NewTick; actor: Actor },
): Promise<void> {
  if (!run.test.steps.some(({ id }) => id === step.id)) {
    throw new Problem('guided-test-step-unknown', 404, 'This test has no such step', {
      detail: `Its steps are ${run.test.steps.map(({ id }) => id).join(', ')}.`,
    });
  }
  const before = run.ticks.find(({ stepId }) => stepId === step.id);
  const note = step.note === undefined ? (before?.note ?? null) : step.note.trim() || null;
  // Ticking twice (a note added later) does not move the time of the first tick.
  const done = before?.doneAt ? before : { doneAt: now().toISOString(), doneBy: actor.name };
  const tick: StepTick = { stepId: step.id, doneAt: step.isDone ? done.doneAt : null, doneBy: step.isDone ? done.doneBy : null, note };
  await db.transaction(async (trx) => {
    await upsertTick(trx, run.id, tick);
    const what = { action: 'guided-test.step', subjectType: 'guided-test-run', subjectId: run.id };
    await audit.record(trx, { actor, ...what, oldValue: before ?? null, newValue: tick });
  });
}

function rangeWithin({ fromS, toS = Number.POSITIVE_INFINITY }: { fromS: number; toS?: number | undefined }, durationS: number) {
  const range = { fromS: Math.max(0, fromS), toS: Math.min(toS, durationS) };
  if (range.toS - range.fromS >= 1) return range;
  throw new Problem('guided-test-range-invalid', 422, 'This range holds nothing to evaluate', {
    detail: `Choose at least one second between 0 and ${durationS.toFixed(1)} s of the recording.`,
  });
}

function notFound(): never {
  throw new Problem('guided-test-run-not-found', 404, 'There is no such test run', { detail: 'Look at the list of runs of the system.' });
}

function elsewhere(name: string): Problem {
  return new Problem('guided-test-recording-elsewhere', 422, 'This recording belongs to another system', {
    detail: `"${name}" was not recorded on the system of this test. Choose one of its own recordings, or import the file for it.`,
  });
}
