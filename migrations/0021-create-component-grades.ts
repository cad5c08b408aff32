import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('component_grade', (table) => {
    table.string('diagnosis_id', 36).notNullable().references('id').inTable('diagnosis').onDelete('CASCADE');
    table.string('component', 200).notNullable();
    table.string('recording_id', 36).notNullable().references('id').inTable('recording');
    table.string('system_id', 36).notNullable().references('id').inTable('hydraulic_system');
    // Copied from the diagnosis, so that a history reads one index.
    table.boolean('is_newest').notNullable();
    table.string('grade', 20).notNullable();
    table.integer('judged').notNullable();
    table.integer('total').notNullable();
    table.text('reasons').notNullable();
    table.primary(['diagnosis_id', 'component']);
    table.index(['system_id', 'is_newest', 'component']);
    table.index(['recording_id']);
  });
  await fill(db);
}

interface Row {
  id: string;
  recording_id: string;
  system_id: string;
  is_newest: unknown;
  result: string;
}

/** What diagnoses of before have found, page by page: their results may be large. */
async function fill(db: Knex): Promise<void> {
  for (let after = ''; ; ) {
    const rows: Row[] = await db('diagnosis')
      .join('recording', 'recording.id', 'diagnosis.recording_id')
      .where('diagnosis.id', '>', after)
      .orderBy('diagnosis.id')
      .limit(20)
      .select('diagnosis.id', 'diagnosis.recording_id', 'recording.system_id', 'diagnosis.is_newest', 'diagnosis.result');
    for (const row of rows) await db.batchInsert('component_grade', gradesOf(row), 50);
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
  }
}

interface Indicator {
  id: string;
  name: string;
  component: string;
  unit: string;
  state: string;
  value: number | null;
  notComputable: { because: string; wouldNeed: string } | null;
}

/** As the product does it (server/diagnostics/outlooks/component-grade.ts), written out: a migration must not change with the code. */
const key: Record<string, string[]> = {
  pump: ['pump-volumetric-efficiency', 'case-drain-ratio', 'delivered-flow'],
  'directional-valve': ['valve-switching-delay'],
  accumulator: ['accumulator-precharge-deviation', 'accumulator-charging-time'],
  cooler: ['cooling-effectiveness', 'cooler-specific-capacity'],
  filter: ['filter-dp-normalised'],
  'relief-valve': ['maximum-pressure-ratio', 'flow-loss-share', 'relief-share'],
};

function gradesOf({ id, recording_id, system_id, is_newest, result }: Row): object[] {
  const { indicators } = JSON.parse(result) as { indicators: Indicator[] };
  const isJudged = ({ state }: Indicator) => ['normal', 'warning', 'alarm'].includes(state);
  return [...new Set(indicators.map(({ component }) => component))].map((component) => {
    const own = indicators.filter((one) => one.component === component);
    const deciding = own.filter((one) => key[component]?.includes(one.id) ?? true);
    const worst = ['alarm', 'warning'].find((state) => own.some((one) => one.state === state));
    const grade = worst ?? (deciding.some(isJudged) ? 'normal' : 'unknown');
    const named = grade === 'unknown' ? deciding : own.filter(({ state }) => state === grade);
    const reasons = named.slice(0, 8).map((one) => ({
      ...{ indicator: one.id, name: one.name, state: one.state, value: one.value, unit: one.unit },
      ...{ because: one.notComputable?.because ?? null, wouldNeed: one.notComputable?.wouldNeed ?? null },
    }));
    const counts = { judged: own.filter(isJudged).length, total: own.length };
    return { diagnosis_id: id, component, recording_id, system_id, is_newest, grade, ...counts, reasons: JSON.stringify(reasons) };
  });
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('component_grade');
}
