import { describe, expect, it } from 'vitest';
import type { Finding, Indicator } from './diagnosis.schema.ts';
import { pronounce, type VerdictInput } from './verdict.ts';

const indicator = (id: string, state: Indicator['state'], value: number): Indicator =>
  ({ id, name: `Name of ${id}`, component: 'reservoir', state, value, unit: '°C' }) as Indicator;

const possible = {
  id: 'f',
  confidence: 0.5,
  confidenceWord: 'possible',
  grade: 'incipient',
  severity: 3,
  sentence: 'Pump: wear.',
} as Finding;

const said = (input: Partial<VerdictInput>) =>
  pronounce({ indicators: [], findings: [], componentKinds: ['fluid'], noneOfThese: 0, limitations: [], ...input });

describe('a value beyond its alarm limit', () => {
  const hot = indicator('tank-temperature', 'alarm', 84.81);

  it('is an alarm although no fault explains it, and stands in the verdict with its value', () => {
    const { state, sentence } = said({ indicators: [indicator('flow', 'warning', 3), hot] });
    expect(state).toBe('alarm');
    expect(sentence).toContain('name of tank-temperature 84.8 °C');
    expect(sentence.indexOf('tank-temperature')).toBeLessThan(sentence.indexOf('flow'));
  });

  it('is not passed over for a finding that does not speak of it', () => {
    const finding = { ...possible, supporting: [{ indicator: 'flow' }] } as Finding;
    const { state, sentence } = said({ indicators: [hot], findings: [finding] });
    expect(state).toBe('alarm');
    expect(sentence).toBe('Beyond its alarm limit: name of tank-temperature 84.8 °C. Possible: Pump: wear.');
    const severe = { ...finding, grade: 'critical' } as Finding;
    expect(said({ indicators: [hot], findings: [severe] }).sentence).toMatch(/^Possible: Pump: wear\. Beyond/);
  });

  it('is said once when the finding speaks of it', () => {
    const finding = { ...possible, supporting: [{ indicator: 'tank-temperature' }] } as Finding;
    expect(said({ indicators: [hot], findings: [finding] }).sentence).toBe('Possible: Pump: wear.');
  });
});

it('a channel that hangs is no alarm of the machine', () => {
  expect(said({ indicators: [indicator('quality-stuck', 'alarm', 2)] }).state).toBe('attention');
});
