import { type Static, Type } from 'typebox';
import { orNull, words } from '../platform/http/page.schema.ts';

const closed = { additionalProperties: false } as const;
const count = Type.Integer({ minimum: 0 });

export const RejectReason = words([
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
]);
export type RejectReason = Static<typeof RejectReason>;

/** What only the user can know. The answer goes into `answers[id]` of the next try. */
export const ImportQuestion = Type.Object(
  {
    id: words([
      'date-order',
      'zone',
      'unit',
      'channel',
      'layout',
      'sample-interval',
      'start-time',
      'scaling',
      'decimal-mark',
      'time-column',
    ]),
    ask: Type.String(),
    about: Type.Array(Type.String(), { description: 'columns or files it is about; empty: the whole file' }),
    options: Type.Array(Type.Object({ answer: Type.Unknown(), meaning: Type.String() }, closed), { description: 'empty: any value' }),
  },
  closed,
);
export type ImportQuestion = Static<typeof ImportQuestion>;

const ReportedQuality = Type.Object(
  {
    status: words(['good', 'maintenance-required', 'check-function', 'out-of-specification', 'failure']),
    reasons: Type.Array(
      Type.Object(
        {
          code: words(['no-values', 'impossible', 'constant', 'words', 'missing']),
          value: Type.Optional(Type.Number()),
          count: Type.Optional(count),
          share: Type.Optional(Type.Number()),
        },
        closed,
      ),
    ),
  },
  { ...closed, description: 'in the words of NAMUR NE 107, from what the import alone can see' },
);

const ReportedTiming = Type.Object(
  {
    gaps: Type.Object(
      {
        count,
        longest_s: Type.Number(),
        first: Type.Array(Type.Object({ channel: orNull(Type.String()), from_s: Type.Number(), length_s: Type.Number() }, closed), {
          description: 'the first 100; seconds from the start of the recording; channel null: all of the file',
        }),
      },
      closed,
    ),
    clockShifts: Type.Array(Type.Object({ kind: words(['summer-time', 'grid']), at_s: Type.Number(), shift_s: Type.Number() }, closed), {
      description:
        'summer-time: the wall clock jumped, the instants did not; grid: after a pause the rows stand beside the rhythm before it',
    }),
  },
  closed,
);

const ReportedChannel = Type.Object(
  {
    name: Type.String(),
    column: orNull(Type.Integer({ description: 'from 1; null where a column means nothing' })),
    unitWritten: orNull(Type.String()),
    unit: Type.String(),
    interval_s: orNull(Type.Number()),
    valid: count,
    missingBlank: count,
    missingText: count,
    min: orNull(Type.Number()),
    max: orNull(Type.Number()),
    mean: orNull(Type.Number()),
    quality: Type.Optional(ReportedQuality),
  },
  closed,
);

const ReportedTime = Type.Object(
  {
    columns: Type.Array(Type.String()),
    format: orNull(Type.String()),
    zone: orNull(Type.String()),
    zoneFrom: words(['metadata', 'column', 'format', 'answer', 'unspecified']),
    appliedZone: orNull(Type.String({ description: 'the zone of the site, where the file names none' })),
  },
  closed,
);

const ReportedFile = Type.Object(
  {
    name: Type.String({ description: 'as handed in; behind it the name within an archive or workbook' }),
    sha256: Type.String(),
    bytes: count,
    container: orNull(words(['gzip', 'zip', 'xlsx', 'parquet', 'json'])),
    lines: Type.Optional(Type.Integer({ description: 'acceptedRows + rejectedRows + skippedLines' })),
    acceptedRows: Type.Optional(count),
    rejectedRows: Type.Optional(count),
    skippedLines: Type.Optional(Type.Integer({ description: 'header, units, metadata and empty lines' })),
    rejectedByReason: Type.Optional(Type.Record(Type.String(), count)),
    gapBefore_s: Type.Optional(
      orNull(Type.Number({ description: 'seconds since the newest row of the files before; negative: they overlap' })),
    ),
  },
  closed,
);

/** The account of an import: lines read = accepted + rejected + header, units and empty lines; nothing disappears. */
export const ImportReport = Type.Object(
  {
    files: Type.Array(ReportedFile),
    encoding: Type.String(),
    bom: Type.Boolean(),
    eol: words(['lf', 'crlf', 'cr']),
    delimiter: Type.String(),
    decimalMark: Type.String(),
    thousandsMark: orNull(Type.String()),
    layout: words(['wide', 'long', 'blocks', 'side-by-side', 'matrix']),
    metadataLines: count,
    headerLine: orNull(Type.Integer()),
    unitsLine: orNull(Type.Integer()),
    firstDataLine: Type.Integer(),
    time: ReportedTime,
    interval_s: orNull(Type.Number({ description: 'of the fastest channel' })),
    first: orNull(Type.String({ description: 'with offset when the zone is known, else the wall clock; null: the clock is relative' })),
    last: orNull(Type.String()),
    acceptedRows: count,
    rejectedRows: count,
    rejected: Type.Array(Type.Object({ line: Type.Integer(), reason: RejectReason, file: Type.Optional(Type.String()) }, closed), {
      description: 'the first 100; all of them stand in the downloadable list',
    }),
    rejectedByReason: Type.Record(Type.String(), count),
    outOfOrderRows: count,
    timing: Type.Optional(ReportedTiming),
    channels: Type.Array(ReportedChannel),
    questions: Type.Array(ImportQuestion),
    notes: Type.Array(Type.String(), { description: 'what the importer assumed, in sentences' }),
    template: Type.Optional(orNull(Type.String({ description: 'name@version of the logger’s template that was applied' }))),
  },
  { $id: 'ImportReport', ...closed },
);
export type ImportReport = Static<typeof ImportReport>;
