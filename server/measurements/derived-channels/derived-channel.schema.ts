import { type Static, Type } from 'typebox';
import type { Endpoint } from '../../platform/http/endpoint.schema.ts';
import { ById, Id, Instant, orNull, PageQuery, pageOf, Sha256 } from '../../platform/http/page.schema.ts';
import { Job } from '../../platform/jobs/job.schema.ts';

const closed = { additionalProperties: false } as const;
const Expression = Type.String({
  minLength: 1,
  maxLength: 1000,
  pattern: '^[^\\u0000]*$',
  description: "for example 'Pump pressure' * ch3",
});
const UnitText = Type.String({ minLength: 1, maxLength: 20 });

/** A channel computed from others of the same recording: its samples lie in a series file of their own. */
export const DerivedChannel = Type.Object(
  {
    id: Id,
    recordingId: Id,
    index: Type.Integer({ description: 'index of the channel in the recording; never given twice' }),
    name: Type.String(),
    unit: Type.String(),
    expression: Type.String(),
    sources: Type.Array(
      Type.Object(
        { channel: Type.Integer(), name: Type.String(), seriesSha256: Sha256 },
        { ...closed, description: 'what it was computed from' },
      ),
    ),
    seriesSha256: Sha256,
    createdBy: Type.String(),
    createdAt: Instant,
  },
  { $id: 'DerivedChannel', ...closed },
);
export type DerivedChannel = Static<typeof DerivedChannel>;

export const NewDerivedChannel = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200, pattern: '^[^\\u0000-\\u001f]*\\S[^\\u0000-\\u001f]*$' }),
    expression: Expression,
    unit: Type.Optional(UnitText),
  },
  { $id: 'NewDerivedChannel', ...closed },
);
export type NewDerivedChannel = Static<typeof NewDerivedChannel>;

/** What is wrong with an expression: `from` and `to` are positions in its text (UTF-16), so that an editor can mark it. */
const ExpressionError = Type.Object({ from: Type.Integer(), to: Type.Integer(), message: Type.String() }, closed);
export type ExpressionError = Static<typeof ExpressionError>;
export const ExpressionCheck = Type.Object(
  {
    ok: Type.Boolean(),
    unit: orNull(Type.String({ description: 'of the result; empty for a plain number; null when there are errors' })),
    channels: Type.Array(Type.Integer(), { description: 'channels it uses' }),
    errors: Type.Array(ExpressionError),
  },
  { $id: 'ExpressionCheck', ...closed },
);
export type ExpressionCheck = Static<typeof ExpressionCheck>;

const tags = ['derived-channels'] as const;
export const derivedChannelApi = {
  list: {
    method: 'GET',
    url: '/api/v1/recordings/:id/derived-channels',
    permission: 'recordings:read',
    schema: {
      operationId: 'listDerivedChannels',
      summary: 'Computed channels of a recording with expression and sources',
      tags,
      params: ById,
      querystring: PageQuery,
      response: { 200: pageOf(DerivedChannel) },
    },
  },
  check: {
    method: 'POST',
    url: '/api/v1/recordings/:id/derived-channels/check',
    permission: 'recordings:read',
    schema: {
      operationId: 'checkExpression',
      summary: 'What an expression would give: its unit, or its errors with their positions',
      tags,
      params: ById,
      body: Type.Object({ expression: Type.String({ maxLength: 1000 }), unit: Type.Optional(UnitText) }, closed),
      response: { 200: ExpressionCheck },
    },
  },
  create: {
    method: 'POST',
    url: '/api/v1/recordings/:id/derived-channels',
    permission: 'recordings:derive',
    schema: {
      operationId: 'createDerivedChannel',
      summary: 'Compute a channel from others (a job; its result names the channel)',
      tags,
      params: ById,
      body: NewDerivedChannel,
      response: { 202: Job },
    },
  },
  remove: {
    method: 'DELETE',
    url: '/api/v1/recordings/:id/derived-channels/:derivedId',
    permission: 'recordings:derive',
    schema: {
      operationId: 'deleteDerivedChannel',
      summary: 'Remove a computed channel; the audit trail keeps its expression',
      tags,
      params: Type.Object({ id: Id, derivedId: Id }, closed),
      response: { 204: Type.Null({ description: 'no content' }) },
    },
  },
} as const satisfies Record<string, Endpoint>;
