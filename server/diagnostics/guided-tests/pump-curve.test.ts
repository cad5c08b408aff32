import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ComponentInput, SignalInput } from '../diagnosis-input.ts';
import { evaluateTest } from './evaluate-test.ts';
import type { TestResult } from './guided-test.schema.ts';
import { channel, madeUp, noise, plates, source, stairs } from './made-up.fixture.ts';
import { pumpCurve } from './pump-curve.ts';
import type { TestInput } from './test-bench.ts';

const Q_TH = (28 * 1450) / 1000;
const holdS = 20;

interface Made {
  readonly pressures?: readonly number[];
  readonly slope?: number;
  readonly filling?: number;
  /** bar from which everything more goes over the relief valve. */
  readonly lostFrom?: number;
  readonly temperature?: (timeS: number) => number;
  readonly holdS?: number;
}

/** A p-Q test: pressure stairs with a second of ramp between, Q = filling·Q_th - slope·p, noise like a sensor's. */
function record(made: Made = {}, rest: Partial<TestInput> = {}): TestInput {
  const { pressures = [20, 60, 100, 140, 170], slope = 0.01, filling = 0.98, lostFrom = 1e9 } = made;
  const each = made.holdS ?? holdS;
  const durationS = pressures.length * each;
  const still = stairs(pressures.map((pressure) => [each, pressure]));
  const at = (timeS: number) => (still(timeS - 0.5) + still(timeS) + still(timeS + 0.5)) / 3;
  const random = noise(7);
  const flow = (timeS: number) => (at(timeS) >= lostFrom ? 5 : filling * Q_TH - slope * at(timeS));
  return madeUp(
    [
      channel('p_P', (timeS) => at(timeS) + 0.2 * random(), { durationS }),
      channel('Q_P', (timeS) => flow(timeS) + 0.05 * random(), { durationS }),
      channel('n', () => 1450, { durationS, hz: 1 }),
      channel('T_T', made.temperature ?? (() => 50), { durationS, hz: 1 }),
    ],
    rest,
  );
}

const evaluate = (input: TestInput): TestResult => evaluateTest(pumpCurve, input, source);
const find = (result: TestResult, id: string) => result.values.find((value) => value.id === id)!;

test('a healthy pump passes; slope, filling and efficiency are those it was made with', () => {
  const result = evaluate(record());
  expect(result.state).toBe('pass');
  expect(result.phases.map(({ isUsed }) => isUsed)).toEqual([true, true, true, true, true]);
  const slope = find(result, 'pump-leakage-slope');
  expect(Math.abs(slope.value! - 0.01)).toBeLessThan(slope.uncertainty!);
  expect(find(result, 'pump-filling').value).toBeCloseTo(98, 0);
  expect(find(result, 'pump-volumetric-efficiency').value).toBeCloseTo(0.98 - 1.7 / Q_TH, 3);
  expect(find(result, 'pump-volumetric-efficiency').limit?.source.reference).toContain('C2 row 1');
  expect(result.figure?.points).toHaveLength(5);
});

test('every number opens the channels and seconds it was read from', () => {
  const result = evaluate(record({}, { range: { fromS: 20, toS: 100 } }));
  const { evidence } = find(result, 'pump-volumetric-efficiency');
  expect(evidence.map(({ channel: name }) => name)).toEqual(['made-up p_P', 'made-up Q_P', 'made-up n']);
  expect(evidence[0]!.fromS).toBeGreaterThan(80);
  expect(evidence[0]!.toS).toBeLessThanOrEqual(100);
  expect(result.values.every((value) => value.value === null || value.evidence.length > 0)).toBe(true);
});

test('a worn pump is an alarm, and the loss that grows with pressure says why', () => {
  const result = evaluate(record({ slope: 0.05 }));
  expect(result.state).toBe('alarm');
  expect(result.notes.some(({ en }) => en.includes('P01'))).toBe(true);
});

test('flow missing already without pressure points to suction or speed', () => {
  const result = evaluate(record({ filling: 0.82, slope: 0.005 }));
  expect(result.state).toBe('alarm');
  expect(result.notes.some(({ en, de }) => en.includes('P06') && de.includes('P17'))).toBe(true);
});

test('flow lost above a pressure leaves the line, and the relief valve is named', () => {
  const result = evaluate(record({ pressures: [20, 60, 100, 140, 160, 170], lostFrom: 165 }));
  expect(result.phases.map(({ isUsed }) => isUsed)).toEqual([true, true, true, true, true, false]);
  expect(result.notes.some(({ en }) => en.includes('relief valve leaking'))).toBe(true);
});

test('steps within 20 bar of the compensator do not count', () => {
  const result = evaluate(record({ pressures: [20, 60, 100, 150, 190] }));
  expect(result.phases.map(({ isUsed }) => isUsed)).toEqual([true, true, true, true, false]);
});

