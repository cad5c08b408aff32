import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluateTest } from './evaluate-test.ts';
import type { TestResult } from './guided-test.schema.ts';
import { channel, madeUp, noise, plates, source } from './made-up.fixture.ts';
import type { TestInput } from './test-bench.ts';
import { valveTiming } from './valve-timing.ts';

const periodS = 6;

interface Made {
  readonly delayMs?: number;
  /** ms of a straight rise from 0 to 100 %. */
  readonly riseMs?: number;
  readonly switchings?: number;
  readonly hz?: number;
  readonly missed?: (number: number) => boolean;
  readonly answer?: 'p_A' | 'y_sp';
  readonly temperature?: (timeS: number) => number;
}

function record(made: Made = {}, rest: Partial<TestInput> = {}): TestInput {
  const { delayMs = 20, riseMs = 50, switchings = 24, hz = 500, answer = 'y_sp' } = made;
  const durationS = switchings * periodS;
  const random = noise(11);
  const isOpen = (timeS: number) => timeS % periodS >= 1 && timeS % periodS < 4;
  const at = (timeS: number): number => {
    if (made.missed?.(Math.floor(timeS / periodS)) === true || !isOpen(timeS)) return 5;
    const since = 1000 * ((timeS % periodS) - 1) - delayMs;
    return 5 + 90 * Math.max(0, Math.min(1, since / riseMs));
  };
  return madeUp(
    [
      channel('u_cmd', (timeS) => (isOpen(timeS) ? 100 : 0), { durationS, hz }),
      channel(answer, (timeS) => at(timeS) + 0.1 * random(), { durationS, hz }),
      channel('T_T', made.temperature ?? (() => 45), { durationS, hz: 1 }),
    ],
    rest,
  );
}

const plated = (switchingTimeMs: number) => ({
  components: [...plates, { kind: 'directional-valve', name: 'Valve', nameplate: { switchingTimeMs } }],
});
const evaluate = (input: TestInput): TestResult => evaluateTest(valveTiming, input, source);
const timeOf = (result: TestResult, id = 'valve-response-time') => result.values.find((value) => value.id === id)!;

test.each([
  [20, 'pass'],
  [45, 'warning'],
  [110, 'alarm'],
] as const)('a delay of %d ms on a valve of 65 ms: %s against the maker’s time of the spool', (delayMs, state) => {
  const result = evaluate(record({ delayMs }, plated(65)));
  expect(result.state).toBe(state);
  expect(timeOf(result).value).toBeCloseTo(delayMs + 45, -1);
  expect(timeOf(result).limit?.source.reference).toContain('C2 row 17');
});

test('a pressure is not held against the data sheet of the spool, only against a healthy run', () => {
  const result = evaluate(record({ answer: 'p_A' }, plated(65)));
  expect(result.state).toBe('not-assessable');
  expect(result.sentence.en).toContain('no limit to judge by');
  const baseline = { values: { 'valve-response-time': 40 }, reference: 'run of the new valve' };
  expect(evaluate(record({ answer: 'p_A' }, { baseline })).state).toBe('warning');
});

test('commands that nothing answers are counted', () => {
  const result = evaluate(record({ missed: (number) => number % 6 === 5 }, plated(65)));
  expect(result.state).toBe('warning');
  expect(timeOf(result, 'missed-switch-share').value).toBeCloseTo((100 * 4) / 24, 6);
});

test('at 100 Hz the resolution is said and part of the uncertainty', () => {
  const result = evaluate(record({ hz: 100 }, plated(65)));
  expect(timeOf(result).uncertainty).toBeGreaterThan(14);
  expect(result.notes.some(({ en }) => en.includes('±10 ms'))).toBe(true);
});

test.each<[string, TestInput, RegExp]>([
  ['too few switchings', record({ switchings: 12 }), /12 commands/],
  ['a slow logger', record({ hz: 50 }), /at least 100 Hz/],
  ['oil that warms up', record({ temperature: (timeS) => 30 + timeS / 10 }), /oil temperature changed/],
])('%s: not assessable, with the reason', (_, input, because) => {
  const result = evaluate(input);
  expect(result.state).toBe('not-assessable');
  expect(result.sentence.en).toMatch(because);
});

test('whatever the valve, delay and rise are found within the resolution', () => {
  const made = fc.record({ delayMs: fc.integer({ min: 5, max: 200 }), riseMs: fc.integer({ min: 10, max: 300 }) });
  fc.assert(
    fc.property(made, ({ delayMs, riseMs }) => {
      const result = evaluate(record({ delayMs, riseMs, switchings: 20 }));
      const delay = timeOf(result, 'valve-response-delay');
      expect(Math.abs(delay.value! - delayMs - 0.1 * riseMs)).toBeLessThan(delay.uncertainty!);
      const rise = timeOf(result, 'valve-switching-time');
      expect(Math.abs(rise.value! - 0.8 * riseMs)).toBeLessThan(rise.uncertainty!);
    }),
    { numRuns: 15 },
  );
});
