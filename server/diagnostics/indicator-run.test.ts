import { describe, expect, it } from 'vitest';
import type { SignalId } from '../systems/signal.schema.ts';
import { openBench, watchReads } from './bench.ts';
import { examine } from './diagnose.ts';
import type { DiagnosisInput } from './diagnosis-input.ts';
import { computeIndicators, definitions } from './indicator-run.ts';
import { isMeasured } from './indicators/definition.indicator.ts';
import { openSignals } from './signals.ts';
import { recordPress } from './synthetic.fixture.ts';

const none = { stuck: [], offset: [], scaling: [], swapped: [], clock: [] };

/** The press with a case drain meter: leakage in l/min against the measured speed. */
function pressWithDrain(): DiagnosisInput {
  const press = recordPress();
  const flow = press.signals.find((signal) => signal.signal === 'Q_cool') as DiagnosisInput['signals'][number];
  const drain = {
    ...flow,
    name: 'channel Q_C',
    signal: 'Q_C' as const,
    read: (from: number, to: number) => flow.read(from, to).map((q) => q / 40),
  };
  return { ...press, signals: [...press.signals, drain] };
}

describe('every indicator', () => {
  const { bench } = examine(pressWithDrain());
  const { outcomes } = computeIndicators({ bench, limits: [], baseline: null, faulty: none });
  const inputsOf = (id: string) => outcomes.find((outcome) => outcome.indicator.id === id)?.indicator.inputs.map((input) => input.channel);

  it('names each signal it read as evidence', () => {
    const checked: string[] = [];
    for (const definition of definitions) {
      const { bench: seen, read } = watchReads(bench);
      if (definition.needs.some((need) => ![need].flat().some((id) => bench.signals.find(id as SignalId)))) continue;
      if (!isMeasured(definition.compute(seen)) || inputsOf(definition.id)?.length === 0) continue;
      expect(inputsOf(definition.id), definition.id).toEqual(expect.arrayContaining([...read].map((id) => `channel ${id}`)));
      checked.push(definition.id);
    }
    expect(checked.length).toBeGreaterThan(12);
  });

  it('of the pump names the speed it divides by', () => {
    expect(inputsOf('pump-volumetric-efficiency')).toContain('channel n');
    expect(inputsOf('case-drain-ratio')).toContain('channel n');
  });
});

describe('a valve command that nothing answers', () => {
  it('is refused with its own reason while its phases are there', () => {
    const press = recordPress();
    const command = press.signals.find((signal) => signal.signal === 'p_A') as DiagnosisInput['signals'][number];
    const square = (from: number, to: number) =>
      Float64Array.from({ length: to - from }, (_, index) => (((from + index) / 100) % 60 > 40 ? 100 : 0));
    const valve = { ...command, name: 'u', signal: 'u_cmd' as const, quantity: 'ratio', unit: '%', read: square };
    const bench = openBench(
      press,
      openSignals([...press.signals, valve], () => true),
    );
    const { outcomes } = computeIndicators({ bench, limits: [], baseline: null, faulty: none });
    const delay = outcomes.find((outcome) => outcome.indicator.id === 'valve-switching-delay')?.indicator;
    expect(bench.timeline.pieces.some((piece) => piece.regime === 'transition')).toBe(true);
    expect(delay?.notComputable?.because).toContain('no rise of the valve command is followed');
  });
});

describe('a quality gate', () => {
  const gate = (id: string, omit: readonly SignalId[]) => {
    const { bench, unasked } = examine(recordPress({}, omit));
    const { outcomes } = computeIndicators({ bench, limits: [], baseline: null, faulty: none, unasked });
    return outcomes.find((outcome) => outcome.indicator.id === id)?.indicator;
  };

  it('without a partner to check against is not computable and says why', () => {
    expect(gate('quality-offset', ['p_acc'])).toMatchObject({ state: 'not-computable', value: null });
    expect(gate('quality-swapped', ['p_A', 'p_S', 'T_co', 'T_amb'])?.notComputable?.because).toContain('known order');
    expect(gate('quality-stuck', ['p_P', 'Q_P', 'P_el'])?.notComputable?.because).toContain('pump to run');
  });

  it('with a partner is a number', () => {
    for (const id of ['quality-offset', 'quality-swapped', 'quality-stuck', 'quality-scaling', 'quality-clock'])
      expect(gate(id, [])).toMatchObject({ state: 'normal', value: 0 });
  });
});
