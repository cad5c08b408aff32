import { readDatabaseCopy, type Soundness } from './database-copy.ts';

/** What a data folder holds about re-evaluations, read past the product. */
export interface StoredEvaluations extends Soundness {
  readonly diagnoses: number;
  readonly newest: number;
  readonly doubledNewest: number;
  /** Newest diagnoses whose component grades are there and known as the newest. */
  readonly gradesOfNewest: number;
  /** `ends`: how often the audit trail says that the run is done. */
  readonly runs: readonly { readonly id: string; readonly items: number; readonly ends: number }[];
}

export function readEvaluations(dataDir: string): StoredEvaluations {
  return readDatabaseCopy(dataDir, (db) => {
    const count = (sql: string) => Number(db.prepare(sql).pluck().get());
    return {
      diagnoses: count('SELECT count(*) FROM diagnosis'),
      newest: count('SELECT count(*) FROM diagnosis WHERE is_newest = 1'),
      doubledNewest: count(
        'SELECT count(*) FROM (SELECT recording_id FROM diagnosis WHERE is_newest = 1 GROUP BY recording_id HAVING count(*) > 1)',
      ),
      gradesOfNewest: count(
        'SELECT count(DISTINCT g.diagnosis_id) FROM component_grade g JOIN diagnosis d ON d.id = g.diagnosis_id AND d.is_newest = 1 WHERE g.is_newest = 1',
      ),
      runs: db
        .prepare(
          `SELECT r.id, (SELECT count(*) FROM reevaluation_item i WHERE i.reevaluation_id = r.id) AS items,
             (SELECT count(*) FROM audit_event a WHERE a.action = 'reevaluation.done' AND a.subject_id = r.id) AS ends FROM reevaluation r`,
        )
        .all() as StoredEvaluations['runs'],
    };
  });
}
