import type { ImportReport } from '../../../../server/measurements/import-report.schema.ts';

export interface RowSum {
  readonly lines: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly skipped: number;
  /** Every line of every file is accounted for. */
  readonly isSound: boolean;
}

/** Adds up the lines of all files; null for recordings that were imported before lines were counted by file. */
export function rowSumOf({ files, rejectedRows }: ImportReport): RowSum | null {
  const sum = { lines: 0, accepted: 0, rejected: 0, skipped: 0 };
  for (const { lines, acceptedRows, rejectedRows: rejected, skippedLines } of files) {
    if (lines === undefined || acceptedRows === undefined || rejected === undefined || skippedLines === undefined) return null;
    sum.lines += lines;
    sum.accepted += acceptedRows;
    sum.rejected += rejected;
    sum.skipped += skippedLines;
  }
  const isSound = sum.lines === sum.accepted + sum.rejected + sum.skipped && sum.skipped >= 0 && sum.rejected === rejectedRows;
  return { ...sum, isSound };
}
