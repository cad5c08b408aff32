import { type Static, Type } from 'typebox';
import type { Endpoint } from '../platform/http/endpoint.schema.ts';
import { ById, Id, Instant, orNull, pageOf, pageQuery, Sha256, words } from '../platform/http/page.schema.ts';
import { Job } from '../platform/jobs/job.schema.ts';
import { LimitSource } from '../systems/limits/limit.schema.ts';
import { SignalId } from '../systems/signal.schema.ts';
import { ModelVote } from './models/model-vote.schema.ts';

const closed = { additionalProperties: false } as const;

/** Where a number comes from: a channel of the recording and a time range in s since its start. */
export const EvidenceRange = Type.Object({ channel: Type.String(), fromS: Type.Number(), toS: Type.Number() }, closed);
export type EvidenceRange = Static<typeof EvidenceRange>;

/** NAMUR NE 107 words for a channel, with the reasons. */
export const ChannelQuality = Type.Object(
  {
    channel: Type.String(),
    signal: orNull(SignalId),
    status: words(['good', 'failure', 'check-function', 'out-of-specification', 'maintenance-required']),
    validShare: Type.Number(),
    notes: Type.Array(Type.Object({ code: Type.String(), text: Type.String(), range: orNull(EvidenceRange) }, closed)),
  },
  closed,
);
export type ChannelQuality = Static<typeof ChannelQuality>;

/** A time range with one operating regime: cycle, transition, plateau, dead-head, idle, steady. */
export const Segment = Type.Object(
  {
    id: Type.String(),
    kind: Type.String(),
    label: Type.String(),
    fromS: Type.Number(),
    toS: Type.Number(),
    repeats: Type.Integer({ description: 'how many cycles hold this segment at the same place; 1 without cycles' }),
  },
  closed,
);
export type Segment = Static<typeof Segment>;

/** The approved version of a plant's limit. */
export const LimitVersion = Type.Object(
  {
    id: Id,
    number: Type.Integer(),
    approvedBy: Type.String(),
    hasSecondPerson: orNull(
      Type.Boolean({ description: 'false: its author approved it, because nobody else could; null: it comes with the demo plant' }),
    ),
  },
  closed,
);
export type LimitVersion = Static<typeof LimitVersion>;

export const LimitUsed = Type.Object(
  {
    warningLow: orNull(Type.Number()),
    warningHigh: orNull(Type.Number()),
    alarmLow: orNull(Type.Number()),
    alarmHigh: orNull(Type.Number()),
    source: LimitSource,
    version: Type.Optional(LimitVersion),
    operatingPoint: Type.Optional(Type.String({ description: 'name of the operating point it holds at; absent: everywhere' })),
  },
  closed,
);
export type LimitUsed = Static<typeof LimitUsed>;

export const IndicatorState = words(['normal', 'warning', 'alarm', 'no-limit', 'not-evaluated', 'not-computable']);
export type IndicatorState = Static<typeof IndicatorState>;

/** ISO 13374 block DM/SD: one number with its uncertainty, limit and origin, or the reason why there is none. */
export const Indicator = Type.Object(
  {
    id: Type.String({ description: 'stable, for example pump-volumetric-efficiency' }),
    name: Type.String(),
    component: Type.String({ description: 'component kind or name' }),
    unit: Type.String(),
    state: IndicatorState,
    value: orNull(Type.Number()),
    uncertainty: orNull(Type.Number({ description: 'expanded, k = 2, same unit' })),
    limit: orNull(LimitUsed),
    notEvaluated: Type.Optional(
      Type.Object(
        { count: Type.Integer(), of: Type.Integer(), because: Type.String() },
        {
          ...closed,
          description: 'values that a condition of the limit kept from being judged; absent: none',
        },
      ),
    ),
    notComputable: orNull(Type.Object({ because: Type.String(), wouldNeed: Type.String() }, closed)),
    segment: orNull(Type.String({ description: 'id of the segment it was computed in' })),
    inputs: Type.Array(EvidenceRange),
    formula: Type.String(),
    reference: Type.String({ description: 'where the formula comes from' }),
    trend: orNull(Type.Object({ atS: Type.Array(Type.Number()), values: Type.Array(orNull(Type.Number())) }, closed)),
  },
  { $id: 'Indicator', ...closed },
);
export type Indicator = Static<typeof Indicator>;

