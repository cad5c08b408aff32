import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cooler } from './cooler.ts';
import { evaluateTest } from './evaluate-test.ts';
import type { TestResult } from './guided-test.schema.ts';
import { channel, madeUp, noise, source } from './made-up.fixture.ts';
import type { TestInput } from './test-bench.ts';

const durationS = 1200;

interface Made {
  /** Share of the way from oil to air that the oil is cooled. */
  readonly effectiveness?: number;
  readonly flow?: number;
  readonly drift?: number;
  readonly oil?: number;
  readonly omit?: string;
}

/** Oil at 55 °C with the ripple of a 60 s work cycle, air at 25 °C. */
function record({ effectiveness = 0.4, flow = 20, drift = 0, oil = 55, omit }: Made = {}, rest: Partial<TestInput> = {}): TestInput {
  const random = noise(2);
  const hot = (timeS: number) => oil + (drift * timeS) / 60 + 0.3 * Math.sin((2 * Math.PI * timeS) / 60);
  const all = [
    channel('T_ci', (timeS) => hot(timeS) + 0.05 * random(), { durationS, hz: 1 }),
    channel('T_co', (timeS) => hot(timeS) - effectiveness * (hot(timeS) - 25) + 0.05 * random(), { durationS, hz: 1 }),
    channel('T_amb', () => 25, { durationS, hz: 1 }),
    channel('Q_cool', () => flow, { durationS, hz: 1 }),
  ];
  return madeUp(
    all.filter(({ signal }) => signal !== omit),
    rest,
  );
}

const evaluate = (input: TestInput): TestResult => evaluateTest(cooler, input, source);
const numberOf = (result: TestResult, id: string) => result.values.find((value) => value.id === id)!;
const plated = (effectivenessPercent: number) => ({
  components: [{ kind: 'cooler', name: 'Cooler', nameplate: { effectivenessPercent } }],
});

test.each([
  [0.4, 'pass'],
  [0.34, 'warning'],
  [0.25, 'alarm'],
] as const)('effectiveness %d where the catalogue says 40 %%: %s', (effectiveness, state) => {
  const result = evaluate(record({ effectiveness }, plated(40)));
  expect(result.state).toBe(state);
  expect(numberOf(result, 'cooling-effectiveness').value).toBeCloseTo(100 * effectiveness, 1);
});

test('power and specific capacity follow from flow and temperatures (C1.8)', () => {
  const result = evaluate(record());
  expect(numberOf(result, 'cooling-power').value).toBeCloseTo(0.0272 * 20 * 12, 1);
  expect(numberOf(result, 'cooler-specific-capacity').value).toBeCloseTo((0.0272 * 20 * 12) / 30, 2);
  expect(numberOf(result, 'cooler-ua').missing?.wouldNeed.en).toContain('T_wo');
});

test('without a healthy run or catalogue value nothing is passed', () => {
  const result = evaluate(record());
  expect(result.state).toBe('not-assessable');
  expect(result.sentence.de).toContain('fehlt ein Grenzwert');
});

test('a healthy run counts at the same oil flow only', () => {
  const baseline = (flow: number) => ({ values: { 'cooling-effectiveness': 55, 'cooler-oil-flow': flow }, reference: 'clean cooler' });
  expect(evaluate(record({}, { baseline: baseline(20) })).state).toBe('warning');
  const other = evaluate(record({}, { baseline: baseline(26) }));
  expect(other.state).toBe('not-assessable');
  expect(other.notes.some(({ en }) => en.includes('another oil flow'))).toBe(true);
});

test.each<[string, TestInput, RegExp]>([
  ['a machine that warms up', record({ drift: 0.3 }), /nowhere still/],
  ['oil as cold as the air', record({ oil: 26 }), /only 1.0 K warmer/],
  ['no ambient temperature', record({ omit: 'T_amb' }), /T_amb/],
  ['eight minutes', record({}, { range: { fromS: 0, toS: 480 } }), /nowhere still/],
])('%s: not assessable, with the reason', (_, input, because) => {
  const result = evaluate(input);
  expect(result.state).toBe('not-assessable');
  expect(result.sentence.en).toMatch(because);
});

test('whatever the cooler, its effectiveness is found within its uncertainty', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.1, max: 0.9, noNaN: true }), fc.integer({ min: 40, max: 75 }), (effectiveness, oil) => {
      const found = numberOf(evaluate(record({ effectiveness, oil })), 'cooling-effectiveness');
      expect(Math.abs(found.value! - 100 * effectiveness)).toBeLessThan(found.uncertainty!);
    }),
    { numRuns: 20 },
  );
});
