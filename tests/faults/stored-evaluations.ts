import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** What a data folder holds about re-evaluations, read past the product. */
export interface StoredEvaluations {
  readonly integrity: string;
  readonly diagnoses: number;
  readonly newest: number;
  readonly doubledNewest: number;
  /** Newest diagnoses whose component grades are there and known as the newest. */
  readonly gradesOfNewest: number;
  /** `ends`: how often the audit trail says that the run is done. */
  readonly runs: readonly { readonly id: string; readonly items: number; readonly ends: number }[];
}

/** Reads copies of database and log, so that looking does not repair what the next start must be able to repair itself. */
export function readEvaluations(dataDir: string): StoredEvaluations {
  const folder = mkdtempSync(join(tmpdir(), 'sightglass-look-'));
  try {
    for (const ending of ['', '-wal']) {
      const file = join(dataDir, `sightglass.sqlite${ending}`);
      if (existsSync(file)) copyFileSync(file, join(folder, `copy.sqlite${ending}`));
    }
    const db = new Database(join(folder, 'copy.sqlite'));
    const count = (sql: string) => Number(db.prepare(sql).pluck().get());
    const evaluations: StoredEvaluations = {
      integrity: String(db.pragma('integrity_check', { simple: true })),
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
    db.close();
    return evaluations;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
