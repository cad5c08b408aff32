import { type Static, Type } from 'typebox';
import type { Endpoint } from '../../platform/http/endpoint.schema.ts';
import { ById, Id, Instant, orNull, PageQuery, pageOf, words } from '../../platform/http/page.schema.ts';
import { IndicatorState } from '../diagnosis.schema.ts';

const closed = { additionalProperties: false } as const;

/** The worst of a component's indicators and findings; unknown: none that speaks for the component as a whole was judged. */
export const Grade = words(['normal', 'warning', 'alarm', 'unknown']);
export type Grade = Static<typeof Grade>;

export const GradeReason = Type.Object(
  {
    indicator: Type.String({ description: 'indicator id; of a finding its fault id' }),
    name: Type.String(),
    state: IndicatorState,
    value: orNull(Type.Number()),
    unit: Type.String(),
    because: orNull(Type.String({ description: 'why it could not be computed' })),
    wouldNeed: orNull(Type.String()),
    finding: Type.Optional(Type.Object({ faultId: Type.String(), confidence: Type.Number() }, closed)),
  },
  closed,
);
export type GradeReason = Static<typeof GradeReason>;

const GradePoint = Type.Object(
  {
    recordingId: Id,
    recordingName: Type.String(),
    at: Instant,
    grade: Grade,
    judged: Type.Integer({ description: 'indicators with a limit and a value' }),
    total: Type.Integer(),
    reasons: Type.Array(GradeReason, { description: 'the indicators that decide the grade' }),
  },
  closed,
);
export type GradePoint = Static<typeof GradePoint>;

/** One component of a system over its recordings. */
export const ComponentHealth = Type.Object(
  {
    component: Type.String({ description: 'kind' }),
    names: Type.Array(Type.String(), { description: 'components of this kind in the system' }),
    grade: Grade,
    since: orNull(Type.String({ description: 'RFC 3339: since this recording the grade is the same; null: no dated recording' })),
    points: Type.Array(GradePoint, { description: 'oldest first' }),
    undated: Type.Integer({ description: 'recordings without a clock, which have no place in a history' }),
  },
  { $id: 'ComponentHealth', ...closed },
);
export type ComponentHealth = Static<typeof ComponentHealth>;

/** The components that one diagnosis tells of, by kind. */
export const DiagnosisGrades = Type.Object(
  {
    diagnosisId: Id,
    grades: Type.Array(Type.Object({ component: Type.String({ description: 'kind' }), grade: Grade }, closed), {
      description: 'one per kind of component: a few dozen at most',
    }),
  },
  { $id: 'DiagnosisGrades', ...closed },
);
export type DiagnosisGrades = Static<typeof DiagnosisGrades>;

export const componentGradeApi = {
  ofDiagnosis: {
    method: 'GET',
    url: '/api/v1/diagnoses/:id/component-grades',
    permission: 'diagnoses:read',
    schema: {
      operationId: 'getComponentGrades',
      summary: 'The grade of each kind of component by one diagnosis, the newest or an earlier one',
      tags: ['diagnostics'],
      params: ById,
      response: { 200: DiagnosisGrades },
    },
  },
  list: {
    method: 'GET',
    url: '/api/v1/systems/:id/component-health',
    permission: 'diagnoses:read',
    schema: {
      operationId: 'listComponentHealth',
      summary: 'A grade per component over the recordings of a system, each with the indicators that decide it',
      tags: ['diagnostics'],
      params: ById,
      querystring: PageQuery,
      response: { 200: pageOf(ComponentHealth) },
    },
  },
} as const satisfies Record<string, Endpoint>;
