import type { Db } from '../platform/database/database.ts';
import { readPage } from '../platform/database/page.ts';
import type { Page, PageRequest } from '../platform/http/page.schema.ts';
import { type Report, type ReportFormat, reportFormats } from './report.schema.ts';

interface ReportRow {
  id: string;
  number: string;
  title: string;
  recording_id: string;
  diagnosis_id: string;
  status: Report['status'];
  created_at: string;
  created_by: string;
}
interface FileRow {
  report_id: string;
  format: ReportFormat;
  name: string;
  sha256: string;
  bytes: number | string;
}

export async function insertReport(db: Db, report: Report): Promise<void> {
  await db<ReportRow>('report').insert({
    id: report.id,
    number: report.number,
    title: report.title,
    recording_id: report.recordingId,
    diagnosis_id: report.diagnosisId,
    status: report.status,
    created_at: report.createdAt,
    created_by: report.createdBy,
  });
  await db.batchInsert(
    'report_file',
    report.files.map((file) => ({ report_id: report.id, ...file })),
    50,
  );
}

export async function findReport(db: Db, by: { id: string } | { number: string }): Promise<Report | undefined> {
  const row = await db<ReportRow>('report').where(by).first();
  return row && toReport(row, await filesOf(db, [row.id]));
}

export async function listReports(db: Db, request: PageRequest & { recordingId?: string }): Promise<Page<Report>> {
  const query = db<ReportRow>('report');
  if (request.recordingId) void query.where({ recording_id: request.recordingId });
  const page = await readPage<ReportRow, ReportRow>(query, request, { columns: ['id'], descending: true, toItem: (row) => row });
  const files = await filesOf(
    db,
    page.items.map((row) => row.id),
  );
  return { ...page, items: page.items.map((row) => toReport(row, files)) };
}

/** How many reports there are: the next number follows from it. */
export async function countReports(db: Db): Promise<number> {
  const row = await db<ReportRow>('report').count({ n: '*' }).first();
  return Number(row?.n ?? 0);
}

export async function knowsReportFile(db: Db, sha256: string): Promise<boolean> {
  const row: unknown = await db('report_file').where({ sha256 }).first('report_id');
  return Boolean(row);
}

function filesOf(db: Db, ids: readonly string[]): Promise<FileRow[]> {
  return db<FileRow>('report_file').whereIn('report_id', [...ids]);
}

function toReport(row: ReportRow, files: readonly FileRow[]): Report {
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    recordingId: row.recording_id,
    diagnosisId: row.diagnosis_id,
    status: row.status,
    files: files
      .filter((file) => file.report_id === row.id)
      .sort((a, b) => reportFormats.indexOf(a.format) - reportFormats.indexOf(b.format))
      .map(({ format, name, sha256, bytes }) => ({ format, name, sha256, bytes: Number(bytes) })),
    createdAt: row.created_at,
    createdBy: row.created_by,
  };
}

/** The number of a report that cites the recording: what a report rests on is never deleted. */
export async function findReportCiting(db: Db, recordingId: string): Promise<string | undefined> {
  return (await db<ReportRow>('report').where({ recording_id: recordingId }).orderBy('id').first('number'))?.number;
}
