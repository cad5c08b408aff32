import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('report', (table) => {
    table.string('id', 36).primary();
    table.string('number', 40).notNullable().unique();
    table.string('title', 300).notNullable();
    table.string('recording_id', 36).notNullable().references('id').inTable('recording');
    table.string('diagnosis_id', 36).notNullable().references('id').inTable('diagnosis');
    table.string('status', 12).notNullable();
    table.string('created_at', 30).notNullable();
    table.string('created_by', 100).notNullable();
    table.index(['recording_id', 'id']);
    table.index(['diagnosis_id']);
  });
  await db.schema.createTable('report_file', (table) => {
    table.string('report_id', 36).notNullable().references('id').inTable('report').onDelete('CASCADE');
    table.string('format', 10).notNullable();
    table.string('name', 255).notNullable();
    table.string('sha256', 64).notNullable().index();
    table.bigInteger('bytes').notNullable();
    table.primary(['report_id', 'format']);
  });
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('report_file');
  await db.schema.dropTable('report');
}
