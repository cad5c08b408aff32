import { type Static, Type } from 'typebox';
import type { Endpoint } from '../../platform/http/endpoint.schema.ts';
import { ById, Id, Instant, Name, orNull, pageOf, pageQuery, words } from '../../platform/http/page.schema.ts';
import { SignalId } from '../signal.schema.ts';

const closed = { additionalProperties: false } as const;
const Reference = Type.String({
  minLength: 3,
  maxLength: 300,
  description: 'edition and clause, manual and page, or who decided and when',
});
const Reason = Type.String({ minLength: 5, maxLength: 2000, pattern: '\\S' });
const UnitText = Type.String({ minLength: 1, maxLength: 20 });
const SubjectType = Type.Union([Type.Literal('channel'), Type.Literal('indicator')]);

/** `manual`: the maker's sheet; `default`: what the product brings along, never what a plant proposes. */
export const LimitSource = Type.Object(
  { type: words(['standard', 'manual', 'plant', 'baseline', 'default']), reference: Reference },
  closed,
);
export type LimitSource = Static<typeof LimitSource>;

const ProposedSource = Type.Object({ type: words(['standard', 'manual', 'plant', 'baseline']), reference: Reference }, closed);

/** A canonical signal inside a window, whatever its channel is called. */
export const SignalWindow = Type.Object(
  { signal: SignalId, unit: UnitText, atLeast: orNull(Type.Number()), atMost: orNull(Type.Number()) },
  closed,
);
export type SignalWindow = Static<typeof SignalWindow>;

/** When a limit is watched: a small closed list, no expressions. */
export const LimitCondition = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('regime', { description: 'only while the system does one of these' }),
      regimes: Type.Array(words(['idle', 'dead-head', 'transition', 'plateau']), { minItems: 1, maxItems: 4 }),
    },
    closed,
  ),
  Type.Object(
    { kind: Type.Literal('signal', { description: 'only while a signal is inside a window' }), ...SignalWindow.properties },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Literal('held', { description: 'only after all other conditions have held for so long' }),
      seconds: Type.Number({ exclusiveMinimum: 0, maximum: 86_400 }),
    },
    closed,
  ),
]);
export type LimitCondition = Static<typeof LimitCondition>;

/** How long a value has to stay beyond the limit before it counts: seconds, or cycles (minutes where there are no cycles) in a row. */
export const LimitDelay = Type.Union([
  Type.Object({ kind: Type.Literal('time'), seconds: Type.Number({ exclusiveMinimum: 0, maximum: 604_800 }) }, closed),
  Type.Object({ kind: Type.Literal('count'), count: Type.Integer({ minimum: 1, maximum: 10_000 }) }, closed),
]);
export type LimitDelay = Static<typeof LimitDelay>;

/** Where a limit holds; without one it holds everywhere. A limit of an operating point goes before one that holds everywhere. */
export const LimitPoint = Type.Object({ name: Name, within: Type.Array(SignalWindow, { minItems: 1, maxItems: 6 }) }, closed);
export type LimitPoint = Static<typeof LimitPoint>;

/** What an indicator is while the machine is healthy: no limit, but what a slight deviation is told by. */
export const HealthyValue = Type.Object(
  {
    centre: Type.Number({ description: 'median of the healthy values, in the limit’s unit' }),
    margin: Type.Number({ exclusiveMinimum: 0, description: 'differences within it mean nothing: scatter and uncertainty' }),
    count: Type.Integer({ minimum: 1, description: 'healthy values behind it' }),
    within: Type.Array(SignalWindow, { maxItems: 6, description: 'the operating point it was measured at; empty: any' }),
  },
  closed,
);
export type HealthyValue = Static<typeof HealthyValue>;

export const LimitState = words(['proposed', 'approved', 'superseded', 'rejected', 'withdrawn']);
export type LimitState = Static<typeof LimitState>;

