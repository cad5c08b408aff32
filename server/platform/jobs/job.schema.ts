import { type Static, Type } from 'typebox';
import type { Endpoint } from '../http/endpoint.schema.ts';
import { ById, Id, Instant, pageOf, pageQuery } from '../http/page.schema.ts';
import { ProblemDetails } from '../http/problem.schema.ts';

export const JobState = Type.Union([
  Type.Literal('queued'),
  Type.Literal('running'),
  Type.Literal('done'),
  Type.Literal('failed'),
  Type.Literal('cancelled'),
]);
export type JobState = Static<typeof JobState>;

export const JobProgress = Type.Object(
  {
    phase: Type.String({ maxLength: 100 }),
    done: Type.Number(),
    total: Type.Number(),
    unit: Type.String({ maxLength: 20 }),
    ratePerSecond: Type.Union([Type.Number(), Type.Null()]),
    remainingS: Type.Union([Type.Number(), Type.Null()]),
  },
  { additionalProperties: false },
);
export type JobProgress = Static<typeof JobProgress>;

/** A durable piece of long work. `result` names what it made (for example `{ recordingId }`). */
export const Job = Type.Object(
  {
    id: Id,
    kind: Type.String(),
    title: Type.String(),
    state: JobState,
    progress: Type.Union([JobProgress, Type.Null()]),
    attempts: Type.Integer(),
    maxAttempts: Type.Integer(),
    cancelRequested: Type.Boolean(),
    queuePosition: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()], {
      description: '1 = next; null: it does not stand in the queue',
    }),
    result: Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()]),
    problem: Type.Union([ProblemDetails, Type.Null()]),
    createdBy: Type.String(),
    createdAt: Instant,
    startedAt: Type.Union([Instant, Type.Null()]),
    finishedAt: Type.Union([Instant, Type.Null()]),
  },
  { $id: 'Job', additionalProperties: false },
);
export type Job = Static<typeof Job>;

export const jobApi = {
  list: {
    method: 'GET',
    url: '/api/v1/jobs',
    permission: 'jobs:read',
    schema: {
      operationId: 'listJobs',
      summary: 'Jobs, newest first',
      tags: ['jobs'],
      querystring: pageQuery({ state: Type.Optional(JobState) }),
      response: { 200: pageOf(Job) },
    },
  },
  get: {
    method: 'GET',
    url: '/api/v1/jobs/:id',
    permission: 'jobs:read',
    schema: { operationId: 'getJob', summary: 'One job with its progress', tags: ['jobs'], params: ById, response: { 200: Job } },
  },
  cancel: {
    method: 'POST',
    url: '/api/v1/jobs/:id/cancel',
    permission: 'jobs:cancel',
    schema: { operationId: 'cancelJob', summary: 'Ask a job to stop', tags: ['jobs'], params: ById, response: { 200: Job } },
  },
} as const satisfies Record<string, Endpoint>;
