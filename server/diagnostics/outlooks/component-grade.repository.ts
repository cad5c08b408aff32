import type { Db } from '../../platform/database/database.ts';
import { type ComponentGrade, gradesOf } from './component-grade.ts';

interface Row {
  diagnosis_id: string;
  component: string;
  recording_id: string;
  system_id: string;
  is_newest: number | boolean;
  grade: string;
  judged: number;
  total: number;
  reasons: string;
}

/** A component in one recording of the system, by the recording's newest diagnosis. */
export interface StoredGrade extends ComponentGrade {
  readonly recordingId: string;
  readonly recordingName: string;
  /** null: the recording has no clock. */
  readonly at: string | null;
}

export async function insertGrades(
  db: Db,
  of: { diagnosisId: string; recordingId: string; systemId: string } & Parameters<typeof gradesOf>[0],
): Promise<void> {
  await db<Row>('component_grade').where({ recording_id: of.recordingId, is_newest: true }).update({ is_newest: false });
  const ids = { diagnosis_id: of.diagnosisId, recording_id: of.recordingId, system_id: of.systemId, is_newest: true };
  const rows = gradesOf(of).map((grade) => ({ ...ids, ...grade, reasons: JSON.stringify(grade.reasons) }));
  await db.batchInsert('component_grade', rows, 50);
}

export async function deleteGradesOf(db: Db, recordingId: string): Promise<void> {
  await db<Row>('component_grade').where({ recording_id: recordingId }).delete();
}

/** Kinds of components that any recording of the system says something about; those that were ever judged first told apart. */
export async function gradedComponents(db: Db, systemId: string): Promise<{ component: string; isJudged: boolean }[]> {
  const rows: { component: string; judged: number | string }[] = await db('component_grade')
    .where({ system_id: systemId, is_newest: true })
    .groupBy('component')
    .select('component')
    .max({ judged: 'judged' });
  return rows.map(({ component, judged }) => ({ component, isJudged: Number(judged) > 0 }));
}

/** The grades of some components, oldest recording first; of each at most the newest `most`. */
export async function readGrades(db: Db, asked: { systemId: string; components: readonly string[]; most: number }): Promise<StoredGrade[]> {
  const numbered = db('component_grade')
    .join('recording', 'recording.id', 'component_grade.recording_id')
    .where({ 'component_grade.system_id': asked.systemId, 'component_grade.is_newest': true })
    .whereIn('component_grade.component', [...asked.components])
    .select(
      'component_grade.*',
      'recording.name as recording_name',
      'recording.started_at',
      db.raw('row_number() over (partition by component_grade.component order by recording.started_at desc, recording.id desc) as place'),
    );
  const rows: (Row & { recording_name: string; started_at: string | null })[] = await db
    .from(numbered.as('numbered'))
    .where('place', '<=', asked.most)
    .orderBy(['component', { column: 'place', order: 'desc' }]);
  return rows.map((row) => ({
    ...{ component: row.component, grade: row.grade as StoredGrade['grade'], judged: row.judged, total: row.total },
    ...{ reasons: JSON.parse(row.reasons), recordingId: row.recording_id, recordingName: row.recording_name, at: row.started_at },
  }));
}