test.each<[string, TestInput, RegExp]>([
  ['one pressure only', record({ pressures: [100] }), /1 usable pressure steps/],
  ['steps too short', record({ holdS: 8 }), /no usable pressure steps/],
  ['never near the working pressure', record({ pressures: [20, 60, 100] }), /works at 180 bar/],
  ['oil that warms up meanwhile', record({ temperature: (timeS) => 40 + timeS / 8 }), /oil temperature changed/],
  ['cold oil', record({ temperature: () => 15 }), /oil is cold/],
  [
    'no flow meter',
    { ...record(), signals: record().signals.filter(({ signal }) => signal !== 'Q_P') },
    /pump delivery \(Q_P\) is not known/,
  ],
  ['a bare nameplate', record({}, { components: [] }), /displacement/],
])('%s: not assessable, with the reason and what would help', (_, input, because) => {
  const result = evaluate(input);
  expect(result.state).toBe('not-assessable');
  expect(result.sentence.en).toMatch(because);
  expect(result.refusals.every(({ wouldNeed }) => wouldNeed.en.length > 5 && wouldNeed.de.length > 5)).toBe(true);
});

test('a slow ramp has no steps', () => {
  const durationS = 300;
  const ramp = madeUp([
    channel('p_P', (timeS) => 20 + timeS / 2, { durationS }),
    channel('Q_P', () => 38, { durationS }),
    channel('T_T', () => 50, { durationS, hz: 1 }),
  ]);
  expect(evaluate(ramp).phases).toEqual([]);
});

test('an impossible efficiency is no pass but a wrong nameplate', () => {
  const small: ComponentInput = { kind: 'pump', name: 'Pump', nameplate: { ...plates[0]!.nameplate, displacementCm3: 20 } };
  const result = evaluate(record({}, { components: [small, ...plates.slice(1)] }));
  expect(result.state).toBe('not-assessable');
  expect(result.sentence.en).toContain('more than 1');
});

test('a plant’s limit comes before the table, and a healthy run makes the slope judged', () => {
  const limits = [
    {
      ...{ subjectType: 'indicator' as const, subject: 'pump-volumetric-efficiency', unit: '1', warningLow: 0.97, alarmLow: 0.5 },
      ...{ warningHigh: null, alarmHigh: null, source: { type: 'plant' as const, reference: 'agreed in the test' } },
    },
  ];
  expect(evaluate(record({}, { limits }))).toMatchObject({ state: 'warning' });
  const baseline = { values: { 'pump-leakage-slope': 0.004 }, reference: 'run of the new pump' };
  const result = evaluate(record({}, { baseline }));
  expect(result.state).toBe('alarm');
  expect(find(result, 'pump-leakage-slope')).toMatchObject({ state: 'alarm', isJudged: true });
});

test('a stuck flow meter or one at the end of its range passes no pump', () => {
  const input = record();
  const withFlow = (change: (one: SignalInput) => SignalInput) => ({
    ...input,
    signals: input.signals.map((one) => (one.signal === 'Q_P' ? change(one) : one)),
  });
  const stuck = evaluate(withFlow((one) => ({ ...one, read: (from, to) => new Float64Array(to - from).fill(39) })));
  expect(stuck.state).toBe('not-assessable');
  expect(stuck.sentence.de).toContain('bewegte sich im ganzen Test nie');
  const clipped = evaluate(
    withFlow((one) => ({
      ...one,
      rangeLow: 0,
      rangeHigh: 38.5,
      read: (from, to) => one.read(from, to).map((flow) => Math.min(38.5, flow)),
    })),
  );
  expect(clipped.state).not.toBe('alarm');
  expect(find(clipped, 'pump-filling')).toMatchObject({ value: null, state: 'not-assessable' });
});

test('the same input gives the same bytes', () => {
  expect(JSON.stringify(evaluate(record()))).toBe(JSON.stringify(evaluate(record())));
});

test('whatever the pump: its slope and efficiency are found within their uncertainty, and nothing missing becomes a number', () => {
  const pump = fc.record({
    slope: fc.double({ min: 0.002, max: 0.06, noNaN: true }),
    filling: fc.double({ min: 0.8, max: 1, noNaN: true }),
    pressures: fc
      .uniqueArray(fc.integer({ min: 1, max: 17 }), { minLength: 3, maxLength: 7 })
      .map((list) => [...list, 17.5].map((x) => 10 * x)),
  });
  fc.assert(
    fc.property(pump, (made) => {
      const result = evaluate(record(made));
      const slope = find(result, 'pump-leakage-slope');
      expect(Math.abs(slope.value! - made.slope)).toBeLessThan(slope.uncertainty!);
      const efficiency = find(result, 'pump-volumetric-efficiency');
      expect(Math.abs(efficiency.value! - made.filling + (made.slope * 175) / Q_TH)).toBeLessThan(efficiency.uncertainty!);
      expect(JSON.stringify(result)).not.toContain('NaN');
      expect(JSON.parse(JSON.stringify(result))).toEqual(result);
    }),
    { numRuns: 40 },
  );
});
