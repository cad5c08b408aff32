import { type Static, Type } from 'typebox';
import { Instant, orNull, words } from '../../platform/http/page.schema.ts';
import { LimitPoint } from '../../systems/limits/limit.schema.ts';
import { EvidenceRange, LimitUsed } from '../diagnosis.schema.ts';

const closed = { additionalProperties: false } as const;

/** A sentence for people in both languages; numbers are written the way the language writes them. */
export const Sentence = Type.Object({ en: Type.String(), de: Type.String() }, closed);
export type Sentence = Static<typeof Sentence>;

export const guidedTestIds = ['pump-curve', 'case-drain', 'accumulator-blow-down', 'valve-timing', 'cooler'] as const;
export const GuidedTestId = words(guidedTestIds);
export type GuidedTestId = Static<typeof GuidedTestId>;

/** Why something cannot be computed, and what would make it so. */
export const Refusal = Type.Object({ because: Sentence, wouldNeed: Sentence }, closed);
export type Refusal = Static<typeof Refusal>;

/** One thing to do at the machine. */
export const TestStep = Type.Object(
  {
    id: Type.String(),
    title: Sentence,
    text: Sentence,
    settled: orNull(Sentence),
    holdS: orNull(Type.Number({ description: 's to hold once it is settled' })),
  },
  closed,
);
export type TestStep = Static<typeof TestStep>;

/** A test as a technician needs to know it: what for, what it needs, what to do. */
export const GuidedTest = Type.Object(
  {
    id: GuidedTestId,
    version: Type.String(),
    component: Type.String({ description: 'component kind' }),
    title: Sentence,
    purpose: Sentence,
    operatingPoint: Sentence,
    /** Of a run: the operating point that was chosen for it, as it was then. */
    place: Type.Optional(LimitPoint),
    source: Type.String(),
    safety: Type.Array(Sentence),
    needs: Type.Array(Sentence),
    steps: Type.Array(TestStep),
  },
  { $id: 'GuidedTest', ...closed },
);
export type GuidedTest = Static<typeof GuidedTest>;

export const TestState = words(['pass', 'warning', 'alarm', 'not-assessable']);
export type TestState = Static<typeof TestState>;

/** One number of a test with its limit and evidence, or the reason why there is none. */
export const TestValue = Type.Object(
  {
    id: Type.String({ description: 'indicator id where it is the same quantity' }),
    name: Sentence,
    unit: Type.String(),
    value: orNull(Type.Number()),
    uncertainty: orNull(Type.Number({ description: 'expanded, k = 2' })),
    state: words(['pass', 'warning', 'alarm', 'no-limit', 'not-assessable']),
    /** The verdict rests on it; the others explain. */
    isJudged: Type.Boolean(),
    /** The limit that decides is nearer than the uncertainty. */
    isClose: Type.Boolean(),
    limit: orNull(LimitUsed),
    missing: orNull(Refusal),
    formula: Type.String(),
    reference: Type.String(),
    evidence: Type.Array(EvidenceRange),
  },
  { $id: 'TestValue', ...closed },
);
export type TestValue = Static<typeof TestValue>;

/** A step of the test as it was found in the samples. */
export const TestPhase = Type.Object({ label: Sentence, fromS: Type.Number(), toS: Type.Number(), isUsed: Type.Boolean() }, closed);
export type TestPhase = Static<typeof TestPhase>;

export const TestFigure = Type.Object(
  {
    title: Sentence,
    xLabel: Sentence,
    yLabel: Sentence,
    points: Type.Array(
      Type.Object(
        {
          x: Type.Number(),
          y: Type.Number(),
          yUncertainty: orNull(Type.Number()),
          isUsed: Type.Boolean(),
          evidence: orNull(EvidenceRange),
        },
        closed,
      ),
    ),
    lines: Type.Array(
      Type.Object(
        {
          name: Sentence,
          kind: words(['measured', 'fit', 'warning', 'alarm', 'catalogue']),
          x: Type.Array(Type.Number()),
          y: Type.Array(Type.Number()),
        },
        closed,
      ),
    ),
  },
  { $id: 'TestFigure', ...closed },
);
export type TestFigure = Static<typeof TestFigure>;

/** What a test says about a range of a recording. The same input gives the same bytes. */
export const TestResult = Type.Object(
  {
    engineVersion: Type.String(),
    testId: GuidedTestId,
    testVersion: Type.String(),
    recording: Type.Object(
      {
        id: Type.String(),
        name: Type.String(),
        isSimulated: Type.Boolean(),
        seriesSha256: Type.String(),
        startedAt: orNull(Instant),
      },
      closed,
    ),
    range: Type.Object({ fromS: Type.Number(), toS: Type.Number() }, closed),
    state: TestState,
    sentence: Sentence,
    refusals: Type.Array(Refusal),
    values: Type.Array(TestValue),
    phases: Type.Array(TestPhase),
    figure: orNull(TestFigure),
    notes: Type.Array(Sentence),
    baseline: orNull(Type.String({ description: 'what relative limits are relative to' })),
  },
  { $id: 'TestResult', ...closed },
);
export type TestResult = Static<typeof TestResult>;
