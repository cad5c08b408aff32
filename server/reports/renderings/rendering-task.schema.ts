import { type Static, Type } from 'typebox';
import { orNull, Sha256 } from '../../platform/http/page.schema.ts';
import { ReportFormat } from '../report.schema.ts';
import { ReportStatus } from '../report-status.schema.ts';
import { Signature } from '../signatures/signature.schema.ts';

const closed = { additionalProperties: false } as const;

/** What a file says of the report's status, in data; words are added where it is written. */
export const StandingFacts = Type.Object(
  {
    status: ReportStatus,
    statusReason: orNull(Type.String()),
    statusAt: Type.String(),
    statusBy: Type.String(),
    signatures: Type.Array(Signature),
  },
  closed,
);
export type StandingFacts = Static<typeof StandingFacts>;

/** What the report worker is asked to do: write the frozen document at `contentPath` in these formats into `folder`. */
export const RenderingTask = Type.Object(
  {
    contentPath: Type.String(),
    contentSha256: Sha256,
    standing: StandingFacts,
    formats: Type.Array(ReportFormat, { minItems: 1 }),
    folder: Type.String(),
    name: Type.String({ pattern: '^[\\w.-]{1,120}$' }),
  },
  { $id: 'ReportRenderingTask', ...closed },
);
export type RenderingTask = Static<typeof RenderingTask>;
