import { type Static, Type } from 'typebox';
import { Comparison } from '../diagnostics/comparisons/comparison.schema.ts';
import { DiagnosisResult } from '../diagnostics/diagnosis.schema.ts';
import { Sentence } from '../diagnostics/guided-tests/guided-test.schema.ts';
import { TestOnRecording } from '../diagnostics/guided-tests/test-run.schema.ts';
import { ImportReport } from '../measurements/import-report.schema.ts';
import { Envelope } from '../measurements/recording.schema.ts';
import { orNull, words } from '../platform/http/page.schema.ts';
import { Limit } from '../systems/limits/limit.schema.ts';
import { Channel, Component } from '../systems/system.schema.ts';
import { ReportComposition, ReportLanguage } from './compositions/report-composition.schema.ts';
import { StandingFacts } from './renderings/rendering-task.schema.ts';
import { ReportFormat } from './report.schema.ts';
import { reportKinds } from './report-kind.schema.ts';
import { Edition } from './versions/version.schema.ts';

const closed = { additionalProperties: false } as const;

/** Channels drawn together over one time axis; a pane per unit. Units as in the envelope, times in ms since the start of the recording. */
export const FigureInput = Type.Object(
  { id: Type.String(), title: orNull(Type.String()), envelopes: Type.Array(Envelope, { minItems: 1 }) },
  closed,
);
export type FigureInput = Static<typeof FigureInput>;

/** A step of a guided test, and who did it when. */
export const TestStepDone = Type.Object(
  { text: Sentence, doneAt: orNull(Type.String()), doneBy: orNull(Type.String()), note: orNull(Type.String()) },
  closed,
);
export type TestStepDone = Static<typeof TestStepDone>;

/** A figure of the plot workspace, with what it showed when it was pinned. Its id is that of the pin. */
export const PinnedFigure = Type.Object(
  { id: Type.String(), recordingId: Type.String(), title: orNull(Type.String()), envelopes: Type.Array(Envelope, { minItems: 1 }) },
  closed,
);
export type PinnedFigure = Static<typeof PinnedFigure>;

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

/** A system, one recording of it and the diagnosis of that: what one part of a report speaks about. */
export const ReportPart = Type.Object(
  {
    system: ReportSystem,
    diagnosis: DiagnosisResult,
    resultSha256: Type.String(),
    importReports: Type.Array(ImportReport),
    figures: Type.Array(FigureInput),
    guidedTests: Type.Array(TestOnRecording, { description: 'newest evaluations of runs that rest on this recording, the worst first' }),
    annotations: Type.Array(ReportAnnotation, { description: 'by time; only those that somebody wants to be seen here' }),
  },
  closed,
);
export type ReportPart = Static<typeof ReportPart>;

/** Everything a report is made of. The same input gives the same bytes. */
export const ReportInput = Type.Object(
  {
    kind: words(reportKinds),
    number: Type.String(),
    title: Type.String(),
    createdAtIso: Type.String({ description: 'RFC 3339, UTC' }),
    author: Type.String(),
    language: ReportLanguage,
    parts: Type.Array(ReportPart, {
      minItems: 1,
      description: 'comparison: after, then before; period: by time; systems: as they are shown',
    }),
    comparison: orNull(Comparison),
    testSteps: orNull(Type.Array(TestStepDone, { description: 'what the technician did; of a report on a guided test' })),
    testTitle: Type.Optional({
      ...Sentence,
      description: 'of the test that the steps belong to; absent in inputs from before it was kept',
    }),
    skipped: Type.Array(Type.Object({ name: Type.String(), reason: words(['no-diagnosis', 'no-recording']) }, closed), {
      description: 'recordings or systems that were asked for and of which nothing can be said',
    }),
    pinned: Type.Array(PinnedFigure, { description: 'figures pinned in the plot workspace, by the id of their pin' }),
  },
  { $id: 'ReportInput', ...closed },
);
export type ReportInput = Static<typeof ReportInput>;

/** The whole with one of its parts: what a section is written from. */
export type PartInput = Omit<ReportInput, 'parts'> & ReportPart;

/** What the report worker is asked to do: write `<name>.<format>` into `folder`, which exists. */
export const ReportTask = Type.Object(
  {
    input: ReportInput,
    standing: StandingFacts,
    composition: ReportComposition,
    edition: Edition,
    formats: Type.Array(ReportFormat, { minItems: 1 }),
    folder: Type.String(),
    name: Type.String({ pattern: '^[\\w.-]{1,120}$' }),
  },
  { $id: 'ReportTask', ...closed },
);
export type ReportTask = Static<typeof ReportTask>;
