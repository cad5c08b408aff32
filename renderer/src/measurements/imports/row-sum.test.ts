import { expect, it } from 'vitest';
import type { ImportReport } from '../../../../server/measurements/import-report.schema.ts';
import { rowSumOf } from './row-sum.ts';

const file = { name: 'a', sha256: '', bytes: 1, container: null };
const report = (files: ImportReport['files'], rejectedRows: number) => ({ files, rejectedRows }) as ImportReport;

it('adds the lines of all files, and says when a line is missing', () => {
  const one = { ...file, lines: 12, acceptedRows: 9, rejectedRows: 2, skippedLines: 1 };
  expect(rowSumOf(report([one, one], 4))).toEqual({ lines: 24, accepted: 18, rejected: 4, skipped: 2, isSound: true });
  expect(rowSumOf(report([{ ...one, lines: 13 }], 2))?.isSound).toBe(false);
  expect(rowSumOf(report([one], 3))?.isSound).toBe(false);
});

it('is not there for recordings whose lines were not counted by file', () => {
  expect(rowSumOf(report([file], 0))).toBeNull();
});
