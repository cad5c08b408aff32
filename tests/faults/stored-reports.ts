import { readDatabaseCopy, type Soundness } from './database-copy.ts';

export interface StoredReport {
  readonly id: string;
  readonly version: number;
  readonly status: string;
  readonly formats: string;
  readonly content_sha256: string;
  /** Signatures with the meaning "approved" that stand and are on this content. */
  readonly approvals: number;
  /** Times the audit trail says that it was issued, or superseded. */
  readonly issued: number;
  readonly superseded: number;
}

/** What a data folder holds about reports, read past the product. */
export interface StoredReports extends Soundness {
  /** The newest version first. */
  readonly reports: readonly StoredReport[];
  readonly files: readonly { readonly report_id: string; readonly status: string; readonly sha256: string }[];
}

export function readStoredReports(dataDir: string): StoredReports {
  return readDatabaseCopy(dataDir, (db) => ({
    reports: db
      .prepare(
        `SELECT r.id, r.version, r.status, r.formats, r.content_sha256,
           (SELECT count(*) FROM report_signature s WHERE s.report_id = r.id AND s.meaning = 'approved' AND s.voided_at IS NULL
              AND s.content_sha256 = r.content_sha256) AS approvals,
           (SELECT count(*) FROM audit_event a WHERE a.subject_id = r.id AND a.action = 'report.issued') AS issued,
           (SELECT count(*) FROM audit_event a WHERE a.subject_id = r.id AND a.action = 'report.superseded') AS superseded
         FROM report r ORDER BY r.version DESC`,
      )
      .all() as StoredReport[],
    files: db.prepare('SELECT report_id, status, sha256 FROM report_file').all() as StoredReports['files'][number][],
  }));
}
