import { type Static, Type } from 'typebox';
import { Comparison } from '../diagnostics/comparisons/comparison.schema.ts';
import { DiagnosisResult, EvidenceRange } from '../diagnostics/diagnosis.schema.ts';
import { TestOnRecording } from '../diagnostics/guided-tests/test-run.schema.ts';
import { orNull, words } from '../platform/http/page.schema.ts';
import { Logo, ReportLanguage } from './compositions/report-composition.schema.ts';
import { reportKinds } from './report-kind.schema.ts';
import { Standing } from './report-standing.schema.ts';

const closed = { additionalProperties: false } as const;

/** How much attention something needs. Every reader shows it as shape + word; colour only for attention and alarm (ISA-101). */
export const Level = words(['normal', 'attention', 'alarm', 'unknown', 'neutral']);
export type Level = Static<typeof Level>;

/** A piece of text. `evidence` holds the ids of `Evidence` its numbers rest on; `figure` and `table` name what it speaks about. */
export const Run = Type.Object(
  {
    text: Type.String(),
    evidence: Type.Optional(Type.Array(Type.String())),
    figure: Type.Optional(Type.String()),
    table: Type.Optional(Type.Integer({ description: 'the number of the table, which stands behind the word' })),
    strong: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type Run = Static<typeof Run>;

export const Cell = Type.Object(
  {
    text: Type.String(),
    evidence: Type.Optional(Type.Array(Type.String())),
    level: Type.Optional(Level),
    mono: Type.Optional(Type.Boolean({ description: 'hashes and formulas: fixed pitch, may break anywhere' })),
    span: Type.Optional(Type.Integer({ description: 'columns this cell covers' })),
    anchor: Type.Optional(Type.String({ description: 'the evidence id this cell defines' })),
  },
  closed,
);
export type Cell = Static<typeof Cell>;

export const Column = Type.Object(
  {
    title: Type.String(),
    align: words(['left', 'right']),
    share: Type.Number({ description: 'part of the free width; 0: as wide as its content' }),
  },
  closed,
);
export type Column = Static<typeof Column>;

export const Block = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('paragraph'),
      runs: Type.Array(Run),
      withNext: Type.Optional(Type.Boolean({ description: 'belongs to the block after it: no page break between' })),
    },
    closed,
  ),
  Type.Object({ kind: Type.Literal('heading'), text: Type.String(), level: Type.Optional(Level) }, closed),
  Type.Object({ kind: Type.Literal('label'), text: Type.String(), level: Type.Optional(Level) }, closed),
  Type.Object({ kind: Type.Literal('list'), ordered: Type.Boolean(), items: Type.Array(Type.Array(Run)) }, closed),
  Type.Object(
    { kind: Type.Literal('facts'), rows: Type.Array(Type.Object({ name: Type.String(), runs: Type.Array(Run) }, closed)) },
    closed,
  ),
  Type.Object({ kind: Type.Literal('callout'), level: Level, word: Type.String(), runs: Type.Array(Run) }, closed),
  Type.Object({ kind: Type.Literal('figure'), figure: Type.String() }, closed),
  Type.Object(
    {
      kind: Type.Literal('table'),
      number: Type.Integer(),
      caption: Type.String(),
      columns: Type.Array(Column),
      rows: Type.Array(Type.Array(Cell)),
    },
    closed,
  ),
  Type.Object(
    { kind: Type.Literal('sign-off'), roles: Type.Array(Type.String()), fields: Type.Array(Type.String()), statement: Type.String() },
    closed,
  ),
]);
export type Block = Static<typeof Block>;

export const Section = Type.Object(
  {
    id: Type.String(),
    title: Type.String(),
    annex: Type.Boolean(),
    startsPage: Type.Optional(Type.Boolean({ description: 'a part of a report on several recordings' })),
    blocks: Type.Array(Block, { minItems: 1 }),
  },
  closed,
);
export type Section = Static<typeof Section>;

/** A line with its min/max band. `at` in the unit of the figure's x axis; null where a bucket holds no valid sample. */
export const FigureSeries = Type.Object(
  {
    name: Type.String(),
    at: Type.Array(Type.Number()),
    min: Type.Array(orNull(Type.Number())),
    max: Type.Array(orNull(Type.Number())),
    mean: Type.Array(orNull(Type.Number())),
  },
  closed,
);
export type FigureSeries = Static<typeof FigureSeries>;

