import { type Static, Type } from 'typebox';
import type { Endpoint } from '../../platform/http/endpoint.schema.ts';
import { ById, Id, Instant, Name, pageOf, pageQuery } from '../../platform/http/page.schema.ts';
import { SignalWindow } from '../limits/limit.schema.ts';

const closed = { additionalProperties: false } as const;
const Windows = Type.Array(SignalWindow, { minItems: 1, maxItems: 6 });
const Version = Type.Integer({ minimum: 1, description: 'the version the change was made on; a newer one in the meantime is a conflict' });

/**
 * A named place at which a system works: ranges of pressure, speed, flow, oil temperature. Limits copy it when they are proposed, so that a
 * later change of the point never changes what somebody approved.
 */
export const OperatingPoint = Type.Object(
  {
    id: Id,
    systemId: Id,
    name: Type.String(),
    within: Type.Array(SignalWindow),
    version: Type.Integer(),
    createdAt: Instant,
    createdBy: Type.String(),
    updatedAt: Instant,
    updatedBy: Type.String(),
  },
  { $id: 'OperatingPoint', ...closed },
);
export type OperatingPoint = Static<typeof OperatingPoint>;

export const NewOperatingPoint = Type.Object({ name: Name, within: Windows }, { $id: 'NewOperatingPoint', ...closed });
export type NewOperatingPoint = Static<typeof NewOperatingPoint>;

/** The name stays: limits in force are known by it. */
export const OperatingPointChange = Type.Object({ within: Windows, version: Version }, closed);
export type OperatingPointChange = Static<typeof OperatingPointChange>;

const tags = ['systems'] as const;
export const operatingPointApi = {
  list: {
    method: 'GET',
    url: '/api/v1/systems/:id/operating-points',
    permission: 'systems:read',
    schema: {
      operationId: 'listOperatingPoints',
      summary: 'Operating points of a system that people named, by name',
      tags,
      params: ById,
      querystring: pageQuery({}),
      response: { 200: pageOf(OperatingPoint) },
    },
  },
  create: {
    method: 'POST',
    url: '/api/v1/systems/:id/operating-points',
    permission: 'limits:propose',
    schema: {
      operationId: 'createOperatingPoint',
      summary: 'Name an operating point, for limits and baselines to refer to',
      tags,
      params: ById,
      body: NewOperatingPoint,
      response: { 201: OperatingPoint },
    },
  },
  update: {
    method: 'PATCH',
    url: '/api/v1/operating-points/:id',
    permission: 'limits:propose',
    schema: {
      operationId: 'updateOperatingPoint',
      summary: 'Change the ranges of an operating point; limits in force keep those they were approved with',
      tags,
      params: ById,
      body: OperatingPointChange,
      response: { 200: OperatingPoint },
    },
  },
  remove: {
    method: 'DELETE',
    url: '/api/v1/operating-points/:id',
    permission: 'limits:propose',
    schema: {
      operationId: 'deleteOperatingPoint',
      summary: 'Remove an operating point; limits that were made with it keep its ranges, the audit trail keeps what it said',
      tags,
      params: ById,
      querystring: Type.Object({ version: Version }, closed),
      response: { 204: Type.Null({ description: 'no content' }) },
    },
  },
} as const satisfies Record<string, Endpoint>;
