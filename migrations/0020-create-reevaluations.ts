import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('diagnosis', (table) => {
    // What it was computed from, hashed by kind; null: made before this was kept.
    table.text('basis');
    // Copied from the result, so that a list of evaluations reads no results.
    table.string('verdict_state', 20);
    table.text('verdict_sentence');
  });
  await fillVerdicts(db);
  await db.schema.createTable('reevaluation', (table) => {
    table.string('id', 36).primary();
    table.string('job_id', 36).notNullable().unique().references('id').inTable('job');
    table.string('scope', 12).notNullable();
    // No references: a run stays on record when its recording or system is gone.
    table.string('recording_id', 36);
    table.string('system_id', 36);
    table.boolean('is_dry_run').notNullable();
    table.string('created_at', 30).notNullable();
    table.string('created_by', 100).notNullable();
  });
  await db.schema.createTable('reevaluation_item', (table) => {
    table.string('reevaluation_id', 36).notNullable().references('id').inTable('reevaluation').onDelete('CASCADE');
    table.string('recording_id', 36).notNullable().references('id').inTable('recording');
    table.string('outcome', 12).notNullable();
    table.string('before_id', 36);
    table.string('after_id', 36);
    table.string('result_sha256', 64);
    table.text('differences');
    table.text('problem');
    table.primary(['reevaluation_id', 'recording_id']);
    table.index(['recording_id']);
  });
}

/** Page by page: results may be large. */
async function fillVerdicts(db: Knex): Promise<void> {
  for (let after = ''; ; ) {
    const rows: { id: string; result: string }[] = await db('diagnosis')
      .where('id', '>', after)
      .orderBy('id')
      .limit(20)
      .select('id', 'result');
    for (const { id, result } of rows) {
      const { verdict } = JSON.parse(result) as { verdict: { state: string; sentence: string } };
      await db('diagnosis').where({ id }).update({ verdict_state: verdict.state, verdict_sentence: verdict.sentence });
    }
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
  }
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('reevaluation_item');
  await db.schema.dropTable('reevaluation');
  await db.schema.alterTable('diagnosis', (table) => {
    table.dropColumn('basis');
    table.dropColumn('verdict_state');
    table.dropColumn('verdict_sentence');
  });
}
