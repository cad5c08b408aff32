import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('derived_channel', (table) => {
    table.string('id', 36).primary();
    table.string('recording_id', 36).notNullable().references('id').inTable('recording').onDelete('CASCADE');
    table.integer('channel_index').notNullable();
    table.string('name', 200).notNullable();
    // Empties when the channel is deleted, so that its name may be used again; the row stays, so that its index is not.
    table.string('name_key', 200);
    table.string('quantity', 40).notNullable();
    table.string('unit', 20).notNullable();
    table.text('expression').notNullable();
    table.text('sources').notNullable();
    table.string('series_sha256', 64).notNullable().index();
    table.bigInteger('series_bytes').notNullable();
    table.double('interval_ms');
    table.bigInteger('sample_count').notNullable();
    table.bigInteger('valid_count').notNullable();
    table.double('min_value');
    table.double('max_value');
    table.double('mean_value');
    table.string('created_at', 30).notNullable();
    table.string('created_by', 100).notNullable();
    table.string('deleted_at', 30);
    table.unique(['recording_id', 'channel_index']);
    table.unique(['recording_id', 'name_key']);
  });
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('derived_channel');
}
