import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SignalInput } from '../diagnosis-input.ts';
import { caseDrain } from './case-drain.ts';
import { evaluateTest } from './evaluate-test.ts';
import { channel, madeUp, noise, plates, source, stairs } from './made-up.fixture.ts';
import type { TestInput } from './test-bench.ts';

const Q_TH = (28 * 1450) / 1000;
const durationS = 120;

function record(
  drain: number,
  { pressure = 190, speed = 1450, more = [] as SignalInput[] } = {},
  rest: Partial<TestInput> = {},
): TestInput {
  const random = noise(3);
  const at = stairs([
    [20, 10],
    [80, pressure],
    [20, 10],
  ]);
  return madeUp(
    [
      channel('p_P', (timeS) => at(timeS) + 0.3 * random(), { durationS }),
      channel('Q_C', (timeS) => (drain * at(timeS)) / pressure + 0.005 * random(), { durationS }),
      channel('n', () => speed, { durationS, hz: 1 }),
      channel('T_T', () => 40, { durationS, hz: 1 }),
      ...more,
    ],
    rest,
  );
}

const evaluate = (input: TestInput) => evaluateTest(caseDrain, input, source);

test.each([
  [0.02, 'pass'],
  [0.07, 'warning'],
  [0.14, 'alarm'],
] as const)('leakage of %d of the theoretical flow: %s by table C2', (share, state) => {
  const result = evaluate(record(share * Q_TH));
  expect(result.state).toBe(state);
  expect(result.values[0]).toMatchObject({ id: 'case-drain-ratio', unit: '%', state });
  expect(result.values[0]!.value).toBeCloseTo(100 * share, 1);
});

test('the maker’s number governs', () => {
  const pump = { ...plates[0]!, nameplate: { ...plates[0]!.nameplate, caseDrainMaxLMin: 2 } };
  const result = evaluate(record(3, {}, { components: [pump, ...plates.slice(1)] }));
  expect(result.state).toBe('alarm');
  const [ratio, flow] = result.values;
  expect([ratio!.isJudged, flow!.isJudged]).toEqual([false, true]);
  expect(flow!.limit?.source).toEqual({ type: 'manual', reference: 'Nameplate of the pump: caseDrainMaxLMin' });
});

test('leakage at another pressure is the same once normalised: it goes with the pressure', () => {
  const at = (pressure: number) =>
    evaluate(record((pressure / 190) * 1.5, { pressure })).values.find(({ id }) => id === 'case-drain-normalised')!;
  const [high, low] = [at(190), at(170)];
  expect(Math.abs(high.value! - low.value!)).toBeLessThan(high.uncertainty!);
  expect(high.value).toBeCloseTo((1.5 * 100) / 190, 1);
});

test('a case far above the outlet is judged; against the tank it is only shown', () => {
  const hot = channel('T_C', () => 58, { durationS, hz: 1 });
  const outlet = channel('T_P', () => 41, { durationS, hz: 1 });
  expect(evaluate(record(0.5, { more: [hot, outlet] })).state).toBe('alarm');
  const result = evaluate(record(0.5, { more: [hot] }));
  expect(result.state).toBe('pass');
  expect(result.values.find(({ id }) => id === 'case-drain-temperature-rise')).toMatchObject({ isJudged: false, value: 18 });
});

test.each<[string, TestInput, RegExp]>([
  ['a pressure far below work', record(0.5, { pressure: 100 }), /nowhere held at 160 bar/],
  ['a standing pump', record(0.5, { speed: 0 }), /pump turning/],
  [
    'no working pressure on any plate',
    record(0.5, {}, { components: [{ kind: 'pump', name: 'P', nameplate: { displacementCm3: 28 } }] }),
    /working pressure of the machine/,
  ],
])('%s: not assessable, with the reason', (_, input, because) => {
  const result = evaluate(input);
  expect(result.state).toBe('not-assessable');
  expect(result.sentence.en).toMatch(because);
});

test('whatever the leakage, it is found within its uncertainty; samples that are missing change nothing', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.2, max: 6, noNaN: true }), fc.integer({ min: 5, max: 40 }), (drain, gap) => {
      const input = record(drain);
      const holes = input.signals.map((one) =>
        one.signal === 'Q_C'
          ? {
              ...one,
              read: (from: number, to: number) => one.read(from, to).map((value, i) => ((from + i) % gap === 0 ? Number.NaN : value)),
            }
          : one,
      );
      const flow = evaluate({ ...input, signals: holes }).values.find(({ id }) => id === 'case-drain-flow')!;
      expect(Math.abs(flow.value! - drain)).toBeLessThan(flow.uncertainty!);
    }),
    { numRuns: 30 },
  );
});
