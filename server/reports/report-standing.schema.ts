import { type Static, Type } from 'typebox';
import { orNull } from '../platform/http/page.schema.ts';
import { ReportStatus } from './report-status.schema.ts';
import { Signature } from './signatures/signature.schema.ts';

const closed = { additionalProperties: false } as const;

/** A signature as it is printed: name, time and meaning in words (21 CFR 11.50), in the language of the report. */
export const PrintedSignature = Type.Object(
  {
    role: Type.String({ description: 'prepared, reviewed, approved: the word beside the name' }),
    meaning: Type.String({ description: 'what the signature says, as a sentence' }),
    name: Type.String(),
    at: Type.String({ description: 'date and time, UTC, as printed' }),
    note: orNull(Type.String({ description: 'that nobody else looked at it' })),
    signed: Signature,
  },
  closed,
);
export type PrintedSignature = Static<typeof PrintedSignature>;

/** How a report stands at the moment a file of it is written: not part of what is signed. */
export const Standing = Type.Object(
  {
    status: ReportStatus,
    mark: orNull(Type.String({ description: 'the word across every page; null: the report is in force' })),
    sentence: orNull(Type.String({ description: 'what the mark means for the reader' })),
    contentSha256: Type.String({ description: 'of the document without this part: what the signatures are for' }),
    contentLabel: Type.String(),
    slots: Type.Array(Type.Object({ role: Type.String(), signature: orNull(PrintedSignature), open: Type.String() }, closed), {
      description: 'the sign-off table; `open` stands where nobody has signed',
    }),
  },
  { $id: 'ReportStanding', ...closed },
);
export type Standing = Static<typeof Standing>;
