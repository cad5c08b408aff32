import { expect, test } from 'vitest';
import type { Problem } from '../../platform/problem.ts';
import { readLabels, runsFromLabels, targetIndex } from './label-file.ts';
import { labelledTable } from './labelled-cycles.ts';

function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return `${(error as Problem).code}: ${(error as Problem).detail}`;
  }
  return 'not refused';
}

test('labels are read with or without recordings, with any usual delimiter', () => {
  expect(readLabels('cycle,valve\n0,100\n1,90\n').lines).toEqual([
    { line: 2, recording: null, cycle: 0, values: ['100'] },
    { line: 3, recording: null, cycle: 1, values: ['90'] },
  ]);
  const both = readLabels('\uFEFFrecording;cycle;pump;valve\r\nMonday;3;worn;100\r\n');
  expect(both.targets).toEqual(['pump', 'valve']);
  expect(both.lines[0]).toMatchObject({ recording: 'Monday', cycle: 3, values: ['worn', '100'] });
  expect(targetIndex(both, 'valve')).toBe(1);
});

test('a file of numbers without a first line speaks of the cycles in their order', () => {
  expect(readLabels('3\t100\t0\n20\t90\t1\n')).toMatchObject({ hasHeader: false, targets: ['1', '2', '3'] });
  expect(readLabels('3\t100\n', ['cooler', 'valve']).targets).toEqual(['cooler', 'valve']);
});

test('what is wrong is said with its line', () => {
  expect(refusal(() => readLabels(''))).toContain('The file is empty');
  expect(refusal(() => readLabels('time,valve\n0,1\n'))).toContain('The first line is "time,valve"');
  expect(refusal(() => readLabels('cycle,valve\n0,1\nx,2\n'))).toContain('Line 3: "x" is no cycle number');
  expect(refusal(() => readLabels('cycle,valve\n0,1\n0,2\n'))).toContain('Line 3: cycle 0 was labelled before');
  expect(refusal(() => readLabels('cycle,valve\n0\n'))).toContain('Line 2 has 1 columns');
  expect(refusal(() => targetIndex(readLabels('cycle,valve\n0,1\n'), 'pump'))).toBe('target-unknown: They have: valve.');
});

test('without named runs a run is what neighbouring cycles with the same labels are', () => {
  expect([...runsFromLabels(readLabels('cycle,a,b\n0,1,1\n1,1,1\n2,1,2\n4,1,2\n'))]).toEqual([0, 0, 1, 2]);
});

test('a column called run names the runs', () => {
  expect([...runsFromLabels(readLabels('cycle,run,a\n0,7,1\n1,7,1\n2,8,1\n3,7,1\n'))]).toEqual([0, 0, 1, 0]);
});

test('labels with one kind, or a kind seen in one run only, are refused before anything is learned', () => {
  const table = { channels: ['p'], bins: 1, values: Float64Array.of(1, 2, 3, 4), cycles: Int32Array.of(0, 1, 2, 3) };
  const at = (texts: string[], runs: number[]) =>
    refusal(() => labelledTable({ table, texts, runs: Int32Array.from(runs), target: 'valve' }));
  expect(at(['1', '1', '1', ''], [0, 0, 1, 1])).toContain('"valve" has one value only (1)');
  expect(at(['1', '1', '2', '2'], [0, 1, 2, 2])).toContain('"valve" is 2 in one run only');
  expect(at(['1', '2', '1', '2'], [0, 1, 2, 3])).toBe('not refused');
});
