import { type Static, Type } from 'typebox';
import { Id, Instant } from '../platform/http/page.schema.ts';

const closed = { additionalProperties: false } as const;
const period = { from: Type.Optional(Instant), to: Type.Optional(Instant) };

/** What a report is made of: kept with it, so that the next version can be made of the same. */
export const ReportSource = Type.Union([
  Type.Object({ kind: Type.Literal('diagnosis'), recordingId: Id }, closed),
  Type.Object(
    {
      kind: Type.Literal('comparison'),
      recordingId: Id,
      comparedWith: Type.String({ format: 'uuid', description: 'the recording before' }),
    },
    closed,
  ),
  Type.Object({ kind: Type.Literal('guided-test'), runId: Id }, closed),
  Type.Object(
    { kind: Type.Literal('period'), systemId: Id, from: Instant, to: Instant },
    { ...closed, description: 'recordings that began in it; with an offset (+02:00) the title names the days of that clock' },
  ),
  Type.Object(
    {
      kind: Type.Literal('systems'),
      systemIds: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 200 })),
      siteId: Type.Optional(Id),
      ...period,
    },
    {
      ...closed,
      description: 'the newest diagnosed recording of each system, or of each system of a site; with a period, the newest in it',
    },
  ),
]);
export type ReportSource = Static<typeof ReportSource>;
