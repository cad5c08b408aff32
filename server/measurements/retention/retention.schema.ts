import { type Static, Type } from 'typebox';
import type { Endpoint } from '../../platform/http/endpoint.schema.ts';
import { ById, Id, Instant, orNull, pageOf, pageQuery } from '../../platform/http/page.schema.ts';
import { Job } from '../../platform/jobs/job.schema.ts';

/** How long a system's recordings are kept. Without a policy nothing is ever deleted. */
export const RetentionPolicy = Type.Object(
  {
    keepDays: orNull(Type.Integer({ minimum: 1, maximum: 36_500, description: 'days after the import; null: for ever' })),
    allowsRemoval: Type.Boolean({ description: 'may an admin remove a single recording, with a reason' }),
    version: Type.Integer({ minimum: 0, description: '0: nobody has set a policy yet' }),
    updatedAt: orNull(Instant),
    updatedBy: orNull(Type.String()),
  },
  { $id: 'RetentionPolicy', additionalProperties: false },
);
export type RetentionPolicy = Static<typeof RetentionPolicy>;

export const RetentionChange = Type.Object(
  {
    keepDays: RetentionPolicy.properties.keepDays,
    allowsRemoval: RetentionPolicy.properties.allowsRemoval,
    version: Type.Integer({ minimum: 0, description: 'the version that was read; another one answers 409' }),
  },
  { $id: 'RetentionChange', additionalProperties: false },
);
export type RetentionChange = Static<typeof RetentionChange>;

/** What a system's measurements take on the disk. A raw file used by two systems counts in both. */
export const StorageUse = Type.Object(
  {
    systemId: Id,
    systemName: Type.String(),
    recordings: Type.Integer(),
    samples: Type.Integer(),
    rawBytes: Type.Integer(),
    seriesBytes: Type.Integer(),
    oldestAt: orNull(Instant),
    newestAt: orNull(Instant),
    keepDays: RetentionPolicy.properties.keepDays,
  },
  { $id: 'StorageUse', additionalProperties: false },
);
export type StorageUse = Static<typeof StorageUse>;

/** A recording whose time is over. `heldBy` says why it stays all the same, for example because a report cites it. */
export const DueRecording = Type.Object(
  { recordingId: Id, name: Type.String(), createdAt: Instant, bytes: Type.Integer(), heldBy: orNull(Type.String()) },
  { $id: 'DueRecording', additionalProperties: false },
);
export type DueRecording = Static<typeof DueRecording>;

const tags = ['measurements'] as const;
export const retentionApi = {
  storage: {
    method: 'GET',
    url: '/api/v1/storage',
    permission: 'operations:read',
    schema: {
      operationId: 'listStorageUse',
      summary: 'What the measurements of each system take on the disk',
      tags,
      querystring: pageQuery({}),
      response: { 200: pageOf(StorageUse) },
    },
  },
  get: {
    method: 'GET',
    url: '/api/v1/systems/:id/retention',
    permission: 'systems:read',
    schema: {
      operationId: 'getRetention',
      summary: 'How long the recordings of a system are kept',
      tags,
      params: ById,
      response: { 200: RetentionPolicy },
    },
  },
  change: {
    method: 'PUT',
    url: '/api/v1/systems/:id/retention',
    permission: 'retention:write',
    schema: {
      operationId: 'changeRetention',
      summary: 'Decide how long the recordings of a system are kept',
      tags,
      params: ById,
      body: RetentionChange,
      response: { 200: RetentionPolicy },
    },
  },
  due: {
    method: 'GET',
    url: '/api/v1/systems/:id/retention/due',
    permission: 'retention:write',
    schema: {
      operationId: 'listDueRecordings',
      summary: 'What the policy would delete now, oldest first',
      tags,
      params: ById,
      querystring: pageQuery({}),
      response: { 200: pageOf(DueRecording) },
    },
  },
  run: {
    method: 'POST',
    url: '/api/v1/systems/:id/retention/run',
    permission: 'retention:write',
    schema: {
      operationId: 'runRetention',
      summary: 'Delete now what the policy lets go; it happens every day by itself',
      tags,
      params: ById,
      response: { 202: Job },
    },
  },
  removeRecording: {
    method: 'DELETE',
    url: '/api/v1/recordings/:id',
    permission: 'retention:write',
    schema: {
      operationId: 'removeRecording',
      summary: 'Remove one recording where the policy of its system allows it',
      tags,
      params: ById,
      querystring: Type.Object(
        { reason: Type.String({ minLength: 5, maxLength: 500, pattern: '\\S', description: 'kept in the audit trail' }) },
        { additionalProperties: false },
      ),
      response: { 204: Type.Null() },
    },
  },
} as const satisfies Record<string, Endpoint>;
