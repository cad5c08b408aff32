import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('site', (table) => {
    table.string('id', 36).primary();
    table.string('name', 200).notNullable();
    table.string('name_key', 200).notNullable().unique();
    table.string('time_zone', 60).notNullable();
    table.string('created_at', 30).notNullable();
  });
  await db.schema.createTable('hydraulic_system', (table) => {
    table.string('id', 36).primary();
    table.string('site_id', 36).notNullable().references('id').inTable('site');
    table.string('name', 200).notNullable();
    table.string('name_key', 200).notNullable();
    table.string('tag', 60);
    table.text('note');
    table.boolean('is_simulated').notNullable();
    table.integer('version').notNullable();
    table.string('created_at', 30).notNullable();
    table.unique(['site_id', 'name_key']);
    table.index(['name_key', 'id']);
  });
  await db.schema.createTable('component', (table) => {
    table.string('id', 36).primary();
    table.string('system_id', 36).notNullable().references('id').inTable('hydraulic_system');
    table.string('kind', 30).notNullable();
    table.string('name', 200).notNullable();
    table.text('nameplate').notNullable();
    table.string('created_at', 30).notNullable();
    table.unique(['system_id', 'name']);
  });
  await db.schema.createTable('channel', (table) => {
    table.string('id', 36).primary();
    table.string('system_id', 36).notNullable().references('id').inTable('hydraulic_system');
    table.string('component_id', 36).references('id').inTable('component');
    table.string('name', 200).notNullable();
    table.string('quantity', 40).notNullable();
    table.string('unit', 20).notNullable();
    table.string('signal', 20);
    table.double('range_low');
    table.double('range_high');
    table.double('accuracy_percent_fs');
    table.string('created_at', 30).notNullable();
    table.unique(['system_id', 'name']);
    table.index(['component_id']);
  });
  await db.schema.createTable('limit_value', (table) => {
    table.string('id', 36).primary();
    table.string('system_id', 36).notNullable().references('id').inTable('hydraulic_system');
    table.string('subject_type', 20).notNullable();
    table.string('subject', 200).notNullable();
    table.string('unit', 20).notNullable();
    table.double('warning_low');
    table.double('warning_high');
    table.double('alarm_low');
    table.double('alarm_high');
    table.string('source_type', 20).notNullable();
    table.string('source_reference', 300).notNullable();
    table.string('created_at', 30).notNullable();
    table.unique(['system_id', 'subject_type', 'subject']);
  });
}

export async function down(db: Knex): Promise<void> {
  for (const table of ['limit_value', 'channel', 'component', 'hydraulic_system', 'site']) await db.schema.dropTable(table);
}