/** One piece of evidence for or against a fault; `indicator` leads on to the number. */
export const Symptom = Type.Object(
  {
    id: Type.String(),
    text: Type.String(),
    strength: orNull(Type.Number({ description: 'membership 0..1; null: not measured' })),
    indicator: orNull(Type.String()),
    weight: Type.Number(),
    isSlight: Type.Optional(Type.Boolean({ description: 'within its limits, but unlike the approved healthy value' })),
  },
  closed,
);
export type Symptom = Static<typeof Symptom>;

/** ISO 13379 vocabulary: a fault hypothesis with its evidence. */
export const Finding = Type.Object(
  {
    id: Type.String(),
    faultId: Type.String({ description: 'catalogue id, for example P01' }),
    fault: Type.String(),
    component: Type.String(),
    /** Absent in results of before engine 1.5. */
    componentKind: Type.Optional(Type.String({ description: 'component kind (systems)' })),
    /** Only where the plant names others than the product's catalogue does, or wrote the fault itself. */
    componentKinds: Type.Optional(Type.Array(Type.String(), { description: 'every component kind the fault may sit in' })),
    failureMode: orNull(Type.String({ description: 'ISO 14224 code' })),
    confidence: Type.Number(),
    confidenceWord: words(['very likely', 'likely', 'possible', 'cannot be excluded']),
    coverage: Type.Number({ description: 'share of the possible evidence that was measured' }),
    grade: words(['incipient', 'degraded', 'critical']),
    severity: Type.Integer({ minimum: 1, maximum: 5 }),
    urgency: words(['now', 'within a day', 'within a week', 'next stop', 'watch']),
    sentence: Type.String(),
    supporting: Type.Array(Symptom),
    contradicting: Type.Array(Symptom),
    missing: Type.Array(Symptom),
    alternatives: Type.Array(Type.Object({ faultId: Type.String(), fault: Type.String(), confidence: Type.Number() }, closed)),
    causes: Type.Array(Type.String()),
    checks: Type.Array(Type.String()),
    actions: Type.Array(Type.String()),
    safety: Type.Array(Type.String()),
    nextMeasurement: orNull(Type.String()),
    /** How often the plant confirmed and refuted this fault in this system before; absent: never. */
    experience: Type.Optional(Type.Object({ confirmed: Type.Integer(), refuted: Type.Integer() }, closed)),
  },
  { $id: 'Finding', ...closed },
);
export type Finding = Static<typeof Finding>;

export const Verdict = Type.Object(
  {
    state: words(['normal', 'attention', 'alarm', 'unknown']),
    sentence: Type.String(),
    keyFinding: orNull(Type.String()),
    noneOfThese: Type.Number({ description: 'probability that the cause is not in the catalogue or not covered by the evidence' }),
    limitations: Type.Array(Type.String()),
  },
  closed,
);
export type Verdict = Static<typeof Verdict>;

/** One side of the operating point: a signal (or the viscosity) while the system worked. */
export const OperatingValue = Type.Object(
  {
    id: Type.String({ description: 'canonical signal, or viscosity' }),
    unit: Type.String(),
    median: Type.Number(),
    low: Type.Number({ description: '5 %' }),
    high: Type.Number({ description: '95 %' }),
  },
  closed,
);
export type OperatingValue = Static<typeof OperatingValue>;

/** A sentence of the result in parts, for other languages: pattern and values; a value may be a sentence or a text itself. */
export const SaidPhrase = Type.Object(
  {
    text: Type.String({ description: 'as it stands in the result, English' }),
    key: Type.String({ description: 'the pattern, with places {0}, {1} …' }),
    values: Type.Array(Type.Union([Type.String(), Type.Number()])),
  },
  closed,
);

