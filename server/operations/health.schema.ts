import { type Static, Type } from 'typebox';
import type { Endpoint } from '../platform/http/endpoint.schema.ts';

const Check = Type.Object({ name: Type.String(), isOk: Type.Boolean(), detail: Type.String() }, { additionalProperties: false });
export const Live = Type.Object({ status: Type.Literal('live'), version: Type.String() }, { additionalProperties: false });
export const Ready = Type.Object(
  { status: Type.Union([Type.Literal('ready'), Type.Literal('not-ready')]), checks: Type.Array(Check) },
  { $id: 'Ready', additionalProperties: false },
);
export type Ready = Static<typeof Ready>;

export const healthApi = {
  live: {
    method: 'GET',
    url: '/health/live',
    permission: 'public',
    schema: { operationId: 'live', summary: 'The process answers', tags: ['operations'], response: { 200: Live } },
  },
  ready: {
    method: 'GET',
    url: '/health/ready',
    permission: 'public',
    schema: {
      operationId: 'ready',
      summary: 'Database, files and workers are usable',
      tags: ['operations'],
      response: { 200: Ready, 503: Ready },
    },
  },
} as const satisfies Record<string, Endpoint>;
