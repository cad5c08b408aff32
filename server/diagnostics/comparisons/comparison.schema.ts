import { type Static, Type } from 'typebox';
import type { Endpoint } from '../../platform/http/endpoint.schema.ts';
import { Id, orNull, words } from '../../platform/http/page.schema.ts';
import { IndicatorState, LimitUsed } from '../diagnosis.schema.ts';

const closed = { additionalProperties: false } as const;

const Side = Type.Object(
  { count: Type.Integer({ description: 'epochs' }), median: Type.Number(), state: IndicatorState, uncertainty: orNull(Type.Number()) },
  closed,
);

/** How one indicator differs between two recordings. */
export const ComparedIndicator = Type.Object(
  {
    indicator: Type.String(),
    name: Type.String(),
    component: Type.String(),
    unit: Type.String(),
    limit: orNull(LimitUsed),
    before: orNull(Side),
    after: orNull(Side),
    effect: orNull(
      Type.Object(
        {
          shift: Type.Number({ description: 'Hodges–Lehmann, after - before' }),
          shiftLow: Type.Number({ description: '95 % interval' }),
          shiftHigh: Type.Number(),
          delta: Type.Number({ description: "Cliff's delta" }),
          p: Type.Number({ description: 'Mann–Whitney' }),
          size: words(['negligible', 'small', 'medium', 'large']),
        },
        closed,
      ),
    ),
    outcome: words(['better', 'worse', 'changed', 'no-clear-change', 'not-comparable']),
    because: Type.String(),
  },
  closed,
);
export type ComparedIndicator = Static<typeof ComparedIndicator>;

const Source = Type.Object({ recordingId: Id, name: Type.String(), diagnosisId: Id, resultSha256: Type.String() }, closed);

export const Comparison = Type.Object(
  {
    before: Source,
    after: Source,
    /** Why the two operating points are not the same; empty when they are. */
    operatingPoint: Type.Object({ isSame: Type.Boolean(), differences: Type.Array(Type.String()) }, closed),
    indicators: Type.Array(ComparedIndicator),
    sentence: Type.String(),
  },
  { $id: 'Comparison', ...closed },
);
export type Comparison = Static<typeof Comparison>;

export const comparisonApi = {
  compare: {
    method: 'GET',
    url: '/api/v1/comparisons',
    permission: 'diagnoses:read',
    schema: {
      operationId: 'compareRecordings',
      summary: 'Two diagnosed recordings beside each other, for example before and after a repair',
      tags: ['diagnostics'],
      querystring: Type.Object({ before: Id, after: Id }, closed),
      response: { 200: Comparison },
    },
  },
} as const satisfies Record<string, Endpoint>;
