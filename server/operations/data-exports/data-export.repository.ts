import type { Db } from '../../platform/database/database.ts';
import { readPage } from '../../platform/database/page.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import type { JobState } from '../../platform/jobs/job.schema.ts';
import type { DataExport } from './data-export.schema.ts';

interface Row {
  id: string;
  job_id: string;
  request: string;
  tables: string | null;
  name: string | null;
  sha256: string | null;
  bytes: number | string | null;
  made_at: string | null;
  expires_at: string | null;
  removed_at: string | null;
  created_at: string;
  created_by: string;
}
type RowWithJob = Row & { job_state: JobState };
type Request = Pick<DataExport, 'datasets' | 'format' | 'siteId' | 'from' | 'to' | 'keepDays'>;
type File = NonNullable<DataExport['file']>;

export async function insertDataExport(db: Db, made: Omit<DataExport, 'jobState' | 'file'>): Promise<void> {
  const { datasets, format, siteId, from, to, keepDays } = made;
  const request: Request = { datasets, format, siteId, from, to, keepDays };
  await db<Row>('data_export').insert({
    id: made.id,
    job_id: made.jobId,
    request: JSON.stringify(request),
    created_at: made.createdAt,
    created_by: made.createdBy,
  });
}

export async function completeDataExport(db: Db, id: string, file: File): Promise<void> {
  await db<Row>('data_export')
    .where({ id })
    .update({
      tables: JSON.stringify(file.tables),
      name: file.name,
      sha256: file.sha256,
      bytes: file.bytes,
      made_at: file.madeAt,
      expires_at: file.expiresAt,
    });
}

/** Marks the file as removed. @returns false when somebody did so before */
export async function markRemoved(db: Db, id: string, removedAt: string): Promise<boolean> {
  return (
    (await db<Row>('data_export').where({ id }).whereNotNull('sha256').whereNull('removed_at').update({ removed_at: removedAt })) === 1
  );
}

const withJob = (db: Db) => db('data_export').join('job', 'job.id', 'data_export.job_id').select('data_export.*', 'job.state as job_state');

export async function findDataExport(db: Db, by: { id: string } | { jobId: string }): Promise<DataExport | undefined> {
  const row: RowWithJob | undefined = await withJob(db)
    .where('id' in by ? { 'data_export.id': by.id } : { 'data_export.job_id': by.jobId })
    .first();
  return row && toExport(row);
}

export function listDataExports(db: Db, request: PageRequest): Promise<Page<DataExport>> {
  return readPage<RowWithJob, DataExport>(withJob(db), request, {
    columns: ['id'],
    table: 'data_export',
    descending: true,
    toItem: toExport,
  });
}

/** Exports whose time is over and whose file is still there. */
export async function listExpired(db: Db, now: string): Promise<string[]> {
  return db<Row>('data_export').where('expires_at', '<=', now).whereNull('removed_at').orderBy('id').limit(500).pluck('id');
}

export async function knowsDataExportFile(db: Db, sha256: string): Promise<boolean> {
  const row: unknown = await db<Row>('data_export').where({ sha256 }).whereNull('removed_at').first('id');
  return Boolean(row);
}

function toExport(row: RowWithJob): DataExport {
  const request = JSON.parse(row.request) as Request;
  return {
    id: row.id,
    jobId: row.job_id,
    jobState: row.job_state,
    ...request,
    file: row.sha256 === null ? null : fileOf(row, row.sha256),
    createdAt: row.created_at,
    createdBy: row.created_by,
  };
}

function fileOf(row: RowWithJob, sha256: string): File {
  return {
    name: row.name ?? '',
    sha256,
    bytes: Number(row.bytes),
    tables: JSON.parse(row.tables ?? '[]') as File['tables'],
    madeAt: row.made_at ?? '',
    expiresAt: row.expires_at ?? '',
    removedAt: row.removed_at,
  };
}
