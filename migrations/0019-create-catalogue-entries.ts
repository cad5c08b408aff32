import type { Knex } from 'knex';

/** The plant's own versions of catalogue entries: proposed, approved by a second person, superseded and kept. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('catalogue_entry', (table) => {
    table.string('id', 36).primary();
    table.string('fault_id', 10).notNullable();
    table.integer('version').notNullable();
    table.string('state', 12).notNullable();
    table.boolean('is_retirement').notNullable();
    table.text('content').notNullable();
    table.string('source', 300).notNullable();
    table.string('reason', 2000).notNullable();
    table.string('proposed_at', 30).notNullable();
    table.string('proposed_by', 100).notNullable();
    table.string('decided_at', 30);
    table.string('decided_by', 100);
    table.string('decision_reason', 2000);
    table.boolean('has_second_person');
    // Counts the approvals of the whole plant: the number that a diagnosis writes down.
    table.integer('plant_version').unique();
    table.unique(['fault_id', 'version']);
  });
  for (const state of ['approved', 'proposed'])
    await db.raw(`CREATE UNIQUE INDEX catalogue_entry_${state} ON catalogue_entry (fault_id) WHERE state = '${state}'`);
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('catalogue_entry');
}
