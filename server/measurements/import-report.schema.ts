import { type Static, type TSchema, Type } from 'typebox';

const orNull = <T extends TSchema>(type: T) => Type.Union([type, Type.Null()]);

export const RejectReason = Type.Union(
  (
    [
      'duplicate',
      'conflicting-duplicate',
      'repeated-header',
      'footer',
      'truncated',
      'nul-byte',
      'bad-time',
      'field-count',
      'overlong-line',
      'event-marker',
      'invalid-value',
    ] as const
  ).map((reason) => Type.Literal(reason)),
);
export type RejectReason = Static<typeof RejectReason>;

/** What only the user can know. `id` is stable: date-order, zone, unit, channel, layout, sample-interval, start-time, scaling. */
export const ImportQuestion = Type.Object(
  { id: Type.String(), ask: Type.String(), choices: Type.Optional(Type.Array(Type.Unknown())) },
  { additionalProperties: true },
);
export type ImportQuestion = Static<typeof ImportQuestion>;

const ImportedChannel = Type.Object(
  {
    name: Type.String(),
    column: orNull(Type.Integer({ description: 'from 1; null where a column means nothing' })),
    unitWritten: orNull(Type.String()),
    unit: orNull(Type.String()),
    interval_s: orNull(Type.Number()),
    valid: Type.Integer(),
    missingBlank: Type.Integer(),
    missingText: Type.Integer(),
    min: orNull(Type.Number()),
    max: orNull(Type.Number()),
    mean: orNull(Type.Number()),
  },
  { additionalProperties: false },
);

/** The account of one imported file: read = accepted + rejected + skipped header and footer lines; nothing disappears. */
export const ImportedFile = Type.Object(
  {
    file: Type.String(),
    sha256: Type.String(),
    bytes: Type.Integer(),
    encoding: orNull(Type.String()),
    delimiter: orNull(Type.String()),
    decimalMark: orNull(Type.String()),
    thousandsMark: orNull(Type.String()),
    layout: orNull(Type.String({ description: 'wide, long, blocks, side-by-side or matrix' })),
    time: orNull(
      Type.Object(
        {
          columns: Type.Array(Type.String()),
          format: orNull(Type.String()),
          zone: orNull(Type.String()),
          zoneFrom: Type.String({ description: 'metadata, column, format, answer, unspecified' }),
        },
        { additionalProperties: true },
      ),
    ),
    interval_s: orNull(Type.Number()),
    first: orNull(Type.String()),
    last: orNull(Type.String()),
    acceptedRows: Type.Integer(),
    rejectedRows: Type.Integer(),
    rejected: Type.Array(Type.Object({ line: Type.Integer(), reason: RejectReason }, { additionalProperties: false }), {
      description: 'the first 100; all of them stand in the downloadable list',
    }),
    skippedLines: Type.Integer({ description: 'metadata, header, units and empty lines' }),
    outOfOrderRows: Type.Integer(),
    gaps: Type.Integer(),
    channels: Type.Array(ImportedChannel),
  },
  { additionalProperties: false },
);
export type ImportedFile = Static<typeof ImportedFile>;

export const ImportReport = Type.Object(
  {
    files: Type.Array(ImportedFile),
    skippedFiles: Type.Array(Type.Object({ name: Type.String(), reason: Type.String() }, { additionalProperties: false })),
    acceptedRows: Type.Integer(),
    rejectedRows: Type.Integer(),
    questions: Type.Array(ImportQuestion),
    notes: Type.Array(Type.String(), { description: 'what the importer assumed, in words (for example the zone it applied)' }),
    template: orNull(Type.Object({ id: Type.String(), version: Type.Integer(), source: Type.String() }, { additionalProperties: false })),
    recipe: Type.Unknown({ description: 'how the file was read; the same recipe gives the same bytes' }),
  },
  { $id: 'ImportReport', additionalProperties: false },
);
export type ImportReport = Static<typeof ImportReport>;
