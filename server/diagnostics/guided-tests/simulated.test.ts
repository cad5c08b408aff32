import { expect, test } from 'vitest';
import { demoCircuit } from '../../simulation/circuit.ts';
import type { WorkCycle } from '../../simulation/cycle.ts';
import type { Fault } from '../../simulation/faults.ts';
import { componentsOf } from '../../simulation/nameplate.ts';
import { caseDrainCycle, pumpCurveCycle, serviceScenario, slowBlowDownCycle, valveTimingCycle } from '../../simulation/service-tests.ts';
import { type SimulatedSignal, simulate } from '../../simulation/simulate.ts';
import type { SignalId } from '../../systems/signal.schema.ts';
import type { SignalInput } from '../diagnosis-input.ts';
import { evaluateTest } from './evaluate-test.ts';
import type { GuidedTestId, TestResult } from './guided-test.schema.ts';
import { source } from './made-up.fixture.ts';
import type { TestBaseline } from './test-bench.ts';
import { findTest } from './test-catalogue.ts';

const quantities: Record<string, string> = { bar: 'pressure', 'l/min': 'flow', '°C': 'temperature', rpm: 'speed', kW: 'power' };

function toInput({ name, role, unit, isAbsolute, rateHz, rangeLow, rangeHigh, accuracyPct, values }: SimulatedSignal): SignalInput {
  return {
    ...{ name, signal: role as SignalId, quantity: quantities[unit] ?? 'other', unit: isAbsolute ? `${unit} abs` : unit },
    ...{ intervalMs: 1000 / rateHz, startS: 0, count: values.length, rangeLow, rangeHigh },
    accuracyPercentFs: accuracyPct > 0 ? accuracyPct : null,
    read: (from, to) => values.slice(from, to),
  };
}

interface Run {
  readonly testId: GuidedTestId;
  readonly cycle: WorkCycle;
  readonly faults?: readonly Fault[];
  readonly repeats?: number;
  readonly rateHz?: number;
  readonly baseline?: TestBaseline;
}

/** The machine of the simulator under a service test. Its author knows none of the limits that judge here, and the tests none of its constants. */
function run({ testId, cycle, faults = [], repeats = 1, rateHz, baseline }: Run): TestResult {
  const scenario = serviceScenario(cycle, { circuit: demoCircuit, faults, seed: 3, repeats });
  const recording = simulate({ ...scenario, ...(rateHz === undefined ? {} : { rateHz }) });
  const range = { fromS: 0, toS: recording.durationS };
  const input = { signals: recording.signals.map(toInput), components: componentsOf(demoCircuit), limits: [], range };
  return evaluateTest(findTest(testId)!, { ...input, baseline: baseline ?? null }, source);
}
const numberOf = (result: TestResult, id: string) => result.values.find((value) => value.id === id)!.value!;

test('p-Q test: the healthy pump passes, the worn one does not and leaks with pressure', () => {
  const healthy = run({ testId: 'pump-curve', cycle: pumpCurveCycle([40, 30, 24.5, 22, 20.2]) });
  expect(healthy.state).toBe('pass');
  expect(healthy.phases.filter(({ isUsed }) => isUsed)).toHaveLength(5);
  const worn = run({ testId: 'pump-curve', cycle: pumpCurveCycle([38, 26, 21, 18.5, 16.6]), faults: [{ id: 'P01', severity: 0.65 }] });
  expect(worn.state).toBe('alarm');
  expect(numberOf(worn, 'pump-leakage-slope')).toBeGreaterThan(2 * numberOf(healthy, 'pump-leakage-slope'));
  expect(worn.notes.some(({ en }) => en.includes('P01'))).toBe(true);
});

test('case drain: healthy passes, worn does not', () => {
  expect(run({ testId: 'case-drain', cycle: caseDrainCycle }).state).toBe('pass');
  expect(run({ testId: 'case-drain', cycle: caseDrainCycle, faults: [{ id: 'P01', severity: 0.8 }] }).state).toMatch(/warning|alarm/);
});

test('blow-down: the precharge that was filled in is read, at full charge and with a fifth lost', () => {
  const healthy = run({ testId: 'accumulator-blow-down', cycle: slowBlowDownCycle });
  expect(healthy.state).toBe('pass');
  const lost = run({ testId: 'accumulator-blow-down', cycle: slowBlowDownCycle, faults: [{ id: 'A01', severity: 1 / 3 }] });
  expect(lost.state).toBe('warning');
  expect(numberOf(lost, 'accumulator-precharge-deviation')).toBeCloseTo(-20, -1);
});

test('valve timing: a slow valve against the run of a healthy one', () => {
  const timing = { testId: 'valve-timing', cycle: valveTimingCycle, repeats: 22, rateHz: 500 } as const;
  const healthy = run(timing);
  expect(healthy.state).toBe('not-assessable');
  const values = { 'valve-response-time': numberOf(healthy, 'valve-response-time') };
  const slow = run({ ...timing, faults: [{ id: 'V08', severity: 0.5 }], baseline: { values, reference: 'healthy run' } });
  expect(slow.state).toBe('alarm');
});
