import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('data_export', (table) => {
    table.string('id', 36).primary();
    table.string('job_id', 36).notNullable().unique().references('id').inTable('job');
    table.text('request').notNullable();
    // What became of it, once it is there.
    table.text('tables');
    table.string('name', 100);
    table.string('sha256', 64);
    table.bigInteger('bytes');
    table.string('made_at', 30);
    table.string('expires_at', 30);
    table.string('removed_at', 30);
    table.string('created_at', 30).notNullable();
    table.string('created_by', 100).notNullable();
    table.index(['sha256']);
  });
  await db.schema.createTable('report_batch', (table) => {
    table.string('id', 36).primary();
    table.string('job_id', 36).notNullable().unique().references('id').inTable('job');
    table.text('request').notNullable();
    table.string('created_at', 30).notNullable();
    table.string('created_by', 100).notNullable();
  });
  await db.schema.createTable('report_batch_item', (table) => {
    table.string('batch_id', 36).notNullable().references('id').inTable('report_batch').onDelete('CASCADE');
    table.integer('position').notNullable();
    // Stands for the job where a report is made: the number it reserves is its own.
    table.string('id', 36).notNullable();
    table.string('recording_id', 36);
    // No references: a batch stays on record when a system or a draft of its reports is gone.
    table.string('system_id', 36).notNullable();
    table.string('system_name', 200).notNullable();
    table.string('state', 12).notNullable();
    table.string('report_id', 36);
    table.text('problem');
    table.primary(['batch_id', 'position']);
  });
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('report_batch_item');
  await db.schema.dropTable('report_batch');
  await db.schema.dropTable('data_export');
}
