import { type Static, Type } from 'typebox';
import { Id } from '../platform/http/page.schema.ts';

/** What a report is made of: kept with it, so that the next version can be made of the same. */
export const ReportSource = Type.Object({ kind: Type.Literal('diagnosis'), recordingId: Id }, { additionalProperties: false });
export type ReportSource = Static<typeof ReportSource>;
