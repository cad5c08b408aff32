import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('retention_policy', (table) => {
    table.string('system_id', 36).primary().references('id').inTable('hydraulic_system');
    table.integer('keep_days');
    table.boolean('allows_removal').notNullable();
    table.integer('version').notNullable();
    table.string('updated_at', 30).notNullable();
    table.string('updated_by', 100).notNullable();
  });
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('retention_policy');
}
