import type { SignalId } from '../../systems/signal.schema.ts';
import type { ComponentInput, SignalInput } from '../diagnosis-input.ts';
import type { TestResult } from './guided-test.schema.ts';
import type { TestInput } from './test-bench.ts';

/** Quantity and unit of the signals these tests make up. */
const kinds: Partial<Record<SignalId, readonly [quantity: string, unit: string]>> = {
  p_P: ['pressure', 'bar'],
  p_acc: ['pressure', 'bar'],
  p_A: ['pressure', 'bar'],
  p_C: ['pressure', 'bar'],
  Q_P: ['flow', 'l/min'],
  Q_C: ['flow', 'l/min'],
  Q_cool: ['flow', 'l/min'],
  n: ['speed', 'rpm'],
  u_cmd: ['ratio', '%'],
  y_sp: ['ratio', '%'],
};

/** A channel from a function of time; NaN is a missing sample. */
export function channel(
  signal: SignalId,
  at: (timeS: number) => number,
  { hz = 10, durationS }: { hz?: number; durationS: number },
): SignalInput {
  const values = Float64Array.from({ length: Math.round(durationS * hz) }, (_, index) => at(index / hz));
  const [quantity, unit] = kinds[signal] ?? ['temperature', '°C'];
  return {
    ...{ name: `made-up ${signal}`, signal, quantity, unit, intervalMs: 1000 / hz, startS: 0, count: values.length },
    ...{ rangeLow: null, rangeHigh: null, accuracyPercentFs: null },
    read: (from, to) => values.slice(from, to),
  };
}

/** The value of the step a moment falls into: [s, value] pairs one after the other. */
export function stairs(steps: readonly (readonly [durationS: number, value: number])[]): (timeS: number) => number {
  return (timeS) => {
    let end = 0;
    for (const [durationS, value] of steps) {
      end += durationS;
      if (timeS < end) return value;
    }
    return steps.at(-1)?.[1] ?? Number.NaN;
  };
}

export const plates: readonly ComponentInput[] = [
  { kind: 'pump', name: 'Pump', nameplate: { displacementCm3: 28, ratedSpeedRpm: 1450, pumpType: 'axial piston', compensatorBar: 200 } },
  { kind: 'relief-valve', name: 'Relief valve', nameplate: { settingBar: 230 } },
  { kind: 'accumulator', name: 'Accumulator', nameplate: { volumeL: 10, prechargeBar: 90 } },
  { kind: 'fluid', name: 'Oil', nameplate: { grade: 'HLP 46' } },
];

export function madeUp(signals: readonly SignalInput[], rest: Partial<TestInput> = {}): TestInput {
  const toS = Math.max(...signals.map((one) => (one.count * (one.intervalMs ?? 0)) / 1000));
  return { signals, components: plates, limits: [], range: { fromS: 0, toS }, baseline: null, ...rest };
}

export const source: TestResult['recording'] = {
  id: 'made-up',
  name: 'made up',
  isSimulated: true,
  seriesSha256: '0'.repeat(64),
  startedAt: null,
};

/** Repeatable noise between -1 and 1: no test may depend on luck. */
export function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 2147483648 - 1;
  };
}