/** One version of a limit on a channel or an indicator. Only an approved one counts; all of them stay readable. */
export const Limit = Type.Object(
  {
    id: Id,
    systemId: Id,
    subjectType: SubjectType,
    subject: Type.String({ maxLength: 200, description: 'channel id, or indicator id' }),
    operatingPoint: orNull(LimitPoint),
    version: Type.Integer({ minimum: 1 }),
    state: LimitState,
    isRetirement: Type.Boolean({ description: 'this version ends the limit: the default holds again' }),
    unit: UnitText,
    warningLow: orNull(Type.Number()),
    warningHigh: orNull(Type.Number()),
    alarmLow: orNull(Type.Number()),
    alarmHigh: orNull(Type.Number()),
    healthy: orNull(HealthyValue),
    deadband: orNull(Type.Number({ description: 'how far a value has to come back, in the limit’s unit; null: not at all' })),
    delay: orNull(LimitDelay),
    conditions: Type.Array(LimitCondition),
    source: LimitSource,
    reason: Type.String(),
    proposedAt: Instant,
    proposedBy: Type.String(),
    decidedAt: orNull(Instant),
    decidedBy: orNull(Type.String()),
    decisionReason: orNull(Type.String()),
    hasSecondPerson: orNull(
      Type.Boolean({
        description:
          'false: its author approved it, because nobody else could; null: not approved, or in force because it comes with the demo plant',
      }),
    ),
  },
  { $id: 'Limit', ...closed },
);
export type Limit = Static<typeof Limit>;

export const NewLimit = Type.Object(
  {
    subjectType: SubjectType,
    subject: Type.String({ minLength: 1, maxLength: 200, description: 'channel id, or indicator id such as pump-volumetric-efficiency' }),
    operatingPoint: Type.Optional(LimitPoint),
    unit: UnitText,
    warningLow: Type.Optional(Type.Number()),
    warningHigh: Type.Optional(Type.Number()),
    alarmLow: Type.Optional(Type.Number()),
    alarmHigh: Type.Optional(Type.Number()),
    healthy: Type.Optional(HealthyValue),
    deadband: Type.Optional(Type.Number({ minimum: 0 })),
    delay: Type.Optional(LimitDelay),
    conditions: Type.Optional(Type.Array(LimitCondition, { maxItems: 8 })),
    source: ProposedSource,
    reason: Reason,
  },
  { $id: 'NewLimit', ...closed },
);
export type NewLimit = Static<typeof NewLimit>;

export const LimitDecision = Type.Object(
  {
    decision: words(['approved', 'rejected']),
    reason: Reason,
    isAloneAccepted: Type.Optional(Type.Boolean({ description: 'approve one’s own proposal where nobody else could' })),
  },
  closed,
);
export type LimitDecision = Static<typeof LimitDecision>;

const ReasonOnly = Type.Object({ reason: Reason }, closed);
const tags = ['systems'] as const;
const decided = (operationId: string, summary: string) => ({ operationId, summary, tags, params: ById, response: { 200: Limit } });
export const limitApi = {
  list: {
    method: 'GET',
    url: '/api/v1/systems/:id/limits',
    permission: 'systems:read',
    schema: {
      operationId: 'listLimits',
      summary: 'All versions of a system’s limits, newest first',
      tags,
      params: ById,
      querystring: pageQuery({ state: Type.Optional(LimitState), subject: Type.Optional(Type.String({ maxLength: 200 })) }),
      response: { 200: pageOf(Limit) },
    },
  },
  propose: {
    method: 'POST',
    url: '/api/v1/systems/:id/limits',
    permission: 'limits:propose',
    schema: {
      operationId: 'proposeLimit',
      summary: 'Propose a new or changed limit with its source; it counts when a second person has approved it',
      tags,
      params: ById,
      body: NewLimit,
      response: { 201: Limit },
    },
  },
  proposeRetirement: {
    method: 'POST',
    url: '/api/v1/limits/:id/retirements',
    permission: 'limits:propose',
    schema: {
      operationId: 'proposeLimitRetirement',
      summary: 'Propose to end a limit; the default holds again when a second person has approved that',
      tags,
      params: ById,
      body: ReasonOnly,
      response: { 201: Limit },
    },
  },
  decide: {
    method: 'POST',
    url: '/api/v1/limits/:id/decision',
    permission: 'limits:approve',
    schema: { ...decided('decideLimit', 'Approve or reject a proposed limit, with a reason'), body: LimitDecision },
  },
  withdraw: {
    method: 'POST',
    url: '/api/v1/limits/:id/withdraw',
    permission: 'limits:propose',
    schema: { ...decided('withdrawLimit', 'Take one’s own proposal back'), body: ReasonOnly },
  },
} as const satisfies Record<string, Endpoint>;
