import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('user_account', (table) => {
    table.string('id', 36).primary();
    table.string('user_name', 64).notNullable();
    table.string('user_name_key', 64).notNullable().unique();
    table.string('display_name', 200).notNullable();
    table.string('role', 20).notNullable();
    table.string('password_hash', 300).notNullable();
    table.boolean('is_active').notNullable();
    table.string('created_at', 30).notNullable();
    table.string('last_login_at', 30);
  });
  await db.schema.createTable('session', (table) => {
    table.string('token_sha256', 64).primary();
    table.string('user_id', 36).notNullable().references('id').inTable('user_account').onDelete('CASCADE');
    table.string('created_at', 30).notNullable();
    table.string('expires_at', 30).notNullable().index();
    table.string('idle_until', 30).notNullable().index();
    table.index(['user_id']);
  });
  await db.schema.createTable('setup_token', (table) => {
    table.string('token_sha256', 64).primary();
    table.string('created_at', 30).notNullable();
    table.string('used_at', 30);
  });
  await db.schema.createTable('audit_event', (table) => {
    table.string('id', 36).primary();
    table.string('at', 30).notNullable();
    table.string('actor', 100).notNullable();
    table.string('action', 60).notNullable();
    table.string('subject_type', 40).notNullable();
    table.string('subject_id', 64);
    table.text('old_value');
    table.text('new_value');
    table.string('request_id', 64);
    table.index(['subject_id', 'id']);
  });
}

export async function down(db: Knex): Promise<void> {
  for (const table of ['audit_event', 'setup_token', 'session', 'user_account']) await db.schema.dropTable(table);
}
