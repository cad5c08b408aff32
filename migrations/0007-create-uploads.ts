import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  // What is on its way in: bytes that come from a browser, or a path that the desktop shell named.
  await db.schema.createTable('upload', (table) => {
    table.string('id', 36).primary();
    table.string('name', 255).notNullable();
    table.bigInteger('bytes');
    table.text('source_path');
    table.string('sha256', 64);
    table.string('created_by', 100).notNullable();
    table.string('created_at', 30).notNullable();
    table.string('expires_at', 30).notNullable().index();
    table.index(['created_by', 'id']);
  });
  // Files of before this rule have been imported: they are accepted as they are, and said to be unscanned.
  await db.schema.alterTable('raw_file', (table) => {
    table.string('kind', 20).notNullable().defaultTo('unknown');
    table.string('state', 12).notNullable().defaultTo('accepted');
    table.string('scan', 12).notNullable().defaultTo('unscanned');
    table.text('reason');
    table.index(['state', 'sha256']);
  });
}

export async function down(db: Knex): Promise<void> {
  for (const column of ['kind', 'state', 'scan', 'reason']) {
    if (column === 'state') await db.schema.alterTable('raw_file', (table) => table.dropIndex(['state', 'sha256']));
    await db.raw('ALTER TABLE ?? DROP COLUMN ??', ['raw_file', column]);
  }
  await db.schema.dropTable('upload');
}
