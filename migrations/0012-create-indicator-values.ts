import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('diagnosis', (table) => {
    table.text('operating_point');
  });
  await db.schema.createTable('indicator_value', (table) => {
    table.string('diagnosis_id', 36).notNullable().references('id').inTable('diagnosis').onDelete('CASCADE');
    table.string('indicator', 200).notNullable();
    table.string('recording_id', 36).notNullable().references('id').inTable('recording');
    table.string('system_id', 36).notNullable().references('id').inTable('hydraulic_system');
    // Copied from the diagnosis, so that a history reads one index.
    table.boolean('is_newest').notNullable();
    table.string('name', 300).notNullable();
    table.string('component', 200).notNullable();
    table.string('unit', 40).notNullable();
    table.string('state', 20).notNullable();
    table.double('value').notNullable();
    table.double('uncertainty');
    table.text('limit_used');
    table.primary(['diagnosis_id', 'indicator']);
    table.index(['system_id', 'is_newest', 'indicator']);
    table.index(['recording_id']);
  });
  await fill(db);
}

/** What diagnoses of before have found, page by page: their results may be large. */
async function fill(db: Knex): Promise<void> {
  for (let after = ''; ; ) {
    const rows: { id: string; recording_id: string; system_id: string; is_newest: unknown; result: string }[] = await db('diagnosis')
      .join('recording', 'recording.id', 'diagnosis.recording_id')
      .where('diagnosis.id', '>', after)
      .orderBy('diagnosis.id')
      .limit(20)
      .select('diagnosis.id', 'diagnosis.recording_id', 'recording.system_id', 'diagnosis.is_newest', 'diagnosis.result');
    for (const row of rows) await db.batchInsert('indicator_value', valuesOf(row), 50);
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
  }
}

/** As the product does it (server/diagnostics/outlooks), written out: a migration must not change with the code. */
function valuesOf(row: { id: string; recording_id: string; system_id: string; is_newest: unknown; result: string }): object[] {
  const { indicators } = JSON.parse(row.result) as {
    indicators: {
      id: string;
      name: string;
      component: string;
      unit: string;
      state: string;
      value: number | null;
      uncertainty: number | null;
      limit: object | null;
      trend: { values: (number | null)[] } | null;
    }[];
  };
  return indicators.flatMap((indicator) => {
    const seen = (indicator.trend?.values ?? []).filter((value) => value !== null).sort((a, b) => a - b);
    const middle = ((seen[(seen.length - 1) >> 1] ?? 0) + (seen[seen.length >> 1] ?? 0)) / 2;
    const value = seen.length > 0 ? middle : indicator.value;
    if (value === null) return [];
    const { id, name, component, unit, state, uncertainty, limit } = indicator;
    const { recording_id, system_id, is_newest } = row;
    const own = { indicator: id, name, component, unit, state, value, uncertainty, limit_used: limit && JSON.stringify(limit) };
    return [{ diagnosis_id: row.id, recording_id, system_id, is_newest, ...own }];
  });
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('indicator_value');
  await db.schema.alterTable('diagnosis', (table) => {
    table.dropColumn('operating_point');
  });
}
