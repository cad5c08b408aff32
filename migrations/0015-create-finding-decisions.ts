import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('finding_decision', (table) => {
    table.string('id', 36).primary();
    table.string('system_id', 36).notNullable().references('id').inTable('hydraulic_system');
    table.string('recording_id', 36).notNullable().references('id').inTable('recording');
    table.string('fault_id', 10).notNullable();
    table.string('fault', 200).notNullable();
    table.double('confidence').notNullable();
    table.string('decision', 12).notNullable();
    table.string('reason', 2000).notNullable();
    table.string('created_at', 30).notNullable();
    table.string('created_by', 100).notNullable();
    table.string('withdrawn_at', 30);
    table.string('withdrawn_by', 100);
    table.string('withdrawn_reason', 2000);
    table.index(['system_id', 'id']);
    table.index(['recording_id']);
  });
  // One decision in force about a fault of a recording; withdrawn ones stay.
  await db.raw('CREATE UNIQUE INDEX finding_decision_in_force ON finding_decision (recording_id, fault_id) WHERE withdrawn_at IS NULL');
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('finding_decision');
}
