import { Problem } from '../../platform/problem.ts';
import type { Recording } from '../recording.schema.ts';
import type { Cycle, CyclePage } from './analysis.schema.ts';

export interface PageOfCycles {
  readonly limit?: number;
  readonly cursor?: string;
}

/** A page of all cycles; the cursor is the index of the first one on it. */
export function pageOfCycles(total: number, { limit = 50, cursor }: PageOfCycles, cycle: (index: number) => Cycle) {
  const from = cursor === undefined ? 0 : Number(cursor);
  if (cursor !== undefined && !/^\d{1,9}$/.test(cursor)) {
    throw new Problem('cursor-invalid', 400, 'The page cursor is not valid', {
      detail: 'Use the `next` value of the previous page unchanged, or start again without a cursor.',
    });
  }
  const to = Math.min(total, from + limit);
  const items = Array.from({ length: Math.max(0, to - from) }, (_, i) => cycle(from + i));
  return { total, items, ...(to < total && items.length > 0 ? { next: String(to) } : {}) };
}

/** The cycles that the logger's file states: all of one length, end to end. Undefined when it states none. */
export function cyclesOfFile({ cycleLengthMs, cycleCount }: Recording, page: PageOfCycles): CyclePage | undefined {
  if (cycleLengthMs === null || cycleCount === null || !(cycleLengthMs > 0)) return undefined;
  const cycle = (index: number) => ({ index, fromMs: index * cycleLengthMs, toMs: (index + 1) * cycleLengthMs });
  return { source: 'file', ...pageOfCycles(cycleCount, page, cycle) };
}
