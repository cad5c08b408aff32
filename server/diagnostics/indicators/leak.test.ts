import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openBench } from '../bench.ts';
import type { DiagnosisInput, SignalInput } from '../diagnosis-input.ts';
import { openSignals } from '../signals.ts';
import { median } from '../statistics.ts';
import { textOf } from '../wordings/phrase.science.ts';
import { isMeasured } from './definition.indicator.ts';
import { leakIndicators } from './leak.indicator.ts';

const cycles = 5;
const lengthS = 40;
const [heldBar, workBar, workFlow] = [180, 120, 30];

function channel(signal: SignalInput['signal'], unit: string, quantity: string, at: readonly [held: number, working: number]): SignalInput {
  const values = Float64Array.from({ length: cycles * lengthS }, (_, index) => at[index % lengthS < 20 ? 0 : 1]);
  return {
    ...{ name: `channel ${signal}`, signal, unit, quantity, intervalMs: 1000, startS: 0, count: values.length },
    ...{ rangeLow: 0, rangeHigh: 100, accuracyPercentFs: 0.1 },
    read: (from, to) => values.slice(from, to),
  };
}

/** Exponent found for a leak of `lossFlow` l/min at the working pressure that grows with the pressure to the power of `exponent`. */
function exponentOf(lossFlow: number, exponent: number): number | string {
  const held = lossFlow * (heldBar / workBar) ** exponent;
  const signals = [
    channel('p_P', 'bar', 'pressure', [heldBar, workBar]),
    channel('p_A', 'bar', 'pressure', [0, 100]),
    channel('Q_P', 'l/min', 'flow', [held, workFlow]),
    channel('Q_A', 'l/min', 'flow', [0, workFlow - lossFlow]),
  ];
  const recording: DiagnosisInput['recording'] = {
    ...{ id: 'press', name: 'press', systemName: 'press', isSimulated: true, seriesSha256: '', files: [], startedAt: null },
    ...{ durationS: cycles * lengthS, cycles: { lengthS, count: cycles } },
  };
  const bench = openBench(
    { recording, components: [] },
    openSignals(signals, () => true),
  );
  const result = leakIndicators[0]?.compute(bench);
  return result && isMeasured(result) ? median(result.perEpoch) : textOf(result?.because ?? 'no such indicator');
}

describe('the exponent of a leak', () => {
  it('is that of the law it follows: orifice, gap, or a valve that pressure opens', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 2, noNaN: true }), fc.double({ min: 0, max: 1.5, noNaN: true }), (lossFlow, exponent) => {
        expect(exponentOf(lossFlow, exponent)).toBeCloseTo(exponent, 6);
      }),
      { numRuns: 30 },
    );
  });

  it('is not told when hardly any oil is lost', () => {
    expect(exponentOf(0.05, 0.5)).toContain('too little oil is lost');
  });
});
