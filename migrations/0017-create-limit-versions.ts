import type { Knex } from 'knex';

interface OldLimit {
  id: string;
  system_id: string;
  subject_type: string;
  subject: string;
  unit: string;
  warning_low: number | null;
  warning_high: number | null;
  alarm_low: number | null;
  alarm_high: number | null;
  source_type: string;
  source_reference: string;
  created_at: string;
}

const note = 'In force before limits were approved by a second person';

/** Limits become versions that are proposed and approved; what was in force stays in force as version 1, and says that nobody approved it. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('limit_version', (table) => {
    table.string('id', 36).primary();
    table.string('system_id', 36).notNullable().references('id').inTable('hydraulic_system');
    table.string('subject_type', 20).notNullable();
    table.string('subject', 200).notNullable();
    table.string('operating_point', 200).notNullable();
    table.integer('version').notNullable();
    table.string('state', 12).notNullable();
    table.boolean('is_retirement').notNullable();
    table.text('content').notNullable();
    table.string('reason', 2000).notNullable();
    table.string('proposed_at', 30).notNullable();
    table.string('proposed_by', 100).notNullable();
    table.string('decided_at', 30);
    table.string('decided_by', 100);
    table.string('decision_reason', 2000);
    table.boolean('has_second_person');
    table.unique(['system_id', 'subject_type', 'subject', 'operating_point', 'version']);
    table.index(['system_id', 'id']);
  });
  // At most one version of a limit is in force, and at most one waits for a decision.
  for (const state of ['approved', 'proposed'])
    await db.raw(
      `CREATE UNIQUE INDEX limit_version_${state} ON limit_version (system_id, subject_type, subject, operating_point) WHERE state = '${state}'`,
    );
  const old: OldLimit[] = await db('limit_value').orderBy('id');
  for (const row of old) await db('limit_version').insert(asVersion(row));
  await db.schema.dropTable('limit_value');
}

function asVersion(row: OldLimit): object {
  const content = {
    unit: row.unit,
    operatingPoint: null,
    warningLow: row.warning_low,
    warningHigh: row.warning_high,
    alarmLow: row.alarm_low,
    alarmHigh: row.alarm_high,
    deadband: null,
    delay: null,
    conditions: [],
    source: { type: row.source_type, reference: row.source_reference },
  };
  return {
    id: row.id,
    system_id: row.system_id,
    subject_type: row.subject_type,
    subject: row.subject,
    operating_point: '',
    version: 1,
    state: 'approved',
    is_retirement: false,
    content: JSON.stringify(content),
    reason: note,
    proposed_at: row.created_at,
    proposed_by: 'system',
    decided_at: row.created_at,
    decided_by: 'system',
    decision_reason: note,
    has_second_person: false,
  };
}

/** For the tests of migrations only: limits with several versions have no way back. */
export async function down(db: Knex): Promise<void> {
  await db.schema.createTable('limit_value', (table) => {
    table.string('id', 36).primary();
    table.string('system_id', 36).notNullable().references('id').inTable('hydraulic_system');
    table.string('subject_type', 20).notNullable();
    table.string('subject', 200).notNullable();
    table.string('unit', 20).notNullable();
    for (const value of ['warning_low', 'warning_high', 'alarm_low', 'alarm_high']) table.double(value);
    table.string('source_type', 20).notNullable();
    table.string('source_reference', 300).notNullable();
    table.string('created_at', 30).notNullable();
    table.unique(['system_id', 'subject_type', 'subject']);
  });
  await db.schema.dropTable('limit_version');
}
