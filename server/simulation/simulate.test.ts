import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { demoCircuit } from './circuit.ts';
import { blowDownCycle, demoCycle } from './cycle.ts';
import { demoScenarios } from './demo.ts';
import { atOneRate } from './recording-rate.ts';
import { type Scenario, type SimulatedRecording, simulate } from './simulate.ts';

const short: Scenario = { circuit: demoCircuit, cycle: demoCycle, durationS: 65, faults: [], seed: 1 };
const hash = (recording: SimulatedRecording): string => {
  const digest = createHash('sha256');
  for (const signal of recording.signals) digest.update(new Uint8Array(signal.values.buffer));
  return digest.digest('hex');
};
const find = (recording: SimulatedRecording, role: string) => recording.signals.find((one) => one.role === role)!;

test('the same scenario gives the same bytes and another seed gives others', () => {
  expect(hash(simulate(short))).toBe(hash(simulate(short)));
  expect(hash(simulate({ ...short, seed: 2 }))).not.toBe(hash(simulate(short)));
});

test('leaving signals out does not change the others', () => {
  const few = simulate({ ...short, signals: ['T_T', 'p_P'] });
  expect(few.signals.map((signal) => signal.role)).toEqual(['p_P', 'T_T']);
  expect(find(few, 'p_P').values).toEqual(find(simulate(short), 'p_P').values);
});

test('every signal has its rate, its length and no missing value', () => {
  const recording = simulate(short);
  expect(recording.cycleLengthS).toBe(60);
  expect(recording.signals.length).toBe(21);
  for (const { rateHz, values } of recording.signals) {
    expect(values.length).toBe(65 * rateHz);
    expect(values.every((value) => Number.isFinite(value))).toBe(true);
  }
  expect(find(recording, 'p_P').rateHz).toBe(100);
  expect(find(recording, 'Q_P').rateHz).toBe(10);
  expect(find(recording, 'T_T').rateHz).toBe(1);
});

test('a rate can be asked for, up to the integration step', () => {
  const recording = simulate({ ...short, durationS: 3, rateHz: 500 });
  for (const { values } of recording.signals) expect(values.length).toBe(1500);
  expect(() => simulate({ ...short, rateHz: 1000 })).toThrow(/up to 500 Hz/);
});

test('one rate for all repeats slow samples and thins fast ones', () => {
  const recording = simulate({ ...short, durationS: 5, signals: ['p_P', 'T_T'] });
  const laid = atOneRate(recording, 10);
  expect(laid.signals.map((signal) => signal.values.length)).toEqual([50, 50]);
  expect(find(laid, 'p_P').values[7]).toBe(find(recording, 'p_P').values[70]);
  expect(find(laid, 'T_T').values[39]).toBe(find(recording, 'T_T').values[3]);
});

test('a cold start begins at the air’s temperature without pressure and warms up', () => {
  const cold = simulate({ ...short, durationS: 600, warmStart: false, signals: ['p_acc', 'T_T'] });
  const { values } = find(cold, 'T_T');
  expect(values[0]).toBeCloseTo(24, 0);
  expect(values[599]! - values[0]!).toBeGreaterThan(4);
  expect(find(cold, 'p_acc').values[0]).toBeLessThan(20);
});

test('with the pump off a slow bleed shows the precharge as a knee, higher with more gas', () => {
  const knee = (faults: Scenario['faults']): number => {
    const recording = simulate({
      ...short,
      cycle: blowDownCycle,
      durationS: 120,
      warmStart: false,
      faults,
      signals: ['p_acc'],
      rateHz: 10,
    });
    const { values } = find(recording, 'p_acc');
    let steepest = 400;
    for (let i = 400; i < values.length - 5; i++) {
      if (values[i]! - values[i + 5]! > values[steepest]! - values[steepest + 5]!) steepest = i;
    }
    return values[steepest]!;
  };
  expect(knee([]) / 90).toBeGreaterThan(0.9);
  expect(knee([]) / 90).toBeLessThan(1.08);
  expect(knee([{ id: 'A01', severity: 0.5 }]) / 63).toBeCloseTo(1, 0);
});

test('with the motor off the machine draws nothing and the pump line empties', () => {
  const recording = simulate({
    ...short,
    cycle: blowDownCycle,
    durationS: 40,
    warmStart: false,
    signals: ['p_P', 'P_el', 'n'],
    rateHz: 10,
  });
  for (const [role, most] of [
    ['p_P', 4],
    ['P_el', 0.1],
    ['n', 2],
  ] as const) {
    expect(Math.abs(find(recording, role).values[395]!)).toBeLessThan(most);
  }
});

test('filter and cooler may lie in the return line, and the pump may be a fixed one', () => {
  const pump = { ...demoCircuit.pump, kind: 'fixed' as const };
  const recording = simulate({ ...short, circuit: { ...demoCircuit, pump, cooling: { kind: 'return' } } });
  const at = (role: string, index: number): number => find(recording, role).values[index]!;
  // A fixed pump sends its whole flow over the relief valve at dead-head, and that flow passes the cooler.
  expect(at('p_P', 600)).toBeGreaterThan(190);
  expect(at('Q_P', 60)).toBeGreaterThan(22);
  expect(at('Q_cool', 60)).toBeGreaterThan(20);
  expect(at('T_ci', 6)).toBeGreaterThan(at('T_T', 6) + 2);
});

test('ten minutes take far less than ten minutes', () => {
  const start = performance.now();
  const healthy = simulate(demoScenarios.healthy);
  const seconds = (performance.now() - start) / 1000;
  expect(healthy.durationS / seconds).toBeGreaterThan(50);
});

test('the demo’s worn pump is plain to see and still runs the machine', () => {
  const [healthy, worn] = [simulate(demoScenarios.healthy), simulate(demoScenarios.faulty)];
  const flow = (r: SimulatedRecording): number =>
    find(r, 'Q_P')
      .values.slice(340, 350)
      .reduce((sum, value) => sum + value, 0) / 10;
  expect(flow(worn) / flow(healthy)).toBeGreaterThan(0.8);
  expect(flow(worn) / flow(healthy)).toBeLessThan(0.93);
  expect(Math.max(...find(worn, 'x').values.slice(0, 6000))).toBeGreaterThan(700);
});

test('an impossible scenario is refused in words', () => {
  expect(() => simulate({ ...short, durationS: 0 })).toThrow(/duration/);
  expect(() => simulate({ ...short, signals: ['p_X'] })).toThrow(/no signal "p_X"/);
  expect(() => simulate({ ...short, cycle: { name: 'empty', steps: [] } })).toThrow(/no steps/);
});
