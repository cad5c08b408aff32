import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('annotation', (table) => {
    table.string('id', 36).primary();
    table.string('recording_id', 36).notNullable().references('id').inTable('recording').onDelete('CASCADE');
    table.integer('channel_index');
    table.double('from_ms').notNullable();
    // Null: a point in time.
    table.double('to_ms');
    table.text('text').notNullable();
    table.text('tags').notNullable();
    table.boolean('in_report').notNullable();
    table.integer('version').notNullable();
    table.string('created_at', 30).notNullable();
    table.string('created_by', 100).notNullable();
    table.string('updated_at', 30).notNullable();
    table.index(['recording_id', 'from_ms', 'id']);
  });
  await db.schema.createTable('plot_view', (table) => {
    table.string('id', 36).primary();
    table.string('system_id', 36).notNullable().references('id').inTable('hydraulic_system').onDelete('CASCADE');
    table.string('name', 200).notNullable();
    table.string('name_key', 200).notNullable();
    table.text('state').notNullable();
    table.boolean('shared').notNullable();
    table.integer('version').notNullable();
    table.string('created_at', 30).notNullable();
    table.string('created_by', 100).notNullable();
    table.string('updated_at', 30).notNullable();
    // Everybody names their own views.
    table.unique(['system_id', 'created_by', 'name_key']);
    table.index(['system_id', 'name_key', 'id']);
  });
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('plot_view');
  await db.schema.dropTable('annotation');
}
