import { type Static, Type } from 'typebox';
import { DiagnosisResult } from '../diagnostics/diagnosis.schema.ts';
import { TestOnRecording } from '../diagnostics/guided-tests/test-run.schema.ts';
import { ImportReport } from '../measurements/import-report.schema.ts';
import { Envelope } from '../measurements/recording.schema.ts';
import { orNull, words } from '../platform/http/page.schema.ts';
import { Limit } from '../systems/limits/limit.schema.ts';
import { Channel, Component } from '../systems/system.schema.ts';
import { StandingFacts } from './renderings/rendering-task.schema.ts';
import { ReportFormat } from './report.schema.ts';

const closed = { additionalProperties: false } as const;

/** Channels drawn together over one time axis; a pane per unit. Units as in the envelope, times in ms since the start of the recording. */
export const FigureInput = Type.Object(
  { id: Type.String(), title: orNull(Type.String()), envelopes: Type.Array(Envelope, { minItems: 1 }) },
  closed,
);
export type FigureInput = Static<typeof FigureInput>;

/** What a person noted at a point or range of the recording. Times in s since its start; `toS` null: a point. */
export const ReportAnnotation = Type.Object(
  {
    fromS: Type.Number(),
    toS: orNull(Type.Number()),
    channel: orNull(Type.String({ description: 'name; null: the recording as a whole' })),
    text: Type.String(),
    author: Type.String(),
  },
  closed,
);
export type ReportAnnotation = Static<typeof ReportAnnotation>;

/** The part of a system a report speaks about. */
export const ReportSystem = Type.Object(
  {
    siteName: Type.String(),
    systemName: Type.String(),
    tag: orNull(Type.String()),
    note: orNull(Type.String()),
    isSimulated: Type.Boolean(),
    components: Type.Array(Component),
    channels: Type.Array(Channel),
    limits: Type.Array(Limit),
  },
  closed,
);
export type ReportSystem = Static<typeof ReportSystem>;

/** Everything a report is made of. The same input gives the same bytes. */
export const ReportInput = Type.Object(
  {
    number: Type.String(),
    title: Type.String(),
    createdAtIso: Type.String({ description: 'RFC 3339, UTC' }),
    author: Type.String(),
    language: words(['en', 'de']),
    system: ReportSystem,
    diagnosis: DiagnosisResult,
    resultSha256: Type.String(),
    importReports: Type.Array(ImportReport),
    figures: Type.Array(FigureInput),
    guidedTests: Type.Array(TestOnRecording, { description: 'newest evaluations of runs that rest on this recording, the worst first' }),
    annotations: Type.Array(ReportAnnotation, { description: 'by time; only those that somebody wants to be seen here' }),
  },
  { $id: 'ReportInput', ...closed },
);
export type ReportInput = Static<typeof ReportInput>;

/** What the report worker is asked to do: write `<name>.<format>` into `folder`, which exists. */
export const ReportTask = Type.Object(
  {
    input: ReportInput,
    standing: StandingFacts,
    formats: Type.Array(ReportFormat, { minItems: 1 }),
    folder: Type.String(),
    name: Type.String({ pattern: '^[\\w.-]{1,120}$' }),
  },
  { $id: 'ReportTask', ...closed },
);
export type ReportTask = Static<typeof ReportTask>;
