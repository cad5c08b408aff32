import type { SignalId } from '../../systems/signal.schema.ts';
import type { EvidenceRange, LimitUsed } from '../diagnosis.schema.ts';
import type { GuidedTest, GuidedTestId, Refusal, Sentence, TestFigure, TestPhase, TestStep } from './guided-test.schema.ts';
import { say } from './sentence.ts';
import type { TestBench } from './test-bench.ts';

/** Something a test cannot do without: one of these signals at this rate, or else one of these nameplate values. */
export interface TestNeed {
  readonly what: Sentence;
  readonly signals?: readonly SignalId[];
  /** Hz (hydraulics.md C1.10). */
  readonly leastHz?: number;
  readonly plates?: readonly (readonly [kind: string, key: string])[];
  /** What would make it so; made from the signals when absent. */
  readonly remedy?: Sentence;
}

/** A number on its way to its limit; NaN: missing, and `missing` says why. */
export interface RawValue {
  readonly id: string;
  readonly name: Sentence;
  readonly unit: string;
  readonly value: number;
  /** Expanded, k = 2. */
  readonly uncertainty: number;
  readonly isJudged: boolean;
  /** What judges where the plant set no limit: a maker's number; absent: the default or the healthy run (test-limits.ts); null: nothing. */
  readonly rule?: LimitUsed | null;
  readonly missing?: Refusal;
  readonly formula: string;
  readonly reference: string;
  readonly evidence: readonly EvidenceRange[];
}

export interface Evaluation {
  readonly values: readonly RawValue[];
  readonly phases: readonly TestPhase[];
  readonly figure: TestFigure | null;
  readonly notes: readonly Sentence[];
  /** Why the whole test cannot be judged. */
  readonly refusals: readonly Refusal[];
}

/** A guided test as data, with its evaluation as a pure function. */
export interface TestDefinition {
  readonly id: GuidedTestId;
  /** Rises whenever steps or evaluation change. */
  readonly version: string;
  readonly component: string;
  readonly title: Sentence;
  readonly purpose: Sentence;
  readonly operatingPoint: Sentence;
  readonly source: string;
  readonly safety: readonly Sentence[];
  readonly needs: readonly TestNeed[];
  /** What the steps move on purpose: no operating point can hold it still. */
  readonly varies?: readonly SignalId[];
  readonly steps: readonly TestStep[];
  evaluate(bench: TestBench): Evaluation;
}

export const nothingFound = (refusal: Refusal, phases: readonly TestPhase[] = []): Evaluation => ({
  values: [],
  phases,
  figure: null,
  notes: [],
  refusals: [refusal],
});

/** The test as it is shown: without its evaluation. */
export function describeTest(test: TestDefinition): GuidedTest {
  const { id, version, component, title, purpose, operatingPoint, source } = test;
  return {
    ...{ id, version, component, title, purpose, operatingPoint, source },
    safety: [...test.safety],
    needs: test.needs.map(({ what, leastHz }) =>
      leastHz === undefined
        ? what
        : say(
            (n) => `${what.en}, ${rate(leastHz, n)} or more`,
            (n) => `${what.de}, mindestens ${rate(leastHz, n)}`,
          ),
    ),
    steps: [...test.steps],
  };
}

const rate = (hz: number, n: (value: number, decimals?: number) => string): string => `${n(hz, hz < 1 ? 1 : 0)} Hz`;

/** Why a need is not met by these channels and nameplates, or null. `intervalS` is absent where nobody recorded yet. */
export function unmet(
  need: TestNeed,
  has: { signal(id: SignalId): { intervalS?: number | undefined } | undefined; plate(kind: string, key: string): boolean },
): Refusal | null {
  const found = (need.signals ?? []).flatMap((id) => has.signal(id) ?? []);
  const slowest = need.leastHz === undefined ? Number.POSITIVE_INFINITY : 1.01 / need.leastHz;
  if (found.some(({ intervalS }) => intervalS === undefined || intervalS <= slowest)) return null;
  if ((need.plates ?? []).some(([kind, key]) => has.plate(kind, key))) return null;
  const wouldNeed = need.remedy ?? remedyOf(need);
  if (found.length > 0) {
    const intervalS = Math.min(...found.map((one) => one.intervalS ?? Number.POSITIVE_INFINITY));
    const least = need.leastHz ?? 0;
    return {
      because: Number.isFinite(intervalS)
        ? say(
            (n) => `${need.what.en} is sampled at ${n(1 / intervalS, 2)} Hz; at least ${rate(least, n)} are needed`,
            (n) => `${need.what.de} ist mit ${n(1 / intervalS, 2)} Hz abgetastet; nötig sind mindestens ${rate(least, n)}`,
          )
        : say(`${need.what.en} is sampled irregularly`, `${need.what.de} ist unregelmäßig abgetastet`),
      wouldNeed,
    };
  }
  return { because: say(`${need.what.en} is not known`, `${need.what.de} ist nicht bekannt`), wouldNeed };
}

function remedyOf({ signals = [], leastHz }: TestNeed): Sentence {
  const ids = signals.join(' / ');
  if (leastHz === undefined) return say(`a channel with signal ${ids}`, `ein Kanal mit dem Signal ${ids}`);
  return say(
    (n) => `a channel with signal ${ids} at ${rate(leastHz, n)} or more`,
    (n) => `ein Kanal mit dem Signal ${ids} mit mindestens ${rate(leastHz, n)}`,
  );
}
