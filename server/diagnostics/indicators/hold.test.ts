import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openBench } from '../bench.ts';
import type { DiagnosisInput, SignalInput } from '../diagnosis-input.ts';
import { openSignals } from '../signals.ts';
import { median } from '../statistics.ts';
import { textOf } from '../wordings/phrase.science.ts';
import { isMeasured } from './definition.indicator.ts';
import { holdIndicators } from './hold.indicator.ts';

const cycles = 6;
const lengthS = 40;

/** A press at 1 Hz: 20 s held with the valve closed, 10 s out, 10 s back. Speeds in mm/s, flows in l/min. */
interface Press {
  driftMms: number;
  closedFlow: number;
  moves: boolean;
}

function channel(signal: SignalInput['signal'], unit: string, quantity: string, valueAt: (second: number) => number): SignalInput {
  const values = Float64Array.from({ length: cycles * lengthS }, (_, index) => valueAt(index % lengthS));
  return {
    ...{ name: `channel ${signal}`, signal, unit, quantity, intervalMs: 1000, startS: 0, count: values.length },
    ...{ rangeLow: 0, rangeHigh: 1000, accuracyPercentFs: 0.05 },
    read: (from, to) => values.slice(from, to),
  };
}

function benchOf({ driftMms, closedFlow, moves }: Press) {
  const travel = moves ? 50 : 0;
  const position = (second: number) =>
    second < 20 ? 100 + driftMms * second : second < 30 ? 100 + travel * (second - 20) : 100 + travel * (40 - second);
  const signals = [
    channel('u_cmd', '%', 'ratio', (second) => (second < 20 ? 0 : second < 30 ? 80 : -80)),
    channel('x', 'mm', 'length', position),
    channel('p_P', 'bar', 'pressure', (second) => (second < 20 ? 180 : second < 30 ? 120 : 90)),
    channel('p_A', 'bar', 'pressure', (second) => (second < 20 ? 60 : 110)),
    channel('Q_P', 'l/min', 'flow', (second) => (second < 20 ? closedFlow : 30)),
  ];
  const recording: DiagnosisInput['recording'] = {
    ...{ id: 'press', name: 'press', systemName: 'press', isSimulated: true, seriesSha256: '', files: [], startedAt: null },
    ...{ durationS: cycles * lengthS, cycles: { lengthS, count: cycles } },
  };
  return openBench(
    { recording, components: [] },
    openSignals(signals, () => true),
  );
}

function readOf(id: string, press: Partial<Press>): number | string {
  const definition = holdIndicators.find((item) => item.id === id);
  const result = definition?.compute(benchOf({ driftMms: 0, closedFlow: 0.2, moves: true, ...press }));
  if (!result) return 'no such indicator';
  return isMeasured(result) ? median(result.perEpoch) : textOf(result.because);
}

describe('a held cylinder', () => {
  it('drifts as fast as it moves, whatever the speed', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.2, max: 5, noNaN: true }), (driftMms) => {
        expect(readOf('cylinder-drift', { driftMms })).toBeCloseTo(600 * driftMms, 3);
      }),
      { numRuns: 20 },
    );
  });

  it('that does not move for 20 s is not called tight: a short hold cannot show that', () => {
    expect(readOf('cylinder-drift', { driftMms: 0 })).toContain('could not show one below');
  });
});

describe('a valve commanded closed', () => {
  it('lets through what the pump delivers meanwhile', () => {
    expect(readOf('closed-valve-flow', { closedFlow: 3.5 })).toBeCloseTo(3.5, 6);
  });
});

describe('valve commands', () => {
  it('that move the cylinder are none missed', () => {
    expect(readOf('missed-motion-share', { driftMms: 0 })).toBe(0);
  });
});
