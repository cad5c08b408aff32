import type { ImportPart, RejectReason, ReportedFile } from '../import.types.ts';
import type { RejectedRows } from '../quality/rejected-rows.ts';

/** Counts the lines of one file of a recording while it is read. */
export interface PartAccount {
  /** `accepted`: rows accepted since the file was begun; `newestBeforeMs` and `firstMs`: see `ReportedFile.gapBefore_s`. */
  close(read: { lines: number; accepted: number; newestBeforeMs: number; firstMs: number }): ReportedFile;
}

/** Begin before the first line of the part is read; the rejected rows of all files stand in one list. */
export function beginPart(part: ImportPart, rejected: RejectedRows): PartAccount {
  const before = { count: rejected.count, byReason: { ...rejected.byReason } };
  return {
    close({ lines, accepted, newestBeforeMs, firstMs }) {
      const rejectedRows = rejected.count - before.count;
      const gap = (firstMs - newestBeforeMs) / 1000;
      return {
        name: part.name,
        sha256: part.sha256,
        bytes: part.source.bytes,
        container: part.container,
        lines,
        acceptedRows: accepted,
        rejectedRows,
        skippedLines: lines - accepted - rejectedRows,
        rejectedByReason: difference(rejected.byReason, before.byReason),
        gapBefore_s: Number.isFinite(gap) ? gap : null,
      };
    },
  };
}

type Counts = Readonly<Partial<Record<RejectReason, number>>>;

function difference(after: Counts, before: Counts): Counts {
  const reasons = Object.keys(after) as RejectReason[];
  const counts = reasons.map((reason) => [reason, (after[reason] ?? 0) - (before[reason] ?? 0)] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}
