import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LimitPoint } from '../../systems/limits/limit.schema.ts';
import { diagnose } from '../diagnose.ts';
import { recordPress } from '../synthetic.fixture.ts';
import type { BaselineRequest } from './baseline.schema.ts';
import { type BaselineBounds, boundsAround, leastSamples } from './baseline.science.ts';
import { type CapturedBaseline, captureBaseline } from './baseline-capture.ts';

const both = { sides: ['low', 'high'], ratios: null } as const;
const around = (values: readonly number[], uncertainty = Number.NaN, rule: Parameters<typeof boundsAround>[2] = both) =>
  boundsAround(values, uncertainty, rule);

describe('limits around healthy values', () => {
  test('are the median and three and six robust spreads away', () => {
    const values = [44, 44, 45, 45, 45, 46, 46, 45, 44];
    expect(around(values)).toMatchObject({ centre: 45, count: 9, warningLow: 40.6, warningHigh: 49.4, alarmLow: 36.1, alarmHigh: 53.9 });
  });

  test('are never closer than the standard uncertainty of one value, and never closer than the ratios of C2', () => {
    const still = new Array<number>(10).fill(50);
    expect(around(still, 4)).toMatchObject({ warningHigh: 52, alarmHigh: 54, deadband: 0 });
    expect(around(still, 1, { sides: ['low'], ratios: { warning: 0.9, alarm: 0.7 } })).toEqual(
      expect.objectContaining({ warningLow: 45, alarmLow: 35 }),
    );
    expect(around(still, 1, { sides: ['low'], ratios: null })).not.toHaveProperty('warningHigh');
  });

  test('are refused with the reason where the values say too little', () => {
    expect(around([1, 2, Number.NaN])).toContain(`only 2 of at least ${leastSamples}`);
    expect(around(new Array<number>(20).fill(50))).toContain('do not differ');
  });

  test('hold all but few of the values they come from, are in order, and follow a change of unit', () => {
    const values = fc.array(fc.double({ min: 1, max: 100, noNaN: true }), { minLength: leastSamples, maxLength: 60 });
    fc.assert(
      fc.property(values, (healthy) => {
        const found = around(healthy, 0.5);
        if (typeof found === 'string') return;
        const { alarmLow, warningLow, warningHigh, alarmHigh, centre } = found as Required<BaselineBounds>;
        expect([alarmLow, warningLow, centre, warningHigh, alarmHigh]).toEqual(
          [alarmLow, warningLow, centre, warningHigh, alarmHigh].toSorted((a, b) => a - b),
        );
        const inside = healthy.filter((value) => value >= warningLow && value <= warningHigh).length;
        expect(inside).toBeGreaterThanOrEqual(healthy.length / 2);
        const scaled = around(
          healthy.map((value) => value * 1000),
          500,
        ) as Required<BaselineBounds>;
        expect(scaled.warningHigh / 1000).toBeCloseTo(warningHigh, 6);
      }),
    );
  });
});

