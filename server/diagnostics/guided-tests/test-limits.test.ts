import { expect, test } from 'vitest';
import type { LimitInput } from '../diagnosis-input.ts';
import type { RawValue } from './definition.ts';
import { channel, madeUp } from './made-up.fixture.ts';
import { say } from './sentence.ts';
import { openTestBench } from './test-bench.ts';
import { judge } from './test-limits.ts';

/** Ten minutes: five at 100 bar, five at 200 bar; the oil at 30 °C throughout. The test began 1000 s into the recording. */
const durationS = 600;
const signals = [
  channel('p_P', (timeS) => (timeS < 1300 ? 100 : 200), { hz: 1, durationS: 1600 }),
  channel('Q_P', () => 40, { hz: 1, durationS: 1600 }),
  channel('T_T', () => 30, { hz: 1, durationS: 1600 }),
];
const high = { fromS: 1300, toS: 1600 };
const raw: RawValue = {
  ...{ id: 'pump-volumetric-efficiency', name: say('efficiency', 'Wirkungsgrad'), unit: '1', value: 0.88, uncertainty: 0.001 },
  ...{ isJudged: true, formula: 'eta', reference: 'C1.1', evidence: [{ channel: 'made-up p_P', ...high }] },
};
const limit = (more: Partial<LimitInput>): LimitInput => ({
  ...{ subjectType: 'indicator', subject: raw.id, unit: '1', warningLow: null, warningHigh: null, alarmLow: null, alarmHigh: null },
  source: { type: 'plant', reference: 'agreed in the test' },
  ...more,
});
const at = (name: string, atLeast: number, atMost: number) => ({
  name,
  within: [{ signal: 'p_P' as const, unit: 'bar', atLeast, atMost }],
});
const judged = (limits: readonly LimitInput[], value: Partial<RawValue> = {}) =>
  judge({ ...raw, ...value }, openTestBench(madeUp(signals, { limits, range: { fromS: 1000, toS: 1000 + durationS } })));

test('the limit of the operating point at which a number was read goes before the general one; another point has no say', () => {
  const general = limit({ warningLow: 0.8, alarmLow: 0.7 });
  const here = limit({ warningLow: 0.95, alarmLow: 0.9, operatingPoint: at('Pressing', 190, 210) });
  const there = limit({ warningLow: 0.99, alarmLow: 0.98, operatingPoint: at('Idling', 90, 110) });
  expect(judged([general, there])).toMatchObject({ state: 'pass', limit: { warningLow: 0.8 } });
  expect(judged([general, there, here])).toMatchObject({ state: 'alarm', limit: { alarmLow: 0.9, operatingPoint: 'Pressing' } });
  const low = { evidence: [{ channel: 'made-up p_P', fromS: 1000, toS: 1300 }] };
  expect(judged([general, there, here], low)).toMatchObject({ state: 'alarm', limit: { operatingPoint: 'Idling' } });
});

test('where the plant has limits for other operating points only, the default of C2 judges', () => {
  expect(judged([limit({ alarmLow: 0.98, operatingPoint: at('Idling', 90, 110) })])).toMatchObject({
    state: 'warning',
    limit: { source: { type: 'default' } },
  });
});

test('a limit that is not watched under the conditions of the test passes nothing and alarms nothing', () => {
  const warm = { kind: 'signal', signal: 'T_T', unit: '°C', atLeast: 40, atMost: null } as const;
  const cold = judged([limit({ alarmLow: 0.95, conditions: [warm] })]);
  expect(cold).toMatchObject({ state: 'not-assessable', value: 0.88 });
  expect(cold.missing?.because.en).toBe('the limit is watched only during tank oil temperature at least 40 °C');
  expect(judged([limit({ alarmLow: 0.95, conditions: [{ ...warm, atLeast: 20 }] })]).state).toBe('alarm');
});

test('beyond a limit for less than its delay is no alarm and no pass', () => {
  const delayed = (seconds: number) => judged([limit({ alarmLow: 0.95, delay: { kind: 'time', seconds } })]);
  expect(delayed(240).state).toBe('alarm');
  expect(delayed(360)).toMatchObject({ state: 'not-assessable', value: 0.88 });
  expect(delayed(360).missing?.because.en).toContain('not held for as long as the limit’s delay asks');
  // Without work cycles a delay counts minutes, as in a diagnosis: five of them were held.
  const counted = (count: number) => judged([limit({ alarmLow: 0.95, delay: { kind: 'count', count } })]).state;
  expect([5, 6].map(counted)).toEqual(['alarm', 'not-assessable']);
  expect(judged([limit({ alarmLow: 0.8, delay: { kind: 'count', count: 6 } })]).state).toBe('pass');
});

test('the version of the plant’s limit goes along', () => {
  const version = { id: '01980000-0000-7000-8000-000000000001', number: 3, approvedBy: 'ben', hasSecondPerson: true };
  expect(judged([limit({ warningLow: 0.9, alarmLow: 0.8, version })])).toMatchObject({
    state: 'warning',
    limit: { warningLow: 0.9, version: { number: 3 } },
  });
});

test('a made-up rule judges only where the plant says nothing', () => {
  const rule = {
    ...{ warningLow: null, warningHigh: null, alarmLow: 0.9, alarmHigh: null },
    source: { type: 'manual' as const, reference: 'maker' },
  };
  expect(judged([], { rule })).toMatchObject({ state: 'alarm', limit: { source: { type: 'manual' } } });
  expect(judged([limit({ alarmLow: 0.5 })], { rule })).toMatchObject({ state: 'pass', limit: { source: { type: 'plant' } } });
  expect(judged([], { rule: null })).toMatchObject({ state: 'no-limit', limit: null });
});
