import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { diagnose } from './diagnose.ts';
import { DiagnosisResult } from './diagnosis.schema.ts';
import type { DiagnosisInput } from './diagnosis-input.ts';
import { POSSIBLE } from './findings.ts';
import { type Condition, recordPress } from './synthetic.fixture.ts';

const likely = (input: DiagnosisInput) => diagnose(input).findings.filter((finding) => finding.confidence >= POSSIBLE);

describe('a healthy press', () => {
  const result = diagnose(recordPress());

  it('has no finding that is possible or more', () => {
    expect(result.findings.filter((finding) => finding.confidence >= POSSIBLE).map((finding) => finding.sentence)).toEqual([]);
  });

  it('is normal once every main component was judged', () => {
    expect(result.verdict.limitations.filter((text) => text.includes('could not be judged'))).toEqual([]);
    expect(result.verdict.state).toBe('normal');
  });

  it('keeps the contract', () => {
    expect([...Value.Errors(DiagnosisResult, result)]).toEqual([]);
  });
});

const cases: readonly (readonly [string, Condition])[] = [
  ['P01', { pumpLeak: 0.03 }],
  ['P06', { suction: 0.6 }],
  ['P10', { compensator: 165 }],
  ['V01', { reliefCracks: 100 }],
  ['V08', { valveDelay: 0.12 }],
  ['A01', { precharge: 62 }],
  ['A03', { precharge: 125 }],
  ['K01', { cooler: 0.55 }],
  ['F01', { filter: 3.4 }],
  ['I01', { stuck: 'p_P' }],
  ['I02', { offset: 12 }],
  ['I04', { isSwapped: true }],
];

describe.each(cases)('%s on the press', (id, condition) => {
  it('comes first and is at least possible', () => {
    const found = likely(recordPress(condition));
    expect(found.map((finding) => finding.faultId)[0]).toBe(id);
  });
});

describe('a constant column without a signal', () => {
  it('is a note, not a finding', () => {
    const press = recordPress();
    const flat = (name: string, value: number) => {
      const first = press.signals[0] as DiagnosisInput['signals'][number];
      return { ...first, name, signal: null, read: (from: number, to: number) => new Float64Array(to - from).fill(value) };
    };
    const result = diagnose({ ...press, signals: [...press.signals, flat('Reserve 4 [bar]', 0.4), flat('Sollwert [bar]', 180)] });
    expect(result.findings).toEqual(diagnose(press).findings);
    expect(result.findings.map((finding) => finding.faultId)).not.toContain('I01');
    expect(result.verdict.state).toBe('normal');
    const spare = result.quality.find((channel) => channel.channel === 'Reserve 4 [bar]');
    expect(spare).toMatchObject({ status: 'good', notes: [{ code: 'constant' }] });
  });
});

describe('missing evidence', () => {
  it('is never called normal', () => {
    const result = diagnose(recordPress({}, ['Q_P', 'Q_A']));
    expect(result.verdict.state).toBe('unknown');
    expect(result.verdict.sentence).toContain('pump');
    expect(result.verdict.limitations.join(' ')).toContain('could not be judged');
  });

  it('of everything is unknown, with reasons', () => {
    const input = { ...recordPress(), signals: [] };
    const result = diagnose(input);
    expect(result.verdict.state).toBe('unknown');
    const machine = result.indicators.filter((indicator) => !indicator.id.startsWith('quality-') && indicator.state !== 'not-computable');
    expect(machine).toEqual([]);
    for (const indicator of result.indicators) expect(indicator.state === 'not-computable').toBe(indicator.notComputable !== null);
  });

  it('of a limit leaves an indicator without a state, not green', () => {
    const { baseline: _, ...input } = recordPress();
    const cooling = diagnose(input).indicators.find((indicator) => indicator.id === 'cooling-effectiveness');
    expect(cooling?.state).toBe('no-limit');
    expect(diagnose(input).verdict.state).toBe('unknown');
  });
});

describe('a plant’s own limit', () => {
  it('overrides the default and is named as the source', () => {
    const source = { type: 'plant' as const, reference: 'J. Meyer, 2026-03-01' };
    const own = {
      subjectType: 'indicator' as const,
      subject: 'tank-temperature',
      unit: '°F',
      warningLow: null,
      warningHigh: 104,
      alarmLow: null,
      alarmHigh: 122,
      source,
    };
    const tank = diagnose({ ...recordPress(), limits: [own] }).indicators.find((indicator) => indicator.id === 'tank-temperature');
    expect(tank?.limit).toMatchObject({ source });
    expect(tank?.limit?.warningHigh).toBeCloseTo(40, 6);
    expect(tank?.state).toBe('warning');
  });
});

describe('a plant’s limit on a channel', () => {
  it('becomes an indicator of its own', () => {
    const source = { type: 'manual' as const, reference: 'RE 92701, p. 27' };
    const own = {
      subjectType: 'channel' as const,
      subject: 'channel p_S',
      unit: 'mbar',
      warningLow: 970,
      warningHigh: null,
      alarmLow: 800,
      alarmHigh: null,
      source,
    };
    const found = diagnose({ ...recordPress(), limits: [own] }).indicators.find((indicator) => indicator.id === 'channel-channel p_S');
    expect(found).toMatchObject({ state: 'warning', unit: 'bar', limit: { warningLow: 0.97, source } });
  });
});

describe('evidence', () => {
  it('leads from a finding to an indicator, its channel and the cycles', () => {
    const result = diagnose(recordPress({ cooler: 0.55 }));
    const finding = result.findings[0];
    expect(finding?.sentence).toMatch(/in cycles 5–12/);
    const indicator = result.indicators.find((item) => item.id === finding?.supporting[0]?.indicator);
    expect(indicator?.inputs[0]).toMatchObject({ channel: 'channel T_ci', fromS: 240, toS: 720 });
    expect(result.segments.map((segment) => segment.id)).toContain(indicator?.segment);
  });

  it('does not depend on channel names', () => {
    const input = recordPress({ pumpLeak: 0.03 });
    const renamed = { ...input, signals: input.signals.map((signal, index) => ({ ...signal, name: `x${index}` })) };
    expect(likely(renamed)[0]?.faultId).toBe('P01');
  });

  it('finds the cycle by itself when nobody declared it', () => {
    const input = recordPress();
    const result = diagnose({ ...input, recording: { ...input.recording, cycles: null } });
    expect(result.segments.find((segment) => segment.kind === 'cycle')).toMatchObject({ toS: 60, repeats: 12 });
  });
});