/** The whole chain of one recording (ISO 13374). The same input gives the same bytes. */
export const DiagnosisResult = Type.Object(
  {
    engineVersion: Type.String(),
    catalogueVersion: Type.String(),
    recording: Type.Object(
      {
        id: Type.String(),
        name: Type.String(),
        systemName: Type.String(),
        isSimulated: Type.Boolean(),
        seriesSha256: Type.String(),
        files: Type.Array(Type.Object({ name: Type.String(), sha256: Type.String(), bytes: Type.Integer() }, closed)),
        startedAt: orNull(Type.String()),
        durationS: Type.Number(),
        cycles: orNull(Type.Object({ lengthS: Type.Number(), count: Type.Integer() }, closed)),
      },
      closed,
    ),
    quality: Type.Array(ChannelQuality),
    segments: Type.Array(Segment),
    /** Absent in results of engine 1.0. */
    operatingPoint: Type.Optional(Type.Array(OperatingValue)),
    indicators: Type.Array(Indicator),
    findings: Type.Array(Finding),
    verdict: Verdict,
    phrases: Type.Optional(
      Type.Array(SaidPhrase, { description: 'sentences of this result that were put together; absent before engine 1.6' }),
    ),
    /** What the system's learned models say, beside findings and verdict, which they do not change; absent: the system has none. */
    learned: Type.Optional(Type.Array(ModelVote)),
  },
  { $id: 'DiagnosisResult', ...closed },
);
export type DiagnosisResult = Static<typeof DiagnosisResult>;

export const Diagnosis = Type.Object(
  { id: Id, recordingId: Id, resultSha256: Sha256, createdAt: Instant, createdBy: Type.String(), result: DiagnosisResult },
  { $id: 'Diagnosis', ...closed },
);
export type Diagnosis = Static<typeof Diagnosis>;

/** A finding in a list over all systems. */
export const FindingRow = Type.Object(
  {
    id: Id,
    diagnosisId: Id,
    recordingId: Id,
    systemId: Id,
    systemName: Type.String(),
    recordingName: Type.String(),
    faultId: Type.String(),
    fault: Type.String(),
    confidence: Type.Number(),
    severity: Type.Integer(),
    grade: Type.String(),
    sentence: Type.String(),
    createdAt: Instant,
  },
  { $id: 'FindingRow', ...closed },
);
export type FindingRow = Static<typeof FindingRow>;

const tags = ['diagnostics'] as const;
export const diagnosisApi = {
  start: {
    method: 'POST',
    url: '/api/v1/recordings/:id/diagnoses',
    permission: 'diagnoses:run',
    schema: { operationId: 'startDiagnosis', summary: 'Diagnose a recording', tags, params: ById, response: { 202: Job } },
  },
  latest: {
    method: 'GET',
    url: '/api/v1/recordings/:id/diagnosis',
    permission: 'diagnoses:read',
    schema: {
      operationId: 'getLatestDiagnosis',
      summary: 'The newest diagnosis of a recording',
      tags,
      params: ById,
      response: { 200: Diagnosis },
    },
  },
  latestOfSystem: {
    method: 'GET',
    url: '/api/v1/systems/:id/diagnosis',
    permission: 'diagnoses:read',
    schema: {
      operationId: 'getSystemDiagnosis',
      summary: 'The newest diagnosis of the recording that was measured last: the state of a system',
      tags,
      params: ById,
      response: { 200: Diagnosis },
    },
  },
  findings: {
    method: 'GET',
    url: '/api/v1/findings',
    permission: 'diagnoses:read',
    schema: {
      operationId: 'listFindings',
      summary: 'Findings of the newest diagnosis of each recording, newest first',
      tags,
      querystring: pageQuery({ systemId: Type.Optional(Id) }),
      response: { 200: pageOf(FindingRow) },
    },
  },
} as const satisfies Record<string, Endpoint>;