describe('a baseline of the press', () => {
  const healthy = recordPress();
  const request = (more: Partial<BaselineRequest> = {}): BaselineRequest => ({
    recordingId: 'synthetic',
    scope: 'operating-point',
    reason: 'commissioning',
    ...more,
  });
  const capture = (more: Partial<BaselineRequest> = {}) => captureBaseline(healthy, request(more)) as CapturedBaseline;

  test('takes what C2 compares with a baseline, at the operating point, with rule and number of values in the source', () => {
    const { proposals, refused } = capture();
    const cooling = proposals.find(({ subject }) => subject === 'cooling-effectiveness');
    expect(cooling?.warningLow).toBeCloseTo(0.9 * 45, 0);
    expect(cooling?.alarmLow).toBeCloseTo(0.7 * 45, 0);
    expect(cooling).not.toHaveProperty('warningHigh');
    const delivered = proposals.find(({ subject }) => subject === 'delivered-flow');
    expect(delivered?.operatingPoint?.name).toMatch(/^\d+ bar, 1450 rpm, 45 °C$/);
    expect(delivered?.operatingPoint?.within.map(({ signal }) => signal)).toEqual(['p_P', 'n', 'T_T']);
    expect(cooling?.source.reference).toMatch(
      /^Baseline of 12 cycles or minutes of “made-up press”, 0–720 s: median 45\.\d+ %, robust spread/,
    );
    // A worn cooler makes the oil hot: its limit must hold then, too.
    expect(cooling?.operatingPoint?.within.map(({ signal }) => signal)).toEqual(['p_P', 'n']);
    expect(refused).toContainEqual({ indicator: 'vibration-velocity', because: 'no usable channel measures v_rms' });
    expect(proposals.map(({ subject }) => subject)).not.toContain('tank-temperature');
  });

  test('at a named operating point takes its ranges, without what a fault changes, and refuses a stretch from elsewhere', () => {
    const window = (signal: 'p_P' | 'T_T', unit: string, atLeast: number, atMost: number) => ({ signal, unit, atLeast, atMost });
    const at = (within: LimitPoint['within']) =>
      captureBaseline(healthy, {
        ...request({ indicators: ['cooling-effectiveness', 'delivered-flow'] }),
        point: { name: 'Warm press', within },
      });
    const whole = [window('p_P', 'bar', 0, 400), window('T_T', '°C', 20, 90)];
    const { proposals } = at(whole) as CapturedBaseline;
    const places = Object.fromEntries(proposals.map(({ subject, operatingPoint }) => [subject, operatingPoint]));
    expect(places['delivered-flow']).toEqual({ name: 'Warm press', within: whole });
    expect(places['cooling-effectiveness']).toEqual({ name: 'Warm press', within: whole.slice(0, 1) });
    const cold = at([window('p_P', 'bar', 0, 400), window('T_T', '°C', 0, 10)]) as CapturedBaseline;
    expect(cold.refused).toContainEqual({
      indicator: 'delivered-flow',
      because: 'the stretch was not measured at the operating point “Warm press”',
    });
    const onlyOil = at([window('T_T', '°C', 20, 90)]) as CapturedBaseline;
    expect(onlyOil.proposals.map(({ subject }) => subject)).toEqual(['delivered-flow']);
    expect(onlyOil.refused[0]).toMatchObject({ indicator: 'cooling-effectiveness' });
  });

  test('of a range counts the cycles that lie in it', () => {
    const { proposals } = capture({ fromS: 120, toS: 660, indicators: ['tank-temperature'] });
    expect(proposals).toHaveLength(1);
    expect(proposals[0]?.source.reference).toContain('Baseline of 9 cycles');
    expect(capture({ fromS: 0, toS: 200, indicators: ['tank-temperature'] }).refused[0]?.because).toContain('only 3 of at least 8');
    expect(captureBaseline(healthy, request({ fromS: 10, toS: 50 }))).toContain('no whole cycle');
  });

  test('judges the healthy press as healthy and the worn cooler as worn, by the captured limit', () => {
    const limits = capture().proposals.map((proposal) => ({
      warningLow: null,
      warningHigh: null,
      alarmLow: null,
      alarmHigh: null,
      ...proposal,
    }));
    const cooling = (result: ReturnType<typeof diagnose>) => result.indicators.find(({ id }) => id === 'cooling-effectiveness');
    const { baseline: _declared, ...undeclared } = healthy;
    expect(cooling(diagnose({ ...undeclared, limits }))).toMatchObject({ state: 'normal', limit: { source: { type: 'baseline' } } });
    const { baseline: _alsoDeclared, ...worn } = recordPress({ cooler: 0.6 });
    expect(cooling(diagnose({ ...worn, limits }))?.state).toBe('alarm');
  });

  test('keeps what every indicator is while healthy, where it was measured, without a limit of its own', () => {
    const { proposals, refused } = capture({ withHealthyValues: true });
    const tank = proposals.find(({ subject }) => subject === 'tank-temperature');
    expect(tank?.healthy).toMatchObject({ centre: expect.closeTo(45.1, 0), margin: 0.5, count: 12 });
    expect(tank).not.toHaveProperty('warningHigh');
    // Thermal, so the oil's own temperature is no operating point for it.
    expect(tank?.operatingPoint?.within.map(({ signal }) => signal)).toEqual(['p_P', 'n']);
    expect(tank?.healthy?.within.map(({ signal }) => signal)).toEqual(['p_P', 'n', 'T_amb']);
    const delivered = proposals.find(({ subject }) => subject === 'delivered-flow');
    expect(delivered).toMatchObject({ warningLow: expect.any(Number), healthy: { count: 12 } });
    const oil = delivered?.healthy?.within.find(({ signal }) => signal === 'T_T');
    expect((oil?.atMost ?? 0) - (oil?.atLeast ?? 0)).toBeCloseTo(5, 1);
    expect(proposals.length + refused.length).toBeGreaterThan(50);
  });

  test('keeps no healthy temperature where nobody measured the air', () => {
    const unaired = { ...healthy, signals: healthy.signals.filter(({ signal }) => signal !== 'T_amb') };
    const { refused } = captureBaseline(unaired, request({ withHealthyValues: true })) as CapturedBaseline;
    expect(refused.find(({ indicator }) => indicator === 'tank-temperature')?.because).toContain('T_amb');
  });

  test('takes no healthy value where the plant has a limit of its own', () => {
    const limits = capture({ indicators: ['tank-temperature'] }).proposals.map((proposal) => ({
      ...{ warningLow: null, warningHigh: null, alarmLow: null, alarmHigh: null },
      ...proposal,
    }));
    const again = captureBaseline({ ...healthy, limits }, request({ withHealthyValues: true })) as CapturedBaseline;
    expect(again.refused.find(({ indicator }) => indicator === 'tank-temperature')?.because).toContain('limits of its own');
  });

  test('is the same for the same recording and request', () => {
    expect(JSON.stringify(capture())).toBe(JSON.stringify(capture()));
  });
});
