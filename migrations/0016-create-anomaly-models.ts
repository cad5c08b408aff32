import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('anomaly_model', (table) => {
    table.string('id', 36).primary();
    table.string('system_id', 36).notNullable().references('id').inTable('hydraulic_system');
    table.string('method', 20).notNullable();
    // Learning again makes the next version; older ones stay.
    table.integer('version').notNullable();
    table.boolean('is_newest').notNullable();
    table.text('summary').notNullable();
    table.text('model').notNullable();
    table.string('model_sha256', 64).notNullable();
    table.string('created_at', 30).notNullable();
    table.string('created_by', 100).notNullable();
    table.unique(['system_id', 'method', 'version']);
  });
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('anomaly_model');
}
