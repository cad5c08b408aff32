import { type Static, Type } from 'typebox';
import type { Endpoint } from '../../platform/http/endpoint.schema.ts';
import { ById, Id, Instant, orNull, pageOf, pageQuery, Sha256 } from '../../platform/http/page.schema.ts';
import { Job } from '../../platform/jobs/job.schema.ts';
import { GuidedTest, GuidedTestId, Refusal, Sentence, TestResult, TestState } from './guided-test.schema.ts';

const closed = { additionalProperties: false } as const;
const StepId = Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' });
const Note = Type.String({ maxLength: 2000 });

/** A test, and whether this system's channels and nameplates allow it. */
export const SystemTest = Type.Object(
  { test: GuidedTest, isPossible: Type.Boolean(), unmet: Type.Array(Refusal) },
  { $id: 'SystemTest', ...closed },
);
export type SystemTest = Static<typeof SystemTest>;

/** What the technician did and noted about one step. */
export const StepTick = Type.Object({ stepId: StepId, doneAt: orNull(Instant), doneBy: orNull(Type.String()), note: orNull(Note) }, closed);
export type StepTick = Static<typeof StepTick>;

/** An evaluation of a run; evaluating again keeps the earlier ones. */
export const TestEvaluation = Type.Object(
  {
    id: Id,
    runId: Id,
    recordingId: Id,
    isNewest: Type.Boolean(),
    resultSha256: Sha256,
    createdAt: Instant,
    createdBy: Type.String(),
    result: TestResult,
  },
  { $id: 'TestEvaluation', ...closed },
);
export type TestEvaluation = Static<typeof TestEvaluation>;

const runWords = {
  id: Id,
  systemId: Id,
  testId: GuidedTestId,
  note: orNull(Note),
  baselineRunId: orNull(Id),
  createdAt: Instant,
  createdBy: Type.String(),
};

/** A run as a list shows it. */
export const TestRunRow = Type.Object(
  {
    ...runWords,
    state: orNull(TestState),
    recordingId: orNull(Id),
    recordingName: orNull(Type.String()),
    evaluatedAt: orNull(Instant),
  },
  { $id: 'TestRunRow', ...closed },
);
export type TestRunRow = Static<typeof TestRunRow>;

export const TestRun = Type.Object(
  {
    ...runWords,
    /** The test as it was when the run began. */
    test: GuidedTest,
    ticks: Type.Array(StepTick),
    newest: orNull(TestEvaluation),
  },
  { $id: 'TestRun', ...closed },
);
export type TestRun = Static<typeof TestRun>;

/** What a guided test says about a recording, as a report freezes it. */
export const TestOnRecording = Type.Object(
  {
    runId: Id,
    title: Sentence,
    operatingPoint: Sentence,
    note: orNull(Note),
    evaluatedAt: Instant,
    evaluatedBy: Type.String(),
    resultSha256: Sha256,
    result: TestResult,
  },
  closed,
);
export type TestOnRecording = Static<typeof TestOnRecording>;

export const NewTestRun = Type.Object(
  {
    testId: GuidedTestId,
    note: Type.Optional(Note),
    baselineRunId: Type.Optional(Id),
    operatingPointId: Type.Optional(Id),
  },
  { $id: 'NewTestRun', ...closed },
);
export type NewTestRun = Static<typeof NewTestRun>;

export const NewTick = Type.Object({ isDone: Type.Boolean(), note: Type.Optional(Note) }, closed);
export type NewTick = Static<typeof NewTick>;

export const NewEvaluation = Type.Object(
  {
    recordingId: Id,
    fromS: Type.Optional(Type.Number({ description: 's since the start of the recording; absent: its start' })),
    toS: Type.Optional(Type.Number({ description: 'absent: its end' })),
  },
  { $id: 'NewTestEvaluation', ...closed },
);
export type NewEvaluation = Static<typeof NewEvaluation>;

const tags = ['guided-tests'] as const;
export const guidedTestApi = {
  listTests: {
    method: 'GET',
    url: '/api/v1/systems/:id/guided-tests',
    permission: 'diagnoses:read',
    schema: {
      operationId: 'listGuidedTests',
      summary: 'Guided tests, and why one is not possible on this system',
      tags,
      params: ById,
      querystring: pageQuery({}),
      response: { 200: pageOf(SystemTest) },
    },
  },
  createRun: {
    method: 'POST',
    url: '/api/v1/systems/:id/guided-test-runs',
    permission: 'diagnoses:run',
    schema: {
      operationId: 'createGuidedTestRun',
      summary: 'Begin a guided test on a system',
      tags,
      params: ById,
      body: NewTestRun,
      response: { 201: TestRun },
    },
  },
  listRuns: {
    method: 'GET',
    url: '/api/v1/guided-test-runs',
    permission: 'diagnoses:read',
    schema: {
      operationId: 'listGuidedTestRuns',
      summary: 'Runs of guided tests with their newest outcome, newest first',
      tags,
      querystring: pageQuery({ systemId: Type.Optional(Id), testId: Type.Optional(GuidedTestId) }),
      response: { 200: pageOf(TestRunRow) },
    },
  },
  getRun: {
    method: 'GET',
    url: '/api/v1/guided-test-runs/:id',
    permission: 'diagnoses:read',
    schema: {
      operationId: 'getGuidedTestRun',
      summary: 'A run with its steps and its newest evaluation',
      tags,
      params: ById,
      response: { 200: TestRun },
    },
  },
  tick: {
    method: 'PUT',
    url: '/api/v1/guided-test-runs/:id/steps/:stepId',
    permission: 'diagnoses:run',
    schema: {
      operationId: 'tickGuidedTestStep',
      summary: 'Tick a step off, take the tick back, or note something',
      tags,
      params: Type.Object({ id: Id, stepId: StepId }, closed),
      body: NewTick,
      response: { 200: TestRun },
    },
  },
  evaluate: {
    method: 'POST',
    url: '/api/v1/guided-test-runs/:id/evaluations',
    permission: 'diagnoses:run',
    schema: {
      operationId: 'evaluateGuidedTest',
      summary: 'Attach a recording, or a range of one, and evaluate the run with it',
      tags,
      params: ById,
      body: NewEvaluation,
      response: { 202: Job },
    },
  },
  listEvaluations: {
    method: 'GET',
    url: '/api/v1/guided-test-runs/:id/evaluations',
    permission: 'diagnoses:read',
    schema: {
      operationId: 'listGuidedTestEvaluations',
      summary: 'All evaluations of a run, newest first',
      tags,
      params: ById,
      querystring: pageQuery({}),
      response: { 200: pageOf(TestEvaluation) },
    },
  },
} as const satisfies Record<string, Endpoint>;
