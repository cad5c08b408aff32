import type { Knex } from 'knex';

/** What a company puts on its reports; a draft keeps a copy of the version that was chosen. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('report_template', (table) => {
    table.string('id', 36).primary();
    table.string('name', 200).notNullable().unique();
    table.boolean('is_default').notNullable();
    table.integer('version').notNullable();
  });
  // At most one is the default.
  await db.raw('CREATE UNIQUE INDEX report_template_default ON report_template (is_default) WHERE is_default');
  await db.schema.createTable('report_template_version', (table) => {
    table.string('template_id', 36).notNullable().references('id').inTable('report_template').onDelete('CASCADE');
    table.integer('version').notNullable();
    table.string('name', 200).notNullable();
    table.text('content').notNullable();
    table.string('logo_sha256', 64).index();
    table.string('logo_media_type', 20);
    table.integer('logo_bytes');
    table.string('created_at', 30).notNullable();
    table.string('created_by', 100).notNullable();
    table.primary(['template_id', 'version']);
  });
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('report_template_version');
  await db.schema.dropTable('report_template');
}
