import { expect, test } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { Indicator } from '../diagnosis.schema.ts';
import { recordPress } from '../synthetic.fixture.ts';
import type { StoredGrade } from './component-grade.repository.ts';
import { gradesOf } from './component-grade.ts';
import { toComponentHealth } from './component-health.ts';

const indicator = (id: string, component: string, state: Indicator['state']): Indicator => ({
  ...{ id, name: id, component, unit: '%', state, uncertainty: null, limit: null, segment: null, inputs: [], trend: null },
  ...{ value: state === 'not-computable' ? null : 1, formula: '', reference: '' },
  notComputable: state === 'not-computable' ? { because: 'no flow', wouldNeed: 'a flow meter' } : null,
});
const gradeOf = (...indicators: Indicator[]) => gradesOf(indicators)[0]!;

test('the worst state of its indicators is the grade, with the indicators that decide it', () => {
  const one = gradeOf(
    indicator('pump-volumetric-efficiency', 'pump', 'normal'),
    indicator('case-drain-ratio', 'pump', 'warning'),
    indicator('pressure-ripple', 'pump', 'alarm'),
  );
  expect(one).toMatchObject({ component: 'pump', grade: 'alarm', judged: 3, total: 3 });
  expect(one.reasons.map((reason) => reason.indicator)).toEqual(['pressure-ripple']);
});

test('a component is normal only when what speaks for the whole of it was judged', () => {
  expect(gradeOf(indicator('delivered-flow', 'pump', 'normal'), indicator('case-drain-ratio', 'pump', 'not-computable')).grade).toBe(
    'normal',
  );
  const minor = gradeOf(indicator('suction-pressure', 'pump', 'normal'), indicator('case-drain-ratio', 'pump', 'not-computable'));
  expect(minor).toMatchObject({ grade: 'unknown', judged: 1, total: 2 });
  expect(minor.reasons).toMatchObject([{ indicator: 'case-drain-ratio', because: 'no flow', wouldNeed: 'a flow meter' }]);
  expect(gradeOf(indicator('cooling-effectiveness', 'cooler', 'no-limit')).grade).toBe('unknown');
});

test('the made-up press: no component without a judged indicator is ever normal', () => {
  const { indicators } = diagnose(recordPress({ pumpLeak: 0.03 }));
  for (const { component, grade, judged, reasons } of gradesOf(indicators)) {
    if (grade === 'normal') expect(judged).toBeGreaterThan(0);
    expect(reasons.length, component).toBeGreaterThan(0);
  }
  expect(gradesOf(indicators).find(({ component }) => component === 'pump')?.grade).toMatch(/warning|alarm/);
});

const stored = (day: number | null, grade: StoredGrade['grade']): StoredGrade => ({
  ...{ component: 'pump', grade, judged: 1, total: 1, reasons: [], recordingId: `${day}`, recordingName: 'r' },
  at: day === null ? null : `2026-01-0${day}T00:00:00.000Z`,
});

test('the grade is that of the newest dated recording, and it says since when', () => {
  const health = toComponentHealth('pump', ['P 1'], [stored(1, 'alarm'), stored(2, 'normal'), stored(3, 'warning'), stored(4, 'warning')]);
  expect(health).toMatchObject({ grade: 'warning', since: '2026-01-03T00:00:00.000Z', undated: 0 });
  expect(health.points.map(({ grade }) => grade)).toEqual(['alarm', 'normal', 'warning', 'warning']);
  expect(toComponentHealth('pump', [], [stored(1, 'normal')])).toMatchObject({ grade: 'normal', since: '2026-01-01T00:00:00.000Z' });
});

test('without a dated recording there is no since, and without any the component is unknown', () => {
  expect(toComponentHealth('pump', [], [stored(null, 'warning')])).toMatchObject({ grade: 'warning', since: null, undated: 1, points: [] });
  expect(toComponentHealth('motor', ['M 1'], [])).toMatchObject({ grade: 'unknown', since: null, points: [] });
});
