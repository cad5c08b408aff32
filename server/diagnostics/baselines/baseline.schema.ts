import { type Static, Type } from 'typebox';
import type { Endpoint } from '../../platform/http/endpoint.schema.ts';
import { ById, Id, Name, words } from '../../platform/http/page.schema.ts';
import { Job } from '../../platform/jobs/job.schema.ts';

const closed = { additionalProperties: false } as const;

/** Which healthy stretch of a recording the limits are derived from, and where they are to hold. */
export const BaselineRequest = Type.Object(
  {
    recordingId: Id,
    fromS: Type.Optional(Type.Number({ minimum: 0, description: 's from the start of the recording; absent: from its start' })),
    toS: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
    indicators: Type.Optional(
      Type.Array(Type.String({ maxLength: 200 }), {
        minItems: 1,
        maxItems: 100,
        description: 'absent: those that table C2 compares with a baseline',
      }),
    ),
    withHealthyValues: Type.Optional(
      Type.Boolean({
        description: 'also propose what every other indicator is while healthy: no limit, but a deviation from it is named as a weak sign',
      }),
    ),
    scope: words(['operating-point', 'everywhere']),
    pointName: Type.Optional({
      ...Name,
      description: 'an operating point of the system, whose ranges are taken; or a new name for where the stretch was measured',
    }),
    reason: Type.String({ minLength: 5, maxLength: 1000, pattern: '\\S' }),
  },
  { $id: 'BaselineRequest', ...closed },
);
export type BaselineRequest = Static<typeof BaselineRequest>;

export const baselineApi = {
  capture: {
    method: 'POST',
    url: '/api/v1/systems/:id/baselines',
    permission: 'limits:propose',
    schema: {
      operationId: 'captureBaseline',
      summary: 'Derive limits from a healthy stretch of a recording, as proposals for a second person to approve',
      description:
        'The job’s result names the proposals made (`proposed`), indicators with an open proposal (`open`) and those that gave none (`refused`, with the reason).',
      tags: ['diagnostics'],
      params: ById,
      body: BaselineRequest,
      response: { 202: Job },
    },
  },
} as const satisfies Record<string, Endpoint>;
