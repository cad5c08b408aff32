import type { Knex } from 'knex';

/** Grades kept so far know indicators only: a component with an alarming finding must not stand there as normal. */
export async function up(db: Knex): Promise<void> {
  for (let after = ''; ; ) {
    const rows: Row[] = await db('diagnosis')
      .join('recording', 'recording.id', 'diagnosis.recording_id')
      .where('diagnosis.id', '>', after)
      .orderBy('diagnosis.id')
      .limit(20)
      .select('diagnosis.id', 'diagnosis.recording_id', 'recording.system_id', 'diagnosis.is_newest', 'diagnosis.result');
    for (const row of rows) await regrade(db, row);
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
  }
}

interface Row {
  id: string;
  recording_id: string;
  system_id: string;
  is_newest: unknown;
  result: string;
}
interface Finding {
  faultId: string;
  fault: string;
  confidence: number;
  grade: string;
  severity: number;
  componentKind?: string;
}
interface Kept {
  grade: string;
  reasons: string;
}

/** The kinds of the product's catalogue when this was written; what is not listed is a fault of the system as a whole. */
const kinds: Record<string, string> = {
  ...kindOf('pump', 'P', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 19]),
  ...kindOf('motor', 'P', [18]),
  ...kindOf('relief-valve', 'V', [1, 2, 3, 4]),
  ...kindOf('check-valve', 'V', [6, 7, 15]),
  ...kindOf('directional-valve', 'V', [8, 9, 10, 11, 12, 13]),
  ...kindOf('cylinder', 'C', [1, 2, 3, 4, 5, 6, 8]),
  ...kindOf('hydraulic-motor', 'C', [7]),
  ...kindOf('accumulator', 'A', [1, 2, 3, 4, 5]),
  ...kindOf('cooler', 'K', [1, 2, 3, 4]),
  ...kindOf('reservoir', 'K', [6]),
  ...kindOf('filter', 'F', [1, 2, 3]),
  ...kindOf('reservoir', 'F', [4]),
  ...kindOf('reservoir', 'O', [5]),
  ...kindOf('fluid', 'O', [1, 2, 3, 4]),
};

function kindOf(kind: string, letter: string, numbers: readonly number[]): Record<string, string> {
  return Object.fromEntries(numbers.map((number) => [`${letter}${String(number).padStart(2, '0')}`, kind]));
}

const mostReasons = 8;
const rank: Record<string, number> = { alarm: 3, warning: 2, normal: 1, unknown: 0 };

/** As the product does it (server/diagnostics/outlooks/component-grade.ts), written out: a migration must not change with the code. */
async function regrade(db: Knex, row: Row): Promise<void> {
  const { findings } = JSON.parse(row.result) as { findings: Finding[] };
  const named = findings.filter(({ faultId, confidence }) => confidence >= 0.4 && !/^I\d/.test(faultId));
  const component = (finding: Finding) => finding.componentKind ?? kinds[finding.faultId] ?? 'other';
  const stateOf = ({ grade, severity }: Finding) => (grade !== 'incipient' && severity >= 3 ? 'alarm' : 'warning');
  for (const kind of new Set(named.map(component))) {
    const own = named.filter((finding) => component(finding) === kind);
    const worst = own.some((finding) => stateOf(finding) === 'alarm') ? 'alarm' : 'warning';
    const key = { diagnosis_id: row.id, component: kind };
    const kept: Kept | undefined = await db('component_grade').where(key).first('grade', 'reasons');
    const grade = (rank[kept?.grade ?? 'unknown'] ?? 0) > (rank[worst] ?? 0) ? (kept?.grade ?? worst) : worst;
    const added = own
      .filter((finding) => stateOf(finding) === grade)
      .map(({ faultId, fault, confidence }) => ({
        ...{ indicator: faultId, name: fault, state: grade, value: null, unit: '', because: null, wouldNeed: null },
        finding: { faultId, confidence },
      }));
    const before = kept?.grade === grade ? (JSON.parse(kept.reasons) as object[]) : [];
    const reasons = JSON.stringify([...added, ...before].slice(0, mostReasons));
    const { recording_id, system_id, is_newest } = row;
    if (kept) await db('component_grade').where(key).update({ grade, reasons });
    else await db('component_grade').insert({ ...key, recording_id, system_id, is_newest, grade, judged: 0, total: 0, reasons });
  }
}

export async function down(): Promise<void> {
  // What the findings added is right for an older version, too.
}
