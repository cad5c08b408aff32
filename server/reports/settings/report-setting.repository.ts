import { type Db, isUniqueViolation } from '../../platform/database/database.ts';
import type { ReportSettings } from './report-setting.schema.ts';

interface Row {
  /** One row only, with this name. */
  name: 'reports';
  requires_second_person: number | boolean;
  number_pattern: string;
  version: number;
  updated_at: string;
  updated_by: string;
}
const table = 'report_setting';
const name = 'reports';

export type StoredSettings = Omit<ReportSettings, 'preview'>;

export async function findSettings(db: Db): Promise<StoredSettings | undefined> {
  const row = await db<Row>(table).where({ name }).first();
  return (
    row && {
      requiresSecondPerson: Boolean(row.requires_second_person),
      numberPattern: row.number_pattern,
      version: row.version,
      updatedAt: row.updated_at,
      updatedBy: row.updated_by,
    }
  );
}

/** @returns false when somebody else changed them since `before` */
export async function replaceSettings(
  db: Db,
  before: number,
  now: StoredSettings & { updatedAt: string; updatedBy: string },
): Promise<boolean> {
  const values = {
    requires_second_person: now.requiresSecondPerson,
    number_pattern: now.numberPattern,
    version: now.version,
    updated_at: now.updatedAt,
    updated_by: now.updatedBy,
  };
  if (before > 0) return (await db<Row>(table).where({ name, version: before }).update(values)) === 1;
  return db<Row>(table)
    .insert({ name, ...values })
    .then(
      () => true,
      (error: unknown) => (isUniqueViolation(error) ? false : Promise.reject(error)),
    );
}
