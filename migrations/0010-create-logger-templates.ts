import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('logger_template', (table) => {
    table.string('id', 36).primary();
    table.string('name', 100).notNullable().unique();
    table.string('fingerprint', 64).notNullable().unique();
    table.text('fingerprint_parts').notNullable();
    table.integer('version').notNullable();
    table.string('created_at', 30).notNullable();
    table.string('created_by', 100).notNullable();
  });
  await db.schema.createTable('logger_template_version', (table) => {
    table.string('template_id', 36).notNullable().references('id').inTable('logger_template').onDelete('CASCADE');
    table.integer('version').notNullable();
    table.text('answers').notNullable();
    table.string('note', 2000);
    table.string('created_at', 30).notNullable();
    table.string('created_by', 100).notNullable();
    table.primary(['template_id', 'version']);
  });
  await db.schema.createTable('channel_mapping', (table) => {
    table.string('system_id', 36).notNullable().references('id').inTable('hydraulic_system');
    table.string('fingerprint', 64).notNullable();
    table.string('name', 200).notNullable();
    table.text('target').notNullable();
    table.string('confirmed_at', 30).notNullable();
    table.string('confirmed_by', 100).notNullable();
    table.primary(['system_id', 'fingerprint', 'name']);
  });
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('channel_mapping');
  await db.schema.dropTable('logger_template_version');
  await db.schema.dropTable('logger_template');
}
