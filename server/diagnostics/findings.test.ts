import { describe, expect, it } from 'vitest';
import type { Fault, FaultSymptom } from './catalogue/fault.schema.ts';
import { confidenceOf, confidenceWord, reason, weigh } from './findings.ts';
import type { IndicatorDefinition } from './indicators/definition.indicator.ts';
import type { AbsoluteLimit } from './limit-words.ts';
import { defaultLimit } from './limits.ts';
import { gradeOf } from './states/grade.science.ts';
import { type Assessment, membership } from './states.ts';

const symptom = (id: string, indicator: string | null, more: Partial<FaultSymptom> = {}): FaultSymptom => ({
  ...{ id, text: 'sign', indicator, direction: indicator === null ? null : 'high', weight: 5, absenceWeight: 4 },
  ...more,
});

function fault(id: string, symptoms: FaultSymptom[]): Fault {
  return {
    ...{ id, names: { en: 'Fault' }, componentKinds: ['pump'], component: 'pump', description: 'signs', symptoms },
    ...{ causes: ['cause'], checks: ['check'], actions: ['action'], severity: 3, failureMode: null, basis: ['TB'], safety: [] },
  };
}

/** An indicator with warning at 10 and alarm at 20. */
function assessed(id: string, value: number): [string, Assessment] {
  const bounds = { healthyHigh: 5, warningHigh: 10, alarmHigh: 20 };
  const measured = { perEpoch: Float64Array.of(value), uncertainty: 0, inputs: [], regime: 'all' as const };
  const definition: IndicatorDefinition = {
    id,
    name: id,
    component: 'pump',
    unit: '1',
    formula: '',
    reference: '',
    needs: [],
    compute: () => measured,
  };
  const grades = Uint8Array.of(gradeOf(value, bounds));
  return [id, { definition, measured, notEvaluated: null, state: 'warning', value, limit: null, bounds, grades, ranges: [] }];
}

describe('an alarm', () => {
  const faults = ['K01', 'K02', 'K03', 'K05', 'O05', 'P11', 'V01', 'V17'].map((id) => fault(id, [symptom(`${id}-1`, 'a', { weight: 1 })]));
  const context = { tests: [], experience: {}, nameOf: () => 'Cooler', placeOf: () => 'cycle 1' };

  it('that many faults explain a little names the best of them and the others beside it', () => {
    const [id, alarm] = assessed('a', 30);
    const { findings } = reason(faults, { ...context, assessments: new Map([[id, { ...alarm, state: 'alarm' }]]) });
    expect(findings.map(({ faultId, confidenceWord: word }) => [faultId, word])).toEqual([['K01', 'cannot be excluded']]);
    expect(findings[0]!.alternatives.length).toBeGreaterThan(2);
  });

  it('is more than a warning, of which nothing is named', () => {
    expect(reason(faults, { ...context, assessments: new Map([assessed('a', 15)]) }).findings).toEqual([]);
  });
});

describe('a finding of a fault with several kinds of a fault with several kinds', () => {
  const context = { tests: [], experience: {}, nameOf: () => 'Pump', placeOf: () => 'cycle 1', assessments: new Map([assessed('a', 30)]) };
  const kindsIn = (one: Fault) => reason([one], context).findings[0]?.componentKinds;

  it('names every kind where the plant wrote the fault or changed its kinds, so that it can be graded without the catalogue', () => {
    const plain = fault('P01', [symptom('P01-1', 'a', { weight: 9 })]);
    expect(kindsIn({ ...plain, id: 'X-1', componentKinds: ['pump', 'motor'] })).toEqual(['pump', 'motor']);
    expect(kindsIn({ ...plain, componentKinds: ['pump', 'coupling'] })).toEqual(['pump', 'coupling']);
    expect(kindsIn(plain)).toBeUndefined();
  });
});

