import type { Db } from '../platform/database/database.ts';
import { readPage } from '../platform/database/page.ts';
import type { Page, PageRequest } from '../platform/http/page.schema.ts';
import { type Report, type ReportFormat, reportFormats } from './report.schema.ts';
import type { ReportSource } from './report-source.schema.ts';
import type { ReportStatus } from './report-status.schema.ts';
import { signaturesOf } from './signatures/signature.repository.ts';
import type { VersionStep } from './versions/version.schema.ts';

interface ReportRow {
  id: string;
  number: string;
  version: number;
  revision: number;
  title: string;
  recording_id: string;
  diagnosis_id: string;
  source: string;
  /** JSON of what a person chose and wrote. */
  composition: string;
  /** Comma separated. */
  formats: string;
  status: ReportStatus;
  status_reason: string | null;
  status_at: string | null;
  status_by: string | null;
  input_sha256: string | null;
  content_sha256: string | null;
  supersedes_id: string | null;
  differences: string | null;
  created_at: string;
  created_by: string;
}
interface FileRow {
  report_id: string;
  status: ReportStatus;
  format: ReportFormat;
  name: string;
  sha256: string;
  bytes: number | string;
}
interface RecordingRow {
  report_id: string;
  recording_id: string;
  diagnosis_id: string | null;
}

/** A recording that a report speaks of, with the diagnosis of it. */
export interface CitedRecording {
  readonly recordingId: string;
  readonly diagnosisId: string | null;
}

export type ReportFile = Report['files'][number];

/** @param report its signatures are rows of their own */
export async function insertReport(
  db: Db,
  report: Report,
  more: { composition: unknown; history: readonly VersionStep[]; cited: readonly CitedRecording[] },
): Promise<void> {
  await db<ReportRow>('report').insert({
    id: report.id,
    number: report.number,
    version: report.version,
    revision: report.revision,
    title: report.title,
    recording_id: report.recordingId,
    diagnosis_id: report.diagnosisId,
    source: JSON.stringify(report.source),
    composition: JSON.stringify(more.composition),
    formats: report.formats.join(','),
    status: report.status,
    status_reason: report.statusReason,
    status_at: report.statusAt,
    status_by: report.statusBy,
    input_sha256: report.inputSha256,
    content_sha256: report.contentSha256,
    supersedes_id: report.supersedesId,
    differences: JSON.stringify(more.history),
    created_at: report.createdAt,
    created_by: report.createdBy,
  });
  await insertFiles(db, report, report.files);
  const cited = more.cited.map(({ recordingId, diagnosisId }) => ({
    report_id: report.id,
    recording_id: recordingId,
    diagnosis_id: diagnosisId,
  }));
  await db.batchInsert('report_recording', cited, 50);
}

/** Which diagnoses a draft speaks of after it was frozen anew; the first is the one it is listed under. */
export async function replaceCited(trx: Db, id: string, cited: readonly { recordingId: string; diagnosisId: string }[]): Promise<void> {
  const [first] = cited;
  if (first === undefined) throw new Error('a report that speaks of nothing');
  await trx<ReportRow>('report').where({ id }).update({ recording_id: first.recordingId, diagnosis_id: first.diagnosisId });
  await trx('report_recording').where({ report_id: id }).delete();
  const rows = cited.map(({ recordingId, diagnosisId }) => ({ report_id: id, recording_id: recordingId, diagnosis_id: diagnosisId }));
  await trx.batchInsert('report_recording', rows, 50);
}

/** Which diagnosis a report speaks of, recording by recording. */
export async function citedBy(db: Db, id: string): Promise<CitedRecording[]> {
  const rows = await db<RecordingRow>('report_recording').where({ report_id: id }).orderBy('recording_id');
  return rows.map((row) => ({ recordingId: row.recording_id, diagnosisId: row.diagnosis_id }));
}

/** Nobody else changes the report until the transaction ends. SQLite has one writer anyway. */
export async function lockReport(trx: Db, id: string): Promise<void> {
  await trx<ReportRow>('report').where({ id }).forUpdate().first('id');
}

/** What a change of status writes; a report that is not any more as it was found is left alone. */
export interface StatusChange {
  readonly from: Pick<Report, 'id' | 'status' | 'revision' | 'contentSha256'>;
  readonly to: Pick<Report, 'status' | 'statusReason' | 'statusAt' | 'statusBy' | 'revision'>;
}

/** @returns false when somebody else was faster */
export async function updateStatus(db: Db, { from, to }: StatusChange): Promise<boolean> {
  const { id, status, revision, contentSha256 } = from;
  const changed = await db<ReportRow>('report')
    .where({ id, status, revision, content_sha256: contentSha256 })
    .update({ status: to.status, status_reason: to.statusReason, status_at: to.statusAt, status_by: to.statusBy, revision: to.revision });
  return changed === 1;
}

export async function replaceFiles(db: Db, report: Pick<Report, 'id' | 'status'>, files: readonly ReportFile[]): Promise<void> {
  await deleteFiles(db, report.id, [report.status]);
  await insertFiles(db, report, files);
}

/** Forgets how the report was written in these statuses; the next start sweeps the files. */
export async function deleteFiles(db: Db, reportId: string, statuses: readonly ReportStatus[]): Promise<void> {
  await db<FileRow>('report_file')
    .where({ report_id: reportId })
    .whereIn('status', [...statuses])
    .delete();
}

