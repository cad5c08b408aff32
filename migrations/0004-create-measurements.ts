import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('raw_file', (table) => {
    table.string('sha256', 64).primary();
    table.string('name', 255).notNullable();
    table.bigInteger('bytes').notNullable();
    table.string('created_at', 30).notNullable();
    table.string('created_by', 100).notNullable();
  });
  await db.schema.createTable('recording', (table) => {
    table.string('id', 36).primary();
    table.string('system_id', 36).notNullable().references('id').inTable('hydraulic_system');
    table.string('name', 200).notNullable();
    // SHA-256 over the hashes of its raw files: the same bytes are imported once per system.
    table.string('content_key', 64).notNullable();
    table.string('clock', 10).notNullable();
    table.string('started_at', 30);
    table.double('duration_ms').notNullable();
    table.double('cycle_length_ms');
    table.integer('cycle_count');
    table.integer('channel_count').notNullable();
    table.bigInteger('sample_count').notNullable();
    table.string('series_sha256', 64).notNullable().index();
    table.bigInteger('series_bytes').notNullable();
    table.string('rejected_sha256', 64).index();
    table.text('import_report').notNullable();
    table.string('importer_version', 40).notNullable();
    table.string('created_at', 30).notNullable();
    table.string('created_by', 100).notNullable();
    table.unique(['system_id', 'content_key']);
    table.index(['system_id', 'id']);
  });
  await db.schema.createTable('recording_file', (table) => {
    table.string('recording_id', 36).notNullable().references('id').inTable('recording').onDelete('CASCADE');
    table.integer('position').notNullable();
    table.string('sha256', 64).notNullable().references('sha256').inTable('raw_file');
    table.string('name', 255).notNullable();
    table.primary(['recording_id', 'position']);
    table.index(['sha256']);
  });
  await db.schema.createTable('recording_channel', (table) => {
    table.string('recording_id', 36).notNullable().references('id').inTable('recording').onDelete('CASCADE');
    table.integer('channel_index').notNullable();
    table.string('channel_id', 36).references('id').inTable('channel');
    table.string('name', 200).notNullable();
    table.string('quantity', 40).notNullable();
    table.string('unit', 20).notNullable();
    table.string('unit_written', 40);
    table.string('signal', 20);
    table.integer('time_base').notNullable();
    table.integer('position').notNullable();
    table.double('interval_ms');
    table.bigInteger('sample_count').notNullable();
    table.bigInteger('valid_count').notNullable();
    table.double('min_value');
    table.double('max_value');
    table.double('mean_value');
    table.primary(['recording_id', 'channel_index']);
    table.index(['channel_id']);
  });
}

export async function down(db: Knex): Promise<void> {
  for (const table of ['recording_channel', 'recording_file', 'recording', 'raw_file']) await db.schema.dropTable(table);
}
