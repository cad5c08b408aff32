import { expect, test } from 'vitest';
import { diagnose } from '../../server/diagnostics/diagnose.ts';
import { channelsOfComponent, commissioningLimits, recordSimulated } from './simulated-cases.ts';
import { known, tallyFault } from './simulator.study.ts';

const limits = commissioningLimits(1);

test.each(['C01', 'A02', 'V10', 'K05', 'P18', 'I05'])('%s of the simulated machine comes first from mild to severe', (id) => {
  expect(tallyFault(id, 3, { limits, series: known })).toMatchObject({ cases: 3, first: 3, amongThree: 3 });
});

test.each(['F01', 'C08', 'P10'])('a barely visible %s is named with its healthy value, and is no alarm', (id) => {
  const { findings, verdict } = diagnose({ ...recordSimulated([{ id, severity: 0.2 }], 100), limits });
  expect(findings[0]).toMatchObject({ faultId: id, grade: 'incipient', confidenceWord: 'cannot be excluded' });
  expect(verdict.sentence).toMatch(/Cannot be excluded: .* when healthy /);
  expect(verdict).toMatchObject({ state: expect.not.stringMatching('alarm'), keyFinding: null });
});

test.each([500, 504, 523])('a healthy recording (seed %d) is normal and names nothing', (seed) => {
  expect(diagnose({ ...recordSimulated([], seed), limits })).toMatchObject({ verdict: { state: 'normal' }, findings: [] });
});

test.each([-8, 8])('a day %d K warmer is no fault', (warmerK) => {
  expect(diagnose({ ...recordSimulated([], 41, { warmerK }), limits })).toMatchObject({ verdict: { state: 'normal' }, findings: [] });
});

test('severities are spread from mild to failed', () => {
  expect([0, 1, 2].map((index) => +known.severityOf(index, 3).toFixed(6))).toEqual([0.2, 0.6, 1]);
});

test.each(Object.entries(channelsOfComponent))('without the channels of the %s nothing is called normal', (_, without) => {
  expect(diagnose({ ...recordSimulated([], 9, { without }), limits }).verdict.state).not.toBe('normal');
});
