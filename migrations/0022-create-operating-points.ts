import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('operating_point', (table) => {
    table.string('id', 36).primary();
    table.string('system_id', 36).notNullable().references('id').inTable('hydraulic_system');
    table.string('name', 200).notNullable();
    table.text('within').notNullable();
    table.integer('version').notNullable();
    table.string('created_at', 30).notNullable();
    table.string('created_by', 100).notNullable();
    table.string('updated_at', 30).notNullable();
    table.string('updated_by', 100).notNullable();
    table.unique(['system_id', 'name']);
  });
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('operating_point');
}
