import { expect, test } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { Finding, Indicator } from '../diagnosis.schema.ts';
import { recordPress } from '../synthetic.fixture.ts';
import type { StoredGrade } from './component-grade.repository.ts';
import { gradesOf } from './component-grade.ts';
import { toComponentHealth } from './component-health.ts';

const indicator = (id: string, component: string, state: Indicator['state']): Indicator => ({
  ...{ id, name: id, component, unit: '%', state, uncertainty: null, limit: null, segment: null, inputs: [], trend: null },
  ...{ value: state === 'not-computable' ? null : 1, formula: '', reference: '' },
  notComputable: state === 'not-computable' ? { because: 'no flow', wouldNeed: 'a flow meter' } : null,
});
const gradeOf = (...indicators: Indicator[]) => gradesOf({ indicators, findings: [] })[0]!;

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
  const result = diagnose(recordPress({ pumpLeak: 0.03 }));
  for (const { component, grade, judged, reasons } of gradesOf(result)) {
    if (grade === 'normal') expect(judged).toBeGreaterThan(0);
    expect(reasons.length, component).toBeGreaterThan(0);
  }
  expect(gradesOf(result).find(({ component }) => component === 'pump')?.grade).toMatch(/warning|alarm/);
});

const worn = diagnose(recordPress({ pumpLeak: 0.03 })).findings.find(({ faultId }) => faultId === 'P01')!;
const finding = (more: Partial<Finding>): Finding => ({ ...worn, confidence: 0.8, severity: 4, grade: 'degraded', ...more });

test('a component with an alarming finding is not normal, whatever its indicators say', () => {
  const indicators = [indicator('delivered-flow', 'pump', 'normal')];
  const [pump] = gradesOf({ indicators, findings: [finding({})] });
  expect(pump).toMatchObject({ component: 'pump', grade: 'alarm', judged: 1, total: 1 });
  expect(pump?.reasons).toMatchObject([{ name: worn.fault, state: 'alarm', finding: { faultId: 'P01', confidence: 0.8 } }]);
  expect(gradesOf({ indicators, findings: [finding({ grade: 'incipient' })] })[0]?.grade).toBe('warning');
});

test('what cannot be excluded, and a fault of a channel, grade nothing; unknown stays unknown without a finding', () => {
  const indicators = [indicator('delivered-flow', 'pump', 'normal'), indicator('cooling-effectiveness', 'cooler', 'not-computable')];
  const grades = (...findings: Finding[]) => gradesOf({ indicators, findings }).map(({ component, grade }) => [component, grade]);
  const nothing = [
    ['pump', 'normal'],
    ['cooler', 'unknown'],
  ];
  expect(grades(finding({ confidence: 0.39 }), finding({ faultId: 'I01', componentKind: 'other' }))).toEqual(nothing);
  expect(grades(finding({ faultId: 'F01', componentKind: 'filter' }))).toEqual([...nothing, ['filter', 'alarm']]);
});

test('a fault that may sit in several components grades all of them that the system has', () => {
  const indicators = [indicator('delivered-flow', 'pump', 'normal'), indicator('motor-slip-load', 'motor', 'normal')];
  const grades = (found: Finding) => gradesOf({ indicators, findings: [found] }).map(({ component, grade }) => [component, grade]);
  const both = [
    ['pump', 'alarm'],
    ['motor', 'alarm'],
  ];
  expect(grades(finding({ faultId: 'P15', componentKind: 'pump' }))).toEqual(both);
  const { componentKind: _, ...old } = finding({ faultId: 'P15' });
  expect(grades(old)).toEqual(both);
  // No cooler is known here: that the heat may come from one does not make it a component of this system.
  expect(grades(finding({ faultId: 'K06', componentKind: 'reservoir' })).map(([component]) => component)).toEqual([
    'pump',
    'motor',
    'reservoir',
  ]);
});

test('a fault that the plant wrote, or changed, grades the kinds it names', () => {
  const indicators = [indicator('delivered-flow', 'pump', 'normal'), indicator('motor-slip-load', 'motor', 'normal')];
  const grades = (found: Finding) => gradesOf({ indicators, findings: [found] }).map(({ component, grade }) => [component, grade]);
  const own = { faultId: 'X-COUPLING', componentKind: 'pump', componentKinds: ['pump', 'motor', 'cooler'] };
  expect(grades(finding(own))).toEqual([
    ['pump', 'alarm'],
    ['motor', 'alarm'],
  ]);
  expect(grades(finding({ faultId: 'P15', componentKind: 'pump', componentKinds: ['pump'] }))).toEqual([
    ['pump', 'alarm'],
    ['motor', 'normal'],
  ]);
});

test('results of before findings named the kind are graded by the catalogue', () => {
  const { componentKind: _, ...old } = finding({ faultId: 'K01' });
  expect(gradesOf({ indicators: [], findings: [old] })).toMatchObject([{ component: 'cooler', grade: 'alarm', judged: 0, total: 0 }]);
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
