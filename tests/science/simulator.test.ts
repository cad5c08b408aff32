import { expect, test } from 'vitest';
import { diagnose } from '../../server/diagnostics/diagnose.ts';
import { channelsOfComponent, commissioningValues, recordSimulated } from './simulated-cases.ts';
import { severityOf, tallyFault } from './simulator.study.ts';

const baselineValues = commissioningValues(1);

test.each(['C01', 'A02', 'V10', 'K05', 'P18', 'I05'])('%s of the simulated machine comes first from mild to severe', (id) => {
  expect(tallyFault(id, 3, baselineValues)).toMatchObject({ cases: 3, first: 3, amongThree: 3 });
});

test('severities are spread from mild to failed', () => {
  expect([0, 1, 2].map((index) => +severityOf(index, 3).toFixed(6))).toEqual([0.2, 0.6, 1]);
});

test.each(Object.entries(channelsOfComponent))('without the channels of the %s nothing is called normal', (_, without) => {
  expect(diagnose({ ...recordSimulated([], 9, without), baselineValues }).verdict.state).not.toBe('normal');
});
