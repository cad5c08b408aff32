import { type Db, isUniqueViolation } from '../../platform/database/database.ts';
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
    const row = await db<Row>(table).where({ scope }).max({ n: 'ordinal' }).first();
    // Numbers of another pattern may look alike: whatever is taken is passed over.
    for (let ordinal = Number(row?.n ?? 0) + 1; ; ordinal++) {
      const number = numberOf(scope, ordinal);
      const isTaken = await db<Row>(table).where({ number }).first('number');
      if (isTaken) continue;
      try {
        await db<Row>(table).insert({ number, scope, ordinal, job_id: by.jobId, reserved_at: by.at, reserved_by: by.name });
        return number;
      } catch (error) {
        if (!isUniqueViolation(error)) throw error;
        break;
      }
    }
  }
}
