import { type Static, Type } from 'typebox';
import type { Endpoint } from '../../platform/http/endpoint.schema.ts';
import { ById, Id, Instant, orNull, PageQuery, pageOf } from '../../platform/http/page.schema.ts';
import { IndicatorState, LimitUsed } from '../diagnosis.schema.ts';

const closed = { additionalProperties: false } as const;

export const HealthPoint = Type.Object(
  {
    recordingId: Id,
    recordingName: Type.String(),
    at: Instant,
    value: Type.Number({ description: 'median over the recording' }),
    uncertainty: orNull(Type.Number({ description: 'expanded, k = 2' })),
    state: IndicatorState,
    notComparable: orNull(Type.String({ description: 'why its operating point is another one than that of the newest recording' })),
  },
  closed,
);
export type HealthPoint = Static<typeof HealthPoint>;

export const HealthTrend = Type.Object(
  {
    points: Type.Integer(),
    tau: Type.Number({ description: 'Kendall' }),
    p: Type.Number({ description: 'Mann–Kendall, two-sided' }),
    perDay: Type.Number({ description: 'Theil–Sen slope in the unit per day' }),
    perDayLow: Type.Number({ description: '90 % interval' }),
    perDayHigh: Type.Number(),
  },
  closed,
);

/** ISO 13381-1: an interval with its assumptions, or why there is none. */
export const RemainingLife = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('interval'),
      earliest: Instant,
      latest: orNull(
        Type.String({ description: 'RFC 3339; null: the slowest trend that fits stays within the limit as far as can be seen' }),
      ),
      confidence: Type.Number(),
      limit: Type.Number(),
      assumptions: Type.Array(Type.String()),
    },
    closed,
  ),
  Type.Object({ kind: Type.Literal('reached'), because: Type.String() }, closed),
  Type.Object({ kind: Type.Literal('no-basis'), because: Type.String(), wouldNeed: Type.String() }, closed),
]);
export type RemainingLife = Static<typeof RemainingLife>;

/** One indicator of a system over its recordings. */
export const HealthLine = Type.Object(
  {
    indicator: Type.String(),
    name: Type.String(),
    component: Type.String(),
    unit: Type.String(),
    limit: orNull(LimitUsed),
    points: Type.Array(HealthPoint, { description: 'oldest first' }),
    omitted: Type.Integer({ description: 'older values that are not listed' }),
    undated: Type.Integer({ description: 'values of recordings without a clock, which have no place in a history' }),
    trend: orNull(HealthTrend),
    remainingLife: RemainingLife,
  },
  { $id: 'HealthLine', ...closed },
);
export type HealthLine = Static<typeof HealthLine>;

export const outlookApi = {
  health: {
    method: 'GET',
    url: '/api/v1/systems/:id/health',
    permission: 'diagnoses:read',
    schema: {
      operationId: 'getHealth',
      summary: 'The indicators of a system over its recordings, with trend and remaining life',
      tags: ['diagnostics'],
      params: ById,
      querystring: PageQuery,
      response: { 200: pageOf(HealthLine) },
    },
  },
} as const satisfies Record<string, Endpoint>;
