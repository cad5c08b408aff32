import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('diagnosis', (table) => {
    table.string('id', 36).primary();
    table.string('recording_id', 36).notNullable().references('id').inTable('recording');
    table.boolean('is_newest').notNullable();
    table.text('result').notNullable();
    table.string('result_sha256', 64).notNullable();
    table.string('engine_version', 20).notNullable();
    table.string('catalogue_version', 20).notNullable();
    table.string('created_at', 30).notNullable();
    table.string('created_by', 100).notNullable();
    table.index(['recording_id', 'id']);
  });
  await db.schema.createTable('finding', (table) => {
    table.string('id', 36).primary();
    table.string('diagnosis_id', 36).notNullable().references('id').inTable('diagnosis').onDelete('CASCADE');
    table.string('recording_id', 36).notNullable().references('id').inTable('recording');
    table.string('system_id', 36).notNullable().references('id').inTable('hydraulic_system');
    // Copied from the diagnosis, so that the list of current findings reads one index.
    table.boolean('is_newest').notNullable();
    table.string('fault_id', 10).notNullable();
    table.string('fault', 200).notNullable();
    table.double('confidence').notNullable();
    table.integer('severity').notNullable();
    table.string('grade', 20).notNullable();
    table.text('sentence').notNullable();
    table.string('created_at', 30).notNullable();
    table.index(['is_newest', 'id']);
    table.index(['system_id', 'is_newest', 'id']);
    table.index(['diagnosis_id']);
    table.index(['recording_id']);
  });
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('finding');
  await db.schema.dropTable('diagnosis');
}
