import { consumerFlow } from '../bench.ts';
import type { EvidenceRange, LimitUsed } from '../diagnosis.schema.ts';
import type { Bench } from '../indicators/definition.indicator.ts';
import { type Epoch, splitEpochs } from '../segments/cycle.segment.ts';
import { classifySlots } from '../segments/regime.segment.ts';
import { type LimitLine, lineEverywhere, plantLinesOn } from '../states/limit-line.ts';
import type { TestBench } from './test-bench.ts';

/** A number of a test, and where it was read. */
export interface TestSubject {
  readonly id: string;
  readonly unit: string;
  readonly evidence: readonly EvidenceRange[];
}

const slotS = 1;
const sides = ['warningLow', 'warningHigh', 'alarmLow', 'alarmHigh'] as const;

/**
 * The range of a test as a diagnosis sees a recording, its epochs being what the number was read from: a minute of each stretch, at least
 * one. So conditions, operating points and delays of limits mean the same in both. A test has no work cycles.
 */
function benchOf(bench: TestBench, evidence: readonly EvidenceRange[]): Bench {
  const grid = bench.grid(slotS);
  const regimeOf = new Uint8Array(grid.count);
  regimeOf.set(classifySlots({ pump: grid.column('p_P'), working: grid.column('p_A'), flow: consumerFlow(grid) }));
  const { stepS, count: slots } = grid;
  const timeline = { stepS, slots, cycleSlots: null, areCyclesDetected: false, regimeOf, pieces: [], epochs: epochsOf(bench, evidence) };
  const { signals, plateNumber, plateText } = bench;
  return { grid, signals, timeline, plateNumber, plateText };
}

function epochsOf(bench: TestBench, evidence: readonly EvidenceRange[]): Epoch[] {
  const { stepS, count } = bench.grid(slotS);
  const whole = { fromS: bench.fromS, toS: bench.fromS + bench.durationS };
  const stretches = new Map((evidence.length > 0 ? evidence : [whole]).map((range) => [`${range.fromS} ${range.toS}`, range]));
  const epochs = [...stretches.values()]
    .sort((a, b) => a.fromS - b.fromS)
    .flatMap(({ fromS, toS }) => {
      const from = Math.min(count - 1, Math.max(0, Math.floor((fromS - bench.fromS) / stepS + 1e-9)));
      const to = Math.min(count, Math.max(from + 1, Math.round((toS - bench.fromS) / stepS)));
      return splitEpochs(to - from, stepS, null).map((epoch) => ({ from: from + epoch.from, to: from + epoch.to }));
    });
  return epochs.map((epoch, index) => ({ index, ...epoch }));
}

/** The limits of the plant on a number of a test, then the rule; and the number as those limits see it. */
export function testLines(bench: TestBench, subject: TestSubject & { value: number; rule: LimitUsed | null }) {
  const at = benchOf(bench, subject.evidence);
  const perEpoch = new Float64Array(at.timeline.epochs.length).fill(subject.value);
  const measured = { perEpoch, regime: 'all' as const, uncertainty: Number.NaN };
  const { atPoints, general } = plantLinesOn({ definition: subject, measured }, { bench: at, limits: bench.limits });
  const rest = general.length === 0 && subject.rule ? [ruleLine(subject.rule, perEpoch.length)] : [];
  return { bench: at, measured, lines: [...atPoints, ...general, ...rest] };
}

function ruleLine(rule: LimitUsed, length: number): LimitLine {
  const bounds = Object.fromEntries(sides.flatMap((side) => (rule[side] === null ? [] : [[side, rule[side]]])));
  return lineEverywhere(
    Array.from({ length }, () => bounds),
    { source: rule.source, canAcquit: true },
  );
}
