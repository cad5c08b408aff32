import { type Static, Type } from 'typebox';
import type { Endpoint } from '../../platform/http/endpoint.schema.ts';
import { ById, Id, Instant, orNull, PageQuery, pageOf, pageQuery, Sha256, words } from '../../platform/http/page.schema.ts';
import { ProblemDetails } from '../../platform/http/problem.schema.ts';
import { JobState } from '../../platform/jobs/job.schema.ts';
import { Differences } from '../evaluations/evaluation.schema.ts';

const closed = { additionalProperties: false } as const;

export const reevaluationKind = 're-evaluation';

/** Which recordings are judged again: one, those of a system, or all. */
export const NewReevaluation = Type.Object(
  {
    scope: words(['recording', 'system', 'all']),
    recordingId: Type.Optional(Id),
    systemId: Type.Optional(Id),
    isDryRun: Type.Optional(Type.Boolean({ description: 'says what would change and changes no diagnosis' })),
  },
  { $id: 'NewReevaluation', ...closed },
);
export type NewReevaluation = Static<typeof NewReevaluation>;

/** unchanged: the same bytes, nothing stored. first: it had no diagnosis before. */
export const Outcome = words(['unchanged', 'changed', 'first', 'failed']);
export type Outcome = Static<typeof Outcome>;

export const Reevaluation = Type.Object(
  {
    id: Id,
    jobId: Id,
    jobState: JobState,
    scope: NewReevaluation.properties.scope,
    recordingId: orNull(Id),
    systemId: orNull(Id),
    isDryRun: Type.Boolean(),
    counts: Type.Object(
      { unchanged: Type.Integer(), changed: Type.Integer(), first: Type.Integer(), failed: Type.Integer() },
      { ...closed, description: 'so far, while the job runs' },
    ),
    createdAt: Instant,
    createdBy: Type.String(),
  },
  { $id: 'Reevaluation', ...closed },
);
export type Reevaluation = Static<typeof Reevaluation>;

export const ReevaluationItem = Type.Object(
  {
    recordingId: Id,
    recordingName: Type.String(),
    systemId: Id,
    systemName: Type.String(),
    outcome: Outcome,
    beforeId: orNull(Id),
    afterId: orNull(
      Type.String({ description: 'the diagnosis that says what was found now; null: failed, or a dry run that would change it' }),
    ),
    resultSha256: orNull(Sha256),
    differences: orNull(Differences),
    problem: orNull(ProblemDetails),
  },
  { $id: 'ReevaluationItem', ...closed },
);
export type ReevaluationItem = Static<typeof ReevaluationItem>;

const tags = ['diagnostics'] as const;
export const reevaluationApi = {
  start: {
    method: 'POST',
    url: '/api/v1/reevaluations',
    permission: 'diagnoses:reevaluate',
    schema: {
      operationId: 'startReevaluation',
      summary: 'Judge stored recordings again with the engine, catalogue, limits and decisions of now',
      tags,
      body: NewReevaluation,
      response: { 202: Reevaluation },
    },
  },
  list: {
    method: 'GET',
    url: '/api/v1/reevaluations',
    permission: 'diagnoses:read',
    schema: {
      operationId: 'listReevaluations',
      summary: 'Re-evaluations, newest first',
      tags,
      querystring: PageQuery,
      response: { 200: pageOf(Reevaluation) },
    },
  },
  get: {
    method: 'GET',
    url: '/api/v1/reevaluations/:id',
    permission: 'diagnoses:read',
    schema: {
      operationId: 'getReevaluation',
      summary: 'One re-evaluation with what it has found so far',
      tags,
      params: ById,
      response: { 200: Reevaluation },
    },
  },
  items: {
    method: 'GET',
    url: '/api/v1/reevaluations/:id/items',
    permission: 'diagnoses:read',
    schema: {
      operationId: 'listReevaluationItems',
      summary: 'What became of each recording, with the differences',
      tags,
      params: ById,
      querystring: pageQuery({ outcome: Type.Optional(Outcome) }),
      response: { 200: pageOf(ReevaluationItem) },
    },
  },
} as const satisfies Record<string, Endpoint>;
