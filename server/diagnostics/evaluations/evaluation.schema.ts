import { type Static, Type } from 'typebox';
import type { Endpoint } from '../../platform/http/endpoint.schema.ts';
import { ById, Id, Instant, orNull, PageQuery, pageOf, Sha256, words } from '../../platform/http/page.schema.ts';
import { Diagnosis, Finding, IndicatorState, LimitUsed, SaidPhrase, Verdict } from '../diagnosis.schema.ts';
import { ModelVote } from '../models/model-vote.schema.ts';

const closed = { additionalProperties: false } as const;
const VerdictWords = Type.Object(
  { state: Verdict.properties.state, sentence: Type.String(), phrases: Type.Optional(Type.Array(SaidPhrase)) },
  closed,
);

const evaluationWords = {
  id: Id,
  recordingId: Id,
  isNewest: Type.Boolean(),
  engineVersion: Type.String(),
  catalogueVersion: Type.String(),
  resultSha256: Sha256,
  basis: orNull(Type.Record(Type.String(), Sha256, { description: 'hash of each kind of input; null: made before this was kept' })),
  verdict: VerdictWords,
  createdAt: Instant,
  createdBy: Type.String(),
};
/** One diagnosis of a recording in the list of all that were ever made of it. */
export const Evaluation = Type.Object(evaluationWords, { $id: 'Evaluation', ...closed });
export type Evaluation = Static<typeof Evaluation>;

/** Why two evaluations of the same samples differ. */
export const Cause = Type.Object(
  {
    what: words([
      'engine',
      'catalogue',
      'limits',
      'decisions',
      'models',
      'nameplates',
      'channels',
      'recording',
      'other',
      'not-recorded',
      'unexplained',
    ]),
    before: orNull(Type.String({ description: 'version, or beginning of the hash of the input' })),
    after: orNull(Type.String()),
  },
  closed,
);
export type Cause = Static<typeof Cause>;

const FindingSide = Type.Object(
  { confidence: Type.Number(), grade: Finding.properties.grade, severity: Finding.properties.severity },
  closed,
);
const Change = words(['appeared', 'vanished', 'changed']);

const FindingDifference = Type.Object(
  { faultId: Type.String(), fault: Type.String(), change: Change, before: orNull(FindingSide), after: orNull(FindingSide) },
  closed,
);
export type FindingDifference = Static<typeof FindingDifference>;

const IndicatorSide = Type.Object(
  { value: orNull(Type.Number()), uncertainty: orNull(Type.Number()), state: IndicatorState, limit: orNull(LimitUsed) },
  closed,
);
const IndicatorDifference = Type.Object(
  {
    indicator: Type.String(),
    name: Type.String(),
    component: Type.String(),
    unit: Type.String(),
    change: Change,
    changed: Type.Array(words(['value', 'uncertainty', 'state', 'limit']), { description: 'empty unless something changed' }),
    before: orNull(IndicatorSide),
    after: orNull(IndicatorSide),
  },
  closed,
);
export type IndicatorDifference = Static<typeof IndicatorDifference>;

const ChannelDifference = Type.Object({ channel: Type.String(), before: orNull(Type.String()), after: orNull(Type.String()) }, closed);

const { version, answer, probability, because, shares, comparison } = ModelVote.properties;
const VoteSide = Type.Object({ version, answer, probability, because, shares, comparison }, closed);
const VoteDifference = Type.Object({ target: Type.String(), change: Change, before: orNull(VoteSide), after: orNull(VoteSide) }, closed);
export type VoteDifference = Static<typeof VoteDifference>;

/** Everything in which two results of one recording differ. */
export const Differences = Type.Object(
  {
    isIdentical: Type.Boolean({ description: 'byte for byte' }),
    causes: Type.Array(Cause),
    verdict: orNull(Type.Object({ before: VerdictWords, after: VerdictWords }, closed)),
    findings: Type.Array(FindingDifference),
    indicators: Type.Array(IndicatorDifference),
    channels: Type.Array(ChannelDifference, { description: 'status of the channels by NE 107' }),
    votes: Type.Array(VoteDifference, { description: 'what learned models say, by target' }),
    elsewhere: Type.Array(Type.String(), { description: 'other parts of the result that differ, by name: wording, segments, …' }),
  },
  { $id: 'EvaluationDifferences', ...closed },
);
export type Differences = Static<typeof Differences>;

export const EvaluationComparison = Type.Object(
  { before: Type.Object(evaluationWords, closed), after: Type.Object(evaluationWords, closed), differences: Differences },
  { $id: 'EvaluationComparison', ...closed },
);
export type EvaluationComparison = Static<typeof EvaluationComparison>;

const tags = ['diagnostics'] as const;
export const evaluationApi = {
  list: {
    method: 'GET',
    url: '/api/v1/recordings/:id/diagnoses',
    permission: 'diagnoses:read',
    schema: {
      operationId: 'listDiagnoses',
      summary: 'Every diagnosis ever made of a recording, newest first, each with its versions and hash',
      tags,
      params: ById,
      querystring: PageQuery,
      response: { 200: pageOf(Evaluation) },
    },
  },
  get: {
    method: 'GET',
    url: '/api/v1/diagnoses/:id',
    permission: 'diagnoses:read',
    schema: {
      operationId: 'getDiagnosis',
      summary: 'One diagnosis, also one that a newer one has replaced',
      tags,
      params: ById,
      response: { 200: Diagnosis },
    },
  },
  compare: {
    method: 'GET',
    url: '/api/v1/diagnoses/:id/differences',
    permission: 'diagnoses:read',
    schema: {
      operationId: 'compareEvaluations',
      summary: 'In what a diagnosis differs from an earlier one of the same recording, and why',
      tags,
      params: ById,
      querystring: Type.Object({ before: Id }, closed),
      response: { 200: EvaluationComparison },
    },
  },
} as const satisfies Record<string, Endpoint>;