describe('a hypothesis', () => {
  it('gains nothing and loses nothing by what was not measured', () => {
    const known = weigh(fault('P01', [symptom('P01-1', 'a')]), new Map([assessed('a', 20)]));
    const half = weigh(fault('P01', [symptom('P01-1', 'a'), symptom('P01-2', 'b')]), new Map([assessed('a', 20)]));
    expect(half.score).toBe(known.score);
    expect(half.coverage).toBe(0.5);
  });

  it('is believed no more than its coverage allows', () => {
    const wide = [symptom('P01-1', 'a', { weight: 30 }), symptom('P01-2', null, { weight: 90 })];
    const found = weigh(fault('P01', wide), new Map([assessed('a', 30)]));
    expect(confidenceOf(found, [found]).confidence).toBe(0.5 + 0.5 * 0.25);
  });

  it('is weakened by a symptom that was measured and is absent', () => {
    const both = [symptom('P01-1', 'a'), symptom('P01-2', 'b')];
    const agreeing = weigh(fault('P01', both), new Map([assessed('a', 20), assessed('b', 20)]));
    const contradicted = weigh(fault('P01', both), new Map([assessed('a', 20), assessed('b', 1)]));
    expect(contradicted.score).toBeLessThan(agreeing.score - 8);
  });

  it('shares belief with rivals that explain the same indicator, not with others', () => {
    const values = new Map([assessed('a', 20), assessed('b', 20)]);
    const first = weigh(fault('P01', [symptom('P01-1', 'a')]), values);
    const rival = weigh(fault('V01', [symptom('V01-1', 'a')]), values);
    const other = weigh(fault('K01', [symptom('K01-1', 'b')]), values);
    expect(confidenceOf(first, [first, other]).confidence).toBe(confidenceOf(first, [first]).confidence);
    expect(confidenceOf(first, [first, rival, other]).confidence).toBeLessThan(0.5);
    expect(confidenceOf(first, [first]).none).toBeGreaterThan(0);
  });

  it('just beyond its warning limit is possible, not more', () => {
    const found = weigh(fault('P01', [symptom('P01-1', 'a')]), new Map([assessed('a', 10.5)]));
    expect(confidenceWord(confidenceOf(found, [found]).confidence)).toBe('possible');
  });
});

describe('a finding', () => {
  it('tells what nobody measured from what has no limit to be judged by', () => {
    const [id, judged] = assessed('b', 20);
    const known = new Map([assessed('a', 20), [id, { ...judged, state: 'no-limit' as const, bounds: null }] as const]);
    const open = [symptom('P01-2', 'b', { text: 'drain', weight: 9 }), symptom('P01-3', 'c', { text: 'noise' })];
    const context = { assessments: known, tests: [], experience: {}, nameOf: () => 'Pump', placeOf: () => '' };
    const [found] = reason([fault('P01', [symptom('P01-1', 'a', { weight: 9 }), ...open])], context).findings;
    expect(found?.missing.map((item) => item.text)).toEqual([
      'drain: measured, but nothing to compare with (no limit or baseline)',
      'noise',
    ]);
    expect(found?.nextMeasurement).toContain('set a limit or declare a healthy baseline for “b”');
  });

  it('names the limit that gave the state', () => {
    const source = { type: 'plant', reference: 'book' } as const;
    const limit = { warningLow: null, warningHigh: 10, alarmLow: null, alarmHigh: 20, source };
    const sentenceAt = (value: number, state: 'warning' | 'alarm', of: Assessment['limit'] = limit) => {
      const [id, plain] = assessed('a', value);
      const context = {
        assessments: new Map([[id, { ...plain, state, limit: of }]]),
        ...{ tests: [], experience: {}, nameOf: () => 'Pump', placeOf: () => '' },
      };
      return reason([fault('P01', [symptom('P01-1', 'a')])], context).findings[0]?.sentence;
    };
    expect(sentenceAt(15, 'warning')).toBe('Pump: fault; a 15 (warning limit 10).');
    expect(sentenceAt(25, 'alarm')).toBe('Pump: fault; a 25 (alarm limit 20).');
    // Back within the deadband: the alarm goes on, its limit is not what the value lies beyond.
    expect(sentenceAt(19.5, 'alarm')).toBe('Pump: fault; a 19.5 (warning limit 10).');
    expect(sentenceAt(25, 'alarm', { ...limit, warningHigh: null })).toBe('Pump: fault; a 25 (alarm limit 20).');
  });

  it('is worded by the percentage that is printed', () => {
    expect([0.646, 0.644, 0.846, 0.396].map(confidenceWord)).toEqual(['likely', 'possible', 'very likely', 'possible']);
  });
});

describe('the temperature drop of a cooler', () => {
  it('is a warning below 5 K and not at 5 K', () => {
    const bounds = defaultLimit('cooler-temperature-drop', {} as Parameters<typeof defaultLimit>[1]) as AbsoluteLimit;
    expect([5, 4.9995, 2.9].map((value) => gradeOf(value, bounds))).toEqual([0, 1, 2]);
    const [, item] = assessed('cooler-temperature-drop', 5);
    expect(membership({ ...item, bounds }, 'low')).toBe(0);
  });
});

describe('a grade', () => {
  it('is critical as far beyond the alarm as the alarm is beyond the warning', () => {
    const bounds = { warningLow: 0.9, alarmLow: 0.7 };
    expect([0.95, 0.85, 0.6, 0.45, Number.NaN].map((value) => gradeOf(value, bounds))).toEqual([0, 1, 2, 3, 255]);
  });
});
