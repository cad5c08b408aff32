import { describe, expect, test } from 'vitest';
import { captureBaseline } from '../baselines/baseline-capture.ts';
import { diagnose } from '../diagnose.ts';
import type { LimitInput } from '../diagnosis-input.ts';
import { recordPress } from '../synthetic.fixture.ts';
import { type Deviation, weakness } from './deviation.science.ts';

const source = { type: 'baseline', reference: 'commissioning' } as const;
const at = (ratio: number): Deviation => ({ value: 10 + ratio, centre: 10, margin: 1, ratio, source });

test('a difference within the margin is no sign, beyond it a weak one that never reaches what a limit says', () => {
  expect([0, 0.99, 1, 1.5, 2, 50].map((ratio) => +(weakness(at(ratio), 'high') as number).toFixed(3))).toEqual([
    0, 0, 0.35, 0.425, 0.5, 0.5,
  ]);
  expect(weakness(at(-1.5), 'high')).toBe(0);
  expect(weakness(at(-1.5), 'low')).toBeCloseTo(0.425);
  expect(weakness(null, 'high')).toBeNull();
});

describe('the press with approved healthy values', () => {
  const { baseline: _declared, ...healthy } = recordPress();
  const captured = captureBaseline(healthy, {
    ...{ recordingId: 'press', scope: 'operating-point', withHealthyValues: true, reason: 'commissioning' },
  });
  if (typeof captured === 'string') throw new Error(captured);
  const none = { warningLow: null, warningHigh: null, alarmLow: null, alarmHigh: null };
  const limits: LimitInput[] = captured.proposals.map((proposal) => ({ ...none, ...proposal }));
  const slightly = (filter: number) => {
    const { baseline: _alsoDeclared, ...input } = recordPress({ filter });
    return input;
  };

  test('is normal as it was, and names nothing', () => {
    expect(diagnose({ ...healthy, limits })).toMatchObject({ findings: [], verdict: { state: 'normal' } });
  });

  test('and a slightly clogged filter stays within its limits, and is named as a candidate with both values', () => {
    const before = diagnose(slightly(1.4));
    expect(before.findings).toEqual([]);
    const { findings, verdict, indicators } = diagnose({ ...slightly(1.4), limits });
    expect(findings[0]).toMatchObject({ faultId: 'F01', confidenceWord: 'cannot be excluded', grade: 'incipient' });
    expect(findings[0]?.sentence).toMatch(/when healthy .* ± /);
    expect(findings[0]?.supporting[0]).toMatchObject({ indicator: 'filter-dp-normalised', isSlight: true });
    expect(verdict).toMatchObject({ state: expect.stringMatching(/^(normal|unknown)$/), keyFinding: null });
    expect(indicators.find(({ id }) => id === 'filter-dp-normalised')?.state).toBe('normal');
  });

  test('measured elsewhere, is not compared', () => {
    const elsewhere = limits.map((limit) =>
      limit.healthy
        ? { ...limit, healthy: { ...limit.healthy, within: [{ signal: 'p_P' as const, unit: 'bar', atLeast: 400, atMost: 500 }] } }
        : limit,
    );
    expect(diagnose({ ...slightly(1.4), limits: elsewhere }).findings).toEqual([]);
  });
});