export const FigureLimit = Type.Object(
  { label: Type.String(), value: Type.Number(), level: words(['attention', 'alarm']), side: words(['above', 'below']) },
  closed,
);
export type FigureLimit = Static<typeof FigureLimit>;

export const FigurePane = Type.Object(
  { axis: Type.String({ description: 'quantity and unit' }), series: Type.Array(FigureSeries), limits: Type.Array(FigureLimit) },
  closed,
);
export type FigurePane = Static<typeof FigurePane>;

export const FigureMark = Type.Object(
  { from: Type.Number(), to: Type.Number(), label: Type.String({ description: 'a letter in the picture' }), meaning: Type.String() },
  closed,
);
export type FigureMark = Static<typeof FigureMark>;

export const Figure = Type.Object(
  {
    id: Type.String(),
    number: Type.Integer(),
    caption: Type.String(),
    source: Type.String({ description: 'small print: recording, files, clock' }),
    alt: Type.String(),
    sentence: Type.Array(Run, { description: 'the sentence of the text that uses this figure' }),
    axis: Type.String({ description: 'label of the x axis with unit' }),
    from: Type.Number(),
    to: Type.Number(),
    panes: Type.Array(FigurePane, { minItems: 1 }),
    marks: Type.Array(FigureMark, { description: 'ranges findings rest on' }),
    decimalMark: Type.Optional(words(['.', ','])),
  },
  closed,
);
export type Figure = Static<typeof Figure>;

/** What an id in the text stands for: `F` raw file, `C` channel, `I` indicator, `D` finding, `M` learned model, `T` value of a guided test, `N` nameplate. */
export const Evidence = Type.Object(
  {
    id: Type.String(),
    kind: words(['file', 'channel', 'indicator', 'finding', 'model', 'test-value', 'nameplate']),
    text: Type.String(),
    ranges: Type.Array(EvidenceRange),
    recordingId: Type.String(),
    files: Type.Array(Type.String({ description: 'SHA-256 of the raw files behind it' })),
    restsOn: Type.Array(Type.String({ description: 'other evidence ids' })),
  },
  closed,
);
export type Evidence = Static<typeof Evidence>;

export const reportDocumentId = 'urn:sightglass:schema:report-document:2';

/** One recording a report speaks about, with all that was computed of it. */
export const DocumentPart = Type.Object(
  {
    systemName: Type.String(),
    resultSha256: Type.String(),
    diagnosis: DiagnosisResult,
    guidedTests: Type.Array(TestOnRecording),
  },
  closed,
);
export type DocumentPart = Static<typeof DocumentPart>;

/** What a company puts on its reports. */
export const Letterhead = Type.Object(
  { company: orNull(Type.String()), logo: orNull(Logo), confidentiality: orNull(Type.String()) },
  closed,
);
export type Letterhead = Static<typeof Letterhead>;

/** A report before it becomes a file: everything the PDF prints, and the diagnoses it was made from. Frozen: no look-ups later. */
export const ReportDocument = Type.Object(
  {
    schema: Type.Literal(reportDocumentId),
    number: Type.String(),
    version: Type.Optional(Type.Integer({ minimum: 1, description: 'absent: the first' })),
    title: Type.String(),
    subtitle: Type.String(),
    language: ReportLanguage,
    kind: words(reportKinds),
    letterhead: orNull(Letterhead),
    createdAt: Type.String({ description: 'RFC 3339, UTC' }),
    author: Type.String(),
    isSimulated: Type.Boolean(),
    resultSha256: Type.String({ description: 'of several parts: SHA-256 of theirs, one per line' }),
    labels: Type.Record(Type.String(), Type.String(), { description: 'words of headers, footers, captions in the language of the report' }),
    sections: Type.Array(Section),
    figures: Type.Array(Figure),
    evidence: Type.Array(Evidence),
    parts: Type.Array(DocumentPart, { minItems: 1 }),
    comparison: orNull(Comparison),
    standing: Type.Optional(Standing),
  },
  { $id: reportDocumentId, title: 'Sightglass diagnostic report', ...closed },
);
export type ReportDocument = Static<typeof ReportDocument>;
