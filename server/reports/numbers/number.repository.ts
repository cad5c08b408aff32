import { type Db, isUniqueViolation } from '../../platform/database/database.ts';
import { readPage } from '../../platform/database/page.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import type { NumberGap } from '../settings/report-setting.schema.ts';
import { numberOf } from './number-pattern.ts';

interface Row {
  number: string;
  scope: string;
  ordinal: number;
  /** The job that reserved it; null: numbers from before reservations. */
  job_id: string | null;
  reserved_at: string;
  reserved_by: string;
  dropped_at: string | null;
  dropped_by: string | null;
  dropped_title: string | null;
}
const table = 'report_number';

/** A number is given once: the same job gets the same one again, and what a job did not use stays a gap that says why. */
export async function reserveNumber(db: Db, scope: string, by: { jobId: string; at: string; name: string }): Promise<string> {
  for (;;) {
    const mine = await db<Row>(table).where({ job_id: by.jobId }).first('number');
    if (mine) return mine.number;
    const [next] = await freeNumbers(db, scope, 1);
    if (next === undefined) throw new Error(`no number is free in ${scope}`);
    try {
      await db<Row>(table).insert({ ...next, scope, job_id: by.jobId, reserved_at: by.at, reserved_by: by.name });
      return next.number;
    } catch (error) {
      // Another job was faster: the one after it, then.
      if (!isUniqueViolation(error)) throw error;
    }
  }
}

/** The numbers that would be given next. */
export async function nextNumbers(db: Db, scope: string, count: number): Promise<string[]> {
  return (await freeNumbers(db, scope, count)).map(({ number }) => number);
}

/** Numbers of another pattern may look alike: whatever is taken is passed over. */
async function freeNumbers(db: Db, scope: string, count: number): Promise<Pick<Row, 'number' | 'ordinal'>[]> {
  const row = await db<Row>(table).where({ scope }).max({ n: 'ordinal' }).first();
  const free: Pick<Row, 'number' | 'ordinal'>[] = [];
  for (let ordinal = Number(row?.n ?? 0) + 1; free.length < count; ordinal++) {
    const number = numberOf(scope, ordinal);
    if (!(await db<Row>(table).where({ number }).first('number'))) free.push({ number, ordinal });
  }
  return free;
}

/** The last version of a number was deleted: the number stays taken, and says why nobody finds a report under it. */
export async function dropNumber(db: Db, number: string, why: { at: string; by: string; title: string }): Promise<void> {
  await db<Row>(table).where({ number }).update({ dropped_at: why.at, dropped_by: why.by, dropped_title: why.title });
}

export function listGaps(db: Db, request: PageRequest): Promise<Page<NumberGap>> {
  const query = db<Row>(table).whereNotIn('number', db('report').select('number'));
  return readPage<Row, NumberGap>(query, request, { columns: ['number'], descending: true, toItem: toGap });
}

function toGap(row: Row): NumberGap {
  return {
    number: row.number,
    reason: row.dropped_at === null ? 'never-written' : 'draft-deleted',
    title: row.dropped_title,
    at: row.dropped_at ?? row.reserved_at,
    by: row.dropped_by ?? row.reserved_by,
  };
}