/** As it was issued, also when it is not in force any more. */
export async function issuedFilesOf(db: Db, reportId: string): Promise<ReportFile[]> {
  const rows = await db<FileRow>('report_file').where({ report_id: reportId, status: 'issued' });
  return rows.map(({ format, name, sha256, bytes }) => ({ format, name, sha256, bytes: Number(bytes) }));
}

/** The version of a number that is in force. */
export async function findIssued(db: Db, number: string): Promise<Report | undefined> {
  const row = await db<ReportRow>('report').where({ number, status: 'issued' }).first();
  return row && (await toReports(db, [row]))[0];
}

/** From version to version, up to this one. */
export async function historyOf(db: Db, id: string): Promise<VersionStep[]> {
  const row = await db<ReportRow>('report').where({ id }).first('differences');
  return row?.differences ? (JSON.parse(row.differences) as VersionStep[]) : [];
}

/** All versions of a number, the newest first. */
export async function versionsOf(db: Db, number: string, request: PageRequest): Promise<Page<Report>> {
  const query = db<ReportRow>('report').where({ number });
  const page = await readPage<ReportRow, ReportRow>(query, request, { columns: ['version'], descending: true, toItem: (row) => row });
  return { ...page, items: await toReports(db, page.items) };
}

export async function deleteReport(trx: Db, id: string): Promise<void> {
  for (const table of ['report_file', 'report_signature', 'report_recording']) await trx(table).where({ report_id: id }).delete();
  await trx<ReportRow>('report').where({ id }).delete();
}

export async function countVersions(db: Db, number: string): Promise<number> {
  const row = await db<ReportRow>('report').where({ number }).count({ n: '*' }).first();
  return Number(row?.n ?? 0);
}

async function insertFiles(db: Db, { id, status }: Pick<Report, 'id' | 'status'>, files: readonly ReportFile[]): Promise<void> {
  await db.batchInsert(
    'report_file',
    files.map((file) => ({ report_id: id, status, ...file })),
    50,
  );
}

export async function findReport(db: Db, by: { id: string } | { number: string; version?: number }): Promise<Report | undefined> {
  const row = await db<ReportRow>('report').where(by).orderBy('version', 'desc').first();
  return row && (await toReports(db, [row]))[0];
}

export interface ReportFilter extends PageRequest {
  recordingId?: string;
  status?: ReportStatus;
  /** Part of the number or title. */
  search?: string;
}

export async function listReports(db: Db, request: ReportFilter): Promise<Page<Report>> {
  const query = db<ReportRow>('report');
  const { recordingId, status, search } = request;
  if (status) void query.where({ status });
  if (search) {
    const like = `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
    void query.where(
      (any) => void any.whereRaw("lower(number) LIKE ? ESCAPE '\\'", like).orWhereRaw("lower(title) LIKE ? ESCAPE '\\'", like),
    );
  }
  if (recordingId) void query.whereIn('id', db<RecordingRow>('report_recording').where({ recording_id: recordingId }).select('report_id'));
  const page = await readPage<ReportRow, ReportRow>(query, request, { columns: ['id'], descending: true, toItem: (row) => row });
  return { ...page, items: await toReports(db, page.items) };
}

/** Does a report speak of this file: what it is made of, what was signed, or what it was written as? */
export async function knowsReportFile(db: Db, sha256: string): Promise<boolean> {
  const written: unknown = await db<FileRow>('report_file').where({ sha256 }).first('report_id');
  if (written) return true;
  const frozen: unknown = await db<ReportRow>('report').where({ input_sha256: sha256 }).orWhere({ content_sha256: sha256 }).first('id');
  return Boolean(frozen);
}

/** The number of a report that cites the recording: what a report rests on is never deleted. */
export async function findReportCiting(db: Db, recordingId: string): Promise<string | undefined> {
  const row = await db<ReportRow>('report')
    .whereIn('id', db<RecordingRow>('report_recording').where({ recording_id: recordingId }).select('report_id'))
    .orderBy('id')
    .first('number');
  return row?.number;
}

async function toReports(db: Db, rows: readonly ReportRow[]): Promise<Report[]> {
  const ids = rows.map((row) => row.id);
  const files = await db<FileRow>('report_file').whereIn('report_id', ids);
  const cited = await db<RecordingRow>('report_recording').whereIn('report_id', ids).orderBy('recording_id');
  const signatures = await signaturesOf(db, ids);
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    version: row.version,
    revision: row.revision,
    title: row.title,
    recordingId: row.recording_id,
    diagnosisId: row.diagnosis_id,
    recordingIds: cited.filter((one) => one.report_id === row.id).map((one) => one.recording_id),
    source: JSON.parse(row.source) as ReportSource,
    status: row.status,
    statusReason: row.status_reason,
    statusAt: row.status_at ?? row.created_at,
    statusBy: row.status_by ?? row.created_by,
    inputSha256: row.input_sha256,
    contentSha256: row.content_sha256,
    supersedesId: row.supersedes_id,
    formats: row.formats.split(',') as ReportFormat[],
    files: files
      .filter((file) => file.report_id === row.id && file.status === row.status)
      .sort((a, b) => reportFormats.indexOf(a.format) - reportFormats.indexOf(b.format))
      .map(({ format, name, sha256, bytes }) => ({ format, name, sha256, bytes: Number(bytes) })),
    signatures: signatures.get(row.id) ?? [],
    createdAt: row.created_at,
    createdBy: row.created_by,
  }));
}
