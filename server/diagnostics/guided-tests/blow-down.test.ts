import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blowDown } from './blow-down.ts';
import { evaluateTest } from './evaluate-test.ts';
import type { TestResult } from './guided-test.schema.ts';
import { channel, madeUp, noise, source } from './made-up.fixture.ts';
import type { TestInput } from './test-bench.ts';

const ATM = 1.013;
const chargedAbs = 181;
const warmS = 30;

/**
 * An accumulator of 10 l bled at a constant flow: p·V^n = const from the charged state at rest temperature, then the oil alone (collapse
 * within some tenths of a second). `exponent` 1: so slowly that the gas keeps its temperature.
 */
function record(
  {
    prechargeAbs,
    lmin,
    exponent = 1,
    hz = 20,
    pump = 0,
  }: { prechargeAbs: number; lmin: number; exponent?: number; hz?: number; pump?: number },
  rest: Partial<TestInput> = {},
): TestInput {
  const gasL = (10 * prechargeAbs) / chargedAbs;
  const kneeS = warmS + ((10 - gasL) * 60) / lmin;
  const durationS = Math.ceil(kneeS + 15);
  const random = noise(5);
  const at = (timeS: number): number => {
    if (timeS < warmS) return chargedAbs - ATM;
    const volume = gasL + ((timeS - warmS) * lmin) / 60;
    if (volume < 10) return chargedAbs * (gasL / volume) ** exponent - ATM;
    const kneeAbs = chargedAbs * (gasL / 10) ** exponent;
    return kneeAbs * Math.exp(-(timeS - kneeS) / 0.15);
  };
  return madeUp(
    [
      channel('p_acc', (timeS) => at(timeS) + 0.05 * random(), { durationS, hz }),
      channel('n', (timeS) => (timeS < 5 ? 1450 : pump), { durationS, hz: 1 }),
      channel('T_T', () => 20, { durationS, hz: 1 }),
      channel('T_amb', () => 20, { durationS, hz: 1 }),
    ],
    rest,
  );
}

const evaluate = (input: TestInput): TestResult => evaluateTest(blowDown, input, source);
const valueOfTest = (result: TestResult, id: string) => result.values.find((value) => value.id === id)!;

test.each([
  [91.013, 'pass'],
  [78, 'warning'],
  [55, 'alarm'],
  [108, 'warning'],
] as const)('a precharge of %d bar abs where 90 bar are set: %s', (prechargeAbs, state) => {
  const result = evaluate(record({ prechargeAbs, lmin: 1 }));
  expect(result.state).toBe(state);
  const found = valueOfTest(result, 'accumulator-precharge');
  expect(Math.abs(found.value! - (prechargeAbs - ATM))).toBeLessThan(found.uncertainty!);
  expect(result.figure?.points).toHaveLength(1);
  expect(result.figure?.points[0]?.evidence?.channel).toBe('made-up p_acc');
});

test('a fast blow-down cools the gas: the truth lies within the bounds of n = 1 and n = 1.4', () => {
  const result = evaluate(record({ prechargeAbs: 91, lmin: 8, exponent: 1.4 }));
  const found = valueOfTest(result, 'accumulator-precharge');
  expect(found.uncertainty).toBeGreaterThan(5);
  expect(Math.abs(found.value! - 90)).toBeLessThan(found.uncertainty!);
  expect(result.notes.some(({ en }) => en.includes('3 minutes'))).toBe(true);
});

test('no knee is no gas: an alarm', () => {
  const durationS = 200;
  const decay = madeUp([
    channel('p_acc', (timeS) => (timeS < 30 ? 180 : 180 * Math.exp(-(timeS - 30) / 25)), { durationS, hz: 20 }),
    channel('n', () => 0, { durationS, hz: 1 }),
    channel('T_T', () => 20, { durationS, hz: 1 }),
  ]);
  const result = evaluate(decay);
  expect(result.state).toBe('alarm');
  expect(result.notes.some(({ de }) => de.includes('A02'))).toBe(true);
});

test('the set value is corrected to the temperature of the gas', () => {
  const cold = record({ prechargeAbs: 91.013, lmin: 1 });
  const hot = {
    ...cold,
    signals: cold.signals.map((one) =>
      one.quantity === 'temperature' ? { ...one, read: (from: number, to: number) => new Float64Array(to - from).fill(60) } : one,
    ),
  };
  // 91.013 bar abs at 60 °C are only 80.1 bar abs at 20 °C.
  expect(valueOfTest(evaluate(hot), 'accumulator-precharge-deviation').value).toBeCloseTo(-12.1, 0);
});

test.each<[string, TestInput, RegExp]>([
  ['too slow a logger', record({ prechargeAbs: 91, lmin: 1, hz: 5 }), /at least 10 Hz/],
  ['a running pump', record({ prechargeAbs: 91, lmin: 1, pump: 1450 }), /pump runs/],
  ['a valve opened wide', record({ prechargeAbs: 91, lmin: 100 }), /lasted 3\.\d s only/],
  ['not discharged', record({ prechargeAbs: 91, lmin: 1 }, { range: { fromS: 0, toS: 100 } }), /nowhere falls/],
  ['no set precharge', record({ prechargeAbs: 91, lmin: 1 }, { components: [] }), /set precharge/],
])('%s: not assessable, with the reason', (_, input, because) => {
  const result = evaluate(input);
  expect(result.state).toBe('not-assessable');
  expect(result.sentence.en).toMatch(because);
});

test('whatever the precharge and the rate, the knee is found', () => {
  const made = fc.record({
    prechargeAbs: fc.integer({ min: 30, max: 150 }),
    hz: fc.constantFrom(10, 25, 100),
    lmin: fc.constantFrom(0.4, 0.8),
  });
  fc.assert(
    fc.property(made, (one) => {
      const result = evaluate(record(one));
      const found = valueOfTest(result, 'accumulator-precharge');
      expect(Math.abs(found.value! - (one.prechargeAbs - ATM))).toBeLessThan(found.uncertainty!);
      expect(JSON.parse(JSON.stringify(result))).toEqual(result);
    }),
    { numRuns: 12 },
  );
});
