import { expect, test } from 'vitest';
import type { Indicator } from './diagnosis.schema.ts';
import type { DiagnosisTask } from './diagnosis-task.ts';
import { unusedLimits } from './limit-usage.ts';

const limit = (subjectType: 'channel' | 'indicator', subject: string, unit: string): DiagnosisTask['limits'][number] => ({
  subjectType,
  subject,
  unit,
  warningLow: null,
  warningHigh: 1,
  alarmLow: null,
  alarmHigh: null,
  source: { type: 'plant', reference: 'Shift book 12' },
});
const channels = [{ name: 'P1' }] as unknown as DiagnosisTask['channels'];
const indicators = [{ id: 'tank-temperature', unit: '°C' }] as unknown as Indicator[];

test('a limit that fits is not mentioned', () => {
  expect(unusedLimits([limit('channel', 'P1', 'bar'), limit('indicator', 'tank-temperature', '°C')], channels, indicators)).toEqual([]);
});

test('a limit that could not be applied is named with the reason', () => {
  const sentences = unusedLimits(
    [limit('channel', 'P9', 'bar'), limit('indicator', 'nonsense', 'bar'), limit('indicator', 'tank-temperature', 'bar')],
    channels,
    indicators,
  );
  expect(sentences).toHaveLength(3);
  expect(sentences[0]).toContain('P9');
  expect(sentences[1]).toContain('no indicator');
  expect(sentences[2]).toContain('°C');
});

test('a limit whose conditions did not hold is named with them', () => {
  const unwatched = [{ ...indicators[0]!, name: 'Tank temperature', notEvaluated: { count: 3, of: 12, because: 'it was cold' } }];
  expect(unusedLimits([limit('indicator', 'tank-temperature', '°C')], channels, unwatched)).toEqual([
    'Tank temperature was not evaluated in 3 of 12 cycles or minutes, because it was cold.',
  ]);
});
