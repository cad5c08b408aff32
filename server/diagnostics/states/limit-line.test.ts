import { describe, expect, test } from 'vitest';
import { diagnose, examine } from '../diagnose.ts';
import type { DiagnosisResult, Indicator } from '../diagnosis.schema.ts';
import type { DiagnosisInput, LimitInput } from '../diagnosis-input.ts';
import { computeIndicators } from '../indicator-run.ts';
import { assess, membership } from '../states.ts';
import { recordPress } from '../synthetic.fixture.ts';

/** Twelve cycles of a minute: the oil is at 45 °C, from the fifth cycle on at 59 °C. */
const press = recordPress({ cooler: 0.6 });

const limitOf = (more: Partial<LimitInput>): LimitInput => ({
  subjectType: 'indicator',
  subject: 'tank-temperature',
  unit: '°C',
  warningLow: null,
  warningHigh: 50,
  alarmLow: null,
  alarmHigh: null,
  source: { type: 'plant', reference: 'Shift book 12' },
  ...more,
});
const window = (signal: 'p_P' | 'T_T' | 'L', unit: string, atLeast: number | null, atMost: number | null = null) => ({
  kind: 'signal' as const,
  ...{ signal, unit, atLeast, atMost },
});
const place = (name: string, ...within: Omit<ReturnType<typeof window>, 'kind'>[]) => ({ name, within });
const run = (limits: LimitInput[], input: DiagnosisInput = press): DiagnosisResult => diagnose({ ...input, limits });
const oil = (limits: LimitInput[]): Indicator => of(run(limits), 'tank-temperature');
const of = (result: DiagnosisResult, id: string): Indicator => result.indicators.find((one) => one.id === id) as Indicator;
const rangeOf = (result: DiagnosisResult, id: string) => result.segments.find((one) => one.id === `range-${id}`);

describe('a condition that does not hold', () => {
  test('leaves the indicator not evaluated, with its value and the reason; the default does not step in', () => {
    const indicator = oil([limitOf({ warningHigh: 20, conditions: [window('p_P', 'bar', 300)] })]);
    expect(indicator).toMatchObject({ state: 'not-evaluated', limit: null, notEvaluated: { count: 12, of: 12 } });
    expect(indicator.value).toBeGreaterThan(45);
    expect(indicator.notEvaluated?.because).toBe('the limit is watched only during pump outlet / system pressure at least 300 bar');
  });

  test('because its signal is missing says so', () => {
    const indicator = oil([limitOf({ conditions: [window('L', '%', 50)] })]);
    expect(indicator.notEvaluated?.because).toContain('oil level was not measured');
  });

  test('in some cycles leaves those out and judges the others', () => {
    const indicator = oil([limitOf({ warningHigh: 70, conditions: [window('T_T', '°F', 120)] })]);
    expect(indicator).toMatchObject({ state: 'normal', notEvaluated: { count: 4, of: 12 } });
    expect(indicator.value).toBeCloseTo(59.2, 0);
  });

  test('long enough does not hold either', () => {
    const steady = { kind: 'regime' as const, regimes: ['plateau' as const] };
    const held = (seconds: number) => oil([limitOf({ conditions: [steady, { kind: 'held', seconds }] })]).state;
    expect([held(1), held(60)]).toEqual(['warning', 'not-evaluated']);
  });
});

describe('of several limits', () => {
  const cold = limitOf({
    warningHigh: 40,
    operatingPoint: place('cold', { ...window('T_T', '°C', null, 50) }),
    version: { id: 'v', number: 3, approvedBy: 'ben', hasSecondPerson: true },
  });

  test('the one of the operating point goes before the general one, and only there', () => {
    const result = run([limitOf({ warningHigh: 100 }), cold]);
    expect(of(result, 'tank-temperature')).toMatchObject({
      state: 'warning',
      limit: { warningHigh: 40, operatingPoint: 'cold', version: { number: 3 } },
    });
    expect(rangeOf(result, 'tank-temperature')).toMatchObject({ fromS: 0, toS: 240 });
  });

  test('the default holds where no operating point of the plant is met', () => {
    const indicator = oil([{ ...cold, operatingPoint: place('ice', { ...window('T_T', '°C', null, 0) }) }]);
    expect(indicator.limit).toMatchObject({ warningHigh: 60, source: { type: 'default' } });
    expect(indicator.notEvaluated).toBeUndefined();
  });
});

test('a delay in cycles starts the abnormal range when it has passed', () => {
  const from = (count: number) => rangeOf(run([limitOf({ delay: { kind: 'count', count } })]), 'tank-temperature')?.fromS;
  expect([from(1), from(3), from(8), from(9)]).toEqual([240, 360, 660, undefined]);
});

test('a limit in a unit of the same kind is converted, deadband included', () => {
  const indicator = oil([limitOf({ unit: '°F', warningHigh: 122, deadband: 9 })]);
  expect(indicator).toMatchObject({ state: 'warning', unit: '°C' });
  expect(indicator.limit?.warningHigh).toBeCloseTo(50, 9);
});

describe('a limit on a channel', () => {
  // The pump stands at 200 bar in the first ten seconds of each cycle.
  const pressure = (more: Partial<LimitInput>) =>
    limitOf({ subjectType: 'channel', subject: 'channel p_P', unit: 'bar', warningHigh: 180, ...more });
  const stateOf = (limit: LimitInput, id = 'channel-channel p_P') => of(run([limit]), id)?.state;

  test('with a delay in seconds is passed by what lasts as long, and by nothing shorter', () => {
    const state = (seconds: number) => stateOf(pressure({ delay: { kind: 'time', seconds } }));
    expect([state(5), state(15)]).toEqual(['warning', 'normal']);
  });

  test('is judged by the samples in which its conditions hold', () => {
    expect(stateOf(pressure({ conditions: [{ kind: 'regime', regimes: ['plateau'] }] }))).toBe('normal');
    expect(stateOf(pressure({ conditions: [{ kind: 'regime', regimes: ['dead-head'] }] }))).toBe('warning');
    expect(stateOf(pressure({ conditions: [window('T_T', '°C', 300)] }))).toBe('not-evaluated');
  });

  test('on both sides is judged on both', () => {
    const both = pressure({ warningLow: 50 });
    expect(stateOf(both, 'channel-channel p_P-high')).toBe('warning');
    expect(stateOf(both, 'channel-channel p_P-low')).toBe('warning');
    expect(stateOf(pressure({ warningHigh: null, warningLow: 5 }))).toBe('normal');
  });
});

test('against a baseline of the same sensor its systematic uncertainty does not count in favour of health', () => {
  const { bench } = examine(press);
  const { assessments } = computeIndicators({
    bench,
    limits: [],
    baseline: null,
    faulty: { stuck: [], offset: [], scaling: [], swapped: [], clock: [] },
  });
  const { definition, measured } = assessments.get('tank-temperature')!;
  const strength = (type: 'manual' | 'baseline') => {
    const limit = limitOf({ warningHigh: 59, alarmHigh: 60, source: { type, reference: 'Book 12' } });
    return membership(assess(definition, { ...measured, uncertainty: 1 }, { bench, limits: [limit], baseline: null }), 'high')!;
  };
  expect(strength('baseline')).toBeGreaterThan(0.7);
  expect(strength('manual')).toBeLessThan(0.7);
});

test('the same limits give the same bytes', () => {
  const limits = [limitOf({ deadband: 1, delay: { kind: 'count', count: 2 }, conditions: [window('p_P', 'bar', 10)] })];
  expect(JSON.stringify(run(limits))).toBe(JSON.stringify(run(limits)));
});
