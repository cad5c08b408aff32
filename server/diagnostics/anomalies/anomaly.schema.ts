import { type Static, Type } from 'typebox';
import type { Endpoint } from '../../platform/http/endpoint.schema.ts';
import { ById, Id, Instant, orNull, pageOf, pageQuery, Sha256, words } from '../../platform/http/page.schema.ts';
import { Job } from '../../platform/jobs/job.schema.ts';

const closed = { additionalProperties: false } as const;
const Method = words(['deviation', 'components']);

/** What is usual in a system, learned from a reference range; earlier versions stay. */
export const AnomalyModel = Type.Object(
  {
    id: Id,
    systemId: Id,
    method: Method,
    version: Type.Integer(),
    isNewest: Type.Boolean(),
    reference: Type.Object({ recordingId: Id, recordingName: Type.String(), fromRow: Type.Integer(), rows: Type.Integer() }, closed),
    rowSeconds: orNull(Type.Number({ description: 'null: every sample is a row' })),
    watched: Type.Array(Type.String(), { description: 'channels, by signal or name' }),
    modelSha256: Sha256,
    createdAt: Instant,
    createdBy: Type.String(),
  },
  { $id: 'AnomalyModel', ...closed },
);
export type AnomalyModel = Static<typeof AnomalyModel>;

/** A reference is held in memory as a whole: 17 channels of so many rows are 68 MB. */
export const mostReferenceRows = 500_000;

export const AnomalyReference = Type.Object(
  {
    rows: Type.Integer({
      minimum: 1,
      maximum: mostReferenceRows,
      description: 'rows of the recording in which the system was as it should be',
    }),
    fromRow: Type.Optional(Type.Integer({ minimum: 0, description: 'absent: the first' })),
    method: Type.Optional(Method),
    rowSeconds: Type.Optional(
      Type.Number({
        minimum: 0.001,
        maximum: 86_400,
        description: 'absent: every sample is a row, means over 1 s where samples are closer',
      }),
    ),
    leaveOut: Type.Optional(Type.Array(Type.String({ maxLength: 200 }), { maxItems: 1000, description: 'channels, by name' })),
  },
  { $id: 'AnomalyReference', ...closed },
);
export type AnomalyReference = Static<typeof AnomalyReference>;

const Part = Type.Object(
  {
    channel: Type.String(),
    score: Type.Number({ description: 'in the scale of the row score' }),
    direction: words(['above', 'below']),
  },
  { $id: 'AnomalyPart', ...closed },
);

/** One judged row. Scores are in the scale of the limit; null where too little of the row is there. */
export const AnomalyRow = Type.Object(
  {
    row: Type.Integer(),
    atS: Type.Number({ description: 's from the first sample of the recording' }),
    score: orNull(Type.Number()),
    limit: Type.Number(),
    flag: orNull(Type.Boolean({ description: 'an alarm begins above the limit and lasts until the score has clearly fallen' })),
    channels: Type.Array(Part, { description: 'of flagged rows: what made it so, largest first' }),
  },
  { $id: 'AnomalyRow', ...closed },
);
export type AnomalyRow = Static<typeof AnomalyRow>;

const Stretch = Type.Object(
  {
    fromRow: Type.Integer(),
    rows: Type.Integer(),
    fromS: Type.Number(),
    toS: Type.Number(),
    score: Type.Number({ description: 'largest' }),
    channels: Type.Array(Part),
  },
  { $id: 'AnomalyStretch', ...closed },
);
export type AnomalyStretch = Static<typeof Stretch>;

/** A recording at a glance: what a strip of 300 parts and a short list can show. */
export const AnomalyOverview = Type.Object(
  {
    limit: Type.Number(),
    rows: Type.Integer(),
    judgedRows: Type.Integer(),
    anomalousRows: Type.Integer(),
    strip: Type.Array(
      Type.Object({ fromS: Type.Number(), score: orNull(Type.Number({ description: 'largest' })), anomalousRows: Type.Integer() }, closed),
      { maxItems: 300 },
    ),
    stretches: Type.Array(Stretch, { maxItems: 100, description: 'the first 100' }),
    stretchCount: Type.Integer(),
    channels: Type.Array(Type.Object({ channel: Type.String(), rows: Type.Integer() }, closed)),
    notWatched: Type.Array(Type.Object({ channel: Type.String(), reason: words(['constant', 'missing']) }, closed)),
  },
  { $id: 'AnomalyOverview', ...closed },
);
export type AnomalyOverview = Static<typeof AnomalyOverview>;

const tags = ['anomalies'] as const;
export const anomalyApi = {
  learn: {
    method: 'POST',
    url: '/api/v1/recordings/:id/anomaly-models',
    bodyLimit: 300_000,
    permission: 'diagnoses:run',
    schema: {
      operationId: 'learnAnomalyReference',
      summary: 'Learn what is usual from a range of this recording',
      tags,
      params: ById,
      body: AnomalyReference,
      response: { 202: Job },
    },
  },
  list: {
    method: 'GET',
    url: '/api/v1/anomaly-models',
    permission: 'diagnoses:read',
    schema: {
      operationId: 'listAnomalyModels',
      summary: 'References of anomaly detection, newest first',
      tags,
      querystring: pageQuery({ systemId: Type.Optional(Id), newest: Type.Optional(Type.Boolean()) }),
      response: { 200: pageOf(AnomalyModel) },
    },
  },
  rows: {
    method: 'GET',
    url: '/api/v1/recordings/:id/anomaly-rows',
    permission: 'diagnoses:read',
    schema: {
      operationId: 'listAnomalyRows',
      summary: 'Score, limit and contributing channels of every row of a recording',
      tags,
      params: ById,
      querystring: pageQuery({ modelId: Id }),
      response: { 200: pageOf(AnomalyRow) },
    },
  },
  overview: {
    method: 'GET',
    url: '/api/v1/recordings/:id/anomalies',
    permission: 'diagnoses:read',
    schema: {
      operationId: 'getAnomalies',
      summary: 'Where a recording is unlike the reference, at a glance',
      tags,
      params: ById,
      querystring: Type.Object({ modelId: Id }, closed),
      response: { 200: AnomalyOverview },
    },
  },
} as const satisfies Record<string, Endpoint>;
