import type { Knex } from 'knex';

/**
 * Reports get versions, what they were made of, signatures, and a number scheme. What was written so far stays as version 1 with the
 * status it had; it has no frozen input, so it must be written anew before anybody can sign it.
 */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('report', (table) => {
    table.dropUnique(['number']);
    table.integer('version').notNullable().defaultTo(1);
    table.integer('revision').notNullable().defaultTo(1);
    table.text('source').notNullable().defaultTo('{}');
    table.text('composition').notNullable().defaultTo('{}');
    table.string('formats', 200).notNullable().defaultTo('pdf,html,json,csv');
    table.string('input_sha256', 64);
    table.string('content_sha256', 64);
    table.string('supersedes_id', 36);
    table.text('differences');
    table.string('status_reason', 2000);
    table.string('status_at', 30);
    table.string('status_by', 100);
    table.unique(['number', 'version']);
    table.index(['input_sha256']);
    table.index(['content_sha256']);
    table.index(['status', 'id']);
  });
  // Of a number at most one version is being worked on, and at most one is in force.
  await db.raw("CREATE UNIQUE INDEX report_open ON report (number) WHERE status IN ('draft', 'in-review')");
  await db.raw("CREATE UNIQUE INDEX report_issued ON report (number) WHERE status = 'issued'");
  await createSignatures(db);
  await createNumbers(db);
  await carryOver(db);
}

async function createSignatures(db: Knex): Promise<void> {
  await db.schema.createTable('report_signature', (table) => {
    table.string('id', 36).primary();
    table.string('report_id', 36).notNullable().references('id').inTable('report').onDelete('CASCADE');
    table.string('meaning', 12).notNullable();
    table.string('user_id', 36).notNullable();
    table.string('user_name', 64).notNullable();
    table.string('display_name', 200).notNullable();
    table.string('signed_at', 30).notNullable();
    table.integer('revision').notNullable();
    table.string('content_sha256', 64).notNullable();
    table.boolean('has_second_person').notNullable();
    table.string('key_fingerprint', 100).notNullable();
    table.string('seal', 200).notNullable();
    table.string('voided_at', 30);
    table.string('voided_by', 100);
    table.string('void_reason', 2000);
    table.index(['report_id']);
    table.index(['user_id']);
  });
  await db.raw('CREATE UNIQUE INDEX report_signature_meaning ON report_signature (report_id, meaning) WHERE voided_at IS NULL');
  await db.schema.createTable('report_recording', (table) => {
    table.string('report_id', 36).notNullable().references('id').inTable('report').onDelete('CASCADE');
    table.string('recording_id', 36).notNullable().references('id').inTable('recording');
    table.string('diagnosis_id', 36).references('id').inTable('diagnosis');
    table.primary(['report_id', 'recording_id']);
    table.index(['recording_id']);
    table.index(['diagnosis_id']);
  });
}

async function createNumbers(db: Knex): Promise<void> {
  await db.schema.createTable('report_number', (table) => {
    table.string('number', 40).primary();
    table.string('scope', 80).notNullable();
    table.integer('ordinal').notNullable();
    table.string('job_id', 36);
    table.string('reserved_at', 30).notNullable();
    table.string('reserved_by', 100).notNullable();
    table.string('dropped_at', 30);
    table.string('dropped_by', 100);
    table.string('dropped_title', 300);
    table.index(['scope', 'ordinal']);
    table.index(['job_id']);
  });
  await db.schema.createTable('report_setting', (table) => {
    table.string('name', 20).primary();
    table.boolean('requires_second_person').notNullable();
    table.string('number_pattern', 60).notNullable();
    table.integer('version').notNullable();
    table.string('updated_at', 30).notNullable();
    table.string('updated_by', 100).notNullable();
  });
}

interface OldReport {
  id: string;
  number: string;
  recording_id: string;
  diagnosis_id: string;
  created_at: string;
  created_by: string;
}

async function carryOver(db: Knex): Promise<void> {
  for (let after = ''; ; ) {
    const rows: OldReport[] = await db('report')
      .where('id', '>', after)
      .orderBy('id')
      .limit(200)
      .select('id', 'number', 'recording_id', 'diagnosis_id', 'created_at', 'created_by');
    for (const { id, number, recording_id, diagnosis_id, created_at, created_by } of rows) {
      const source = JSON.stringify({ kind: 'diagnosis', recordingId: recording_id });
      await db('report').where({ id }).update({ source, status_at: created_at, status_by: created_by });
      await db('report_recording').insert({ report_id: id, recording_id, diagnosis_id });
      const [year = '', ordinal = '0'] = number.split('-');
      const reserved = { reserved_at: created_at, reserved_by: created_by };
      await db('report_number').insert({ number, scope: `${year}-{n:5}`, ordinal: Number(ordinal), ...reserved });
    }
    const last = rows.at(-1);
    if (!last) break;
    after = last.id;
  }
  // A file belongs to a status from now on: what was issued stays as it is when a marked copy is written beside it.
  const files: { report_id: string }[] = await db('report_file').select('*');
  const statusOf = new Map((await db('report').select('id', 'status')).map(({ id, status }) => [id as string, status as string]));
  await db.schema.dropTable('report_file');
  await db.schema.createTable('report_file', (table) => {
    table.string('report_id', 36).notNullable().references('id').inTable('report').onDelete('CASCADE');
    table.string('status', 12).notNullable();
    table.string('format', 10).notNullable();
    table.string('name', 255).notNullable();
    table.string('sha256', 64).notNullable().index();
    table.bigInteger('bytes').notNullable();
    table.primary(['report_id', 'status', 'format']);
  });
  await db.batchInsert(
    'report_file',
    files.map((file) => ({ ...file, status: statusOf.get(file.report_id) ?? 'draft' })),
    50,
  );
}

/** For the tests of migrations only: versions and signatures have no way back; empty tables stand in for what 0006 takes away. */
export async function down(db: Knex): Promise<void> {
  for (const table of ['report_setting', 'report_number', 'report_recording', 'report_signature']) await db.schema.dropTable(table);
  await db.raw('DROP INDEX report_open');
  await db.raw('DROP INDEX report_issued');
  await db.schema.dropTable('report_file');
  await db.schema.dropTable('report');
  await db.schema.createTable('report', (table) => table.string('id', 36).primary());
  await db.schema.createTable('report_file', (table) => table.string('report_id', 36).primary());
}
