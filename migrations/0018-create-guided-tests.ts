import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('guided_test_run', (table) => {
    table.string('id', 36).primary();
    table.string('system_id', 36).notNullable().references('id').inTable('hydraulic_system');
    table.string('test_id', 40).notNullable();
    // The test as it was shown: a later version must not change what a technician is said to have done.
    table.text('test').notNullable();
    table.string('note', 2000);
    table.string('baseline_run_id', 36).references('id').inTable('guided_test_run');
    table.string('created_at', 30).notNullable();
    table.string('created_by', 100).notNullable();
    table.index(['system_id', 'id']);
  });
  await db.schema.createTable('guided_test_step', (table) => {
    table.string('run_id', 36).notNullable().references('id').inTable('guided_test_run');
    table.string('step_id', 40).notNullable();
    table.string('done_at', 30);
    table.string('done_by', 100);
    table.string('note', 2000);
    table.primary(['run_id', 'step_id']);
  });
  await db.schema.createTable('guided_test_evaluation', (table) => {
    table.string('id', 36).primary();
    table.string('run_id', 36).notNullable().references('id').inTable('guided_test_run');
    table.string('recording_id', 36).notNullable().references('id').inTable('recording');
    table.boolean('is_newest').notNullable();
    table.string('state', 20).notNullable();
    table.text('result').notNullable();
    table.string('result_sha256', 64).notNullable();
    table.string('engine_version', 20).notNullable();
    table.string('created_at', 30).notNullable();
    table.string('created_by', 100).notNullable();
    table.index(['run_id', 'id']);
    table.index(['recording_id']);
  });
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('guided_test_evaluation');
  await db.schema.dropTable('guided_test_step');
  await db.schema.dropTable('guided_test_run');
}
