import { type Static, Type } from 'typebox';
import { orNull, words } from '../../platform/http/page.schema.ts';

const closed = { additionalProperties: false } as const;

/** One thing in which a version differs from the one before it, in the language of the report. */
export const VersionChange = Type.Object(
  {
    kind: words(['verdict', 'finding', 'value', 'limit', 'engine', 'catalogue', 'recording', 'wording', 'other']),
    what: Type.String(),
    before: orNull(Type.String({ description: 'null: it was not there' })),
    after: orNull(Type.String({ description: 'null: it is not there any more' })),
  },
  closed,
);
export type VersionChange = Static<typeof VersionChange>;

/** The step from one version to the next. */
export const VersionStep = Type.Object(
  {
    from: Type.Object(
      { version: Type.Integer(), status: Type.String(), at: Type.String(), by: Type.String() },
      { ...closed, description: 'when and by whom that version was issued, withdrawn or superseded' },
    ),
    to: Type.Integer(),
    isComparable: Type.Boolean({ description: 'false: what the version before was made of was not kept' }),
    changes: Type.Array(VersionChange),
    more: Type.Integer({ description: 'changes beyond those that are listed' }),
  },
  closed,
);
export type VersionStep = Static<typeof VersionStep>;

/** Which version a document becomes, and what came before it. */
export const Edition = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    history: Type.Array(VersionStep, { description: 'steps up to the version before' }),
    previous: orNull(Type.Object({ from: VersionStep.properties.from, contentPath: orNull(Type.String()) }, closed)),
  },
  { $id: 'ReportEdition', ...closed },
);
export type Edition = Static<typeof Edition>;

export const firstEdition: Edition = { version: 1, history: [], previous: null };
