import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('job', (table) => {
    table.string('id', 36).primary();
    table.string('kind', 40).notNullable();
    table.string('title', 300).notNullable();
    table.text('payload').notNullable();
    table.string('state', 12).notNullable();
    table.string('idempotency_key', 200);
    table.text('progress');
    table.integer('attempts').notNullable();
    table.integer('max_attempts').notNullable();
    table.boolean('cancel_requested').notNullable();
    table.string('run_after', 30).notNullable();
    table.string('lease_owner', 80);
    table.string('lease_until', 30);
    table.text('result');
    table.text('problem');
    table.string('created_by', 100).notNullable();
    table.string('created_at', 30).notNullable();
    table.string('started_at', 30);
    table.string('finished_at', 30);
    table.index(['state', 'id']);
  });
  // One job at a time per piece of work; finished ones do not stand in the way of asking again.
  await db.raw("CREATE UNIQUE INDEX job_active_key ON job (kind, idempotency_key) WHERE state IN ('queued', 'running')");
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('job');
}
