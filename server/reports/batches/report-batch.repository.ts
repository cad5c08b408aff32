import type { Db } from '../../platform/database/database.ts';
import { readPage } from '../../platform/database/page.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import type { ProblemDetails } from '../../platform/http/problem.schema.ts';
import type { JobState } from '../../platform/jobs/job.schema.ts';
import type { BatchItemState, ReportBatch, ReportBatchItem } from './report-batch.schema.ts';

interface Row {
  id: string;
  job_id: string;
  request: string;
  created_at: string;
  created_by: string;
}
type RowWithJob = Row & { job_state: JobState };
type Request = Pick<ReportBatch, 'siteId' | 'from' | 'to' | 'formats' | 'period' | 'language' | 'template'>;
/** Batches from before these could be chosen: the newest recording, with the default template and its language at that time. */
const unchosen = { period: null, language: null, template: null };

interface ItemRow {
  id: string;
  batch_id: string;
  position: number;
  system_id: string;
  system_name: string;
  state: BatchItemState;
  recording_id: string | null;
  report_id: string | null;
  problem: string | null;
}
type ItemWithReport = ItemRow & { report_number: string | null; report_title: string | null };

/** A system whose report is to be made; `id` stands for the job where the report is made. */
export interface OpenItem {
  readonly id: string;
  readonly systemId: string;
  readonly systemName: string;
}

export async function insertBatch(db: Db, batch: Omit<ReportBatch, 'jobState' | 'counts'>, items: readonly OpenItem[]): Promise<void> {
  const { siteId, from, to, formats, period, language, template } = batch;
  const request: Request = { siteId, from, to, formats, period, language, template };
  await db<Row>('report_batch').insert({
    id: batch.id,
    job_id: batch.jobId,
    request: JSON.stringify(request),
    created_at: batch.createdAt,
    created_by: batch.createdBy,
  });
  const rows = items.map(({ id, systemId, systemName }, index) => ({
    ...{ id, batch_id: batch.id, position: index + 1, system_id: systemId, system_name: systemName, state: 'open' },
    ...{ recording_id: null, report_id: null, problem: null },
  }));
  await db.batchInsert('report_batch_item', rows, 50);
}

const withJob = (db: Db) =>
  db('report_batch').join('job', 'job.id', 'report_batch.job_id').select('report_batch.*', 'job.state as job_state');

export async function findBatch(db: Db, by: { id: string } | { jobId: string }): Promise<ReportBatch | undefined> {
  const where = 'id' in by ? { 'report_batch.id': by.id } : { 'report_batch.job_id': by.jobId };
  const row: RowWithJob | undefined = await withJob(db).where(where).first();
  return row && (await counted(db, [row]))[0];
}

export async function listBatches(db: Db, request: PageRequest): Promise<Page<ReportBatch>> {
  const order = { columns: ['id'], table: 'report_batch', descending: true } as const;
  const page = await readPage<RowWithJob, RowWithJob>(withJob(db), request, { ...order, toItem: (row) => row });
  return { ...page, items: await counted(db, page.items) };
}

async function counted(db: Db, rows: readonly RowWithJob[]): Promise<ReportBatch[]> {
  const counts: { batch_id: string; state: BatchItemState; count: number | string }[] = await db('report_batch_item')
    .whereIn(
      'batch_id',
      rows.map(({ id }) => id),
    )
    .groupBy('batch_id', 'state')
    .select('batch_id', 'state')
    .count({ count: '*' });
  return rows.map((row) => {
    const own = { open: 0, made: 0, failed: 0 };
    for (const { batch_id, state, count } of counts) if (batch_id === row.id) own[state] = Number(count);
    const { id, job_id: jobId, job_state: jobState, created_at: createdAt, created_by: createdBy } = row;
    return { id, jobId, jobState, ...unchosen, ...(JSON.parse(row.request) as Request), counts: own, createdAt, createdBy };
  });
}

export async function openItems(db: Db, batchId: string): Promise<OpenItem[]> {
  const rows = await db<ItemRow>('report_batch_item').where({ batch_id: batchId, state: 'open' }).orderBy('position');
  return rows.map(({ id, system_id: systemId, system_name: systemName }) => ({ id, systemId, systemName }));
}

/** Settles a system once. @returns false when it is settled already: then nothing of this attempt may stay */
export async function settleItem(
  db: Db,
  batchId: string,
  item: { id: string; recordingId: string | null; reportId: string | null; problem: ProblemDetails | null },
): Promise<boolean> {
  const { id, recordingId, reportId, problem } = item;
  const settled = await db<ItemRow>('report_batch_item')
    .where({ batch_id: batchId, id, state: 'open' })
    .update({
      state: reportId === null ? 'failed' : 'made',
      recording_id: recordingId,
      report_id: reportId,
      problem: problem && JSON.stringify(problem),
    });
  return settled === 1;
}

export function listItems(db: Db, batchId: string, request: PageRequest & { state?: BatchItemState }): Promise<Page<ReportBatchItem>> {
  const query = db('report_batch_item')
    .leftJoin('report', 'report.id', 'report_batch_item.report_id')
    .where('report_batch_item.batch_id', batchId)
    .select('report_batch_item.*', 'report.number as report_number', 'report.title as report_title');
  if (request.state) void query.where('report_batch_item.state', request.state);
  return readPage<ItemWithReport, ReportBatchItem>(query, request, { columns: ['position'], table: 'report_batch_item', toItem });
}

function toItem(row: ItemWithReport): ReportBatchItem {
  const { report_id: id, report_number: number, report_title: title } = row;
  return {
    position: row.position,
    systemId: row.system_id,
    systemName: row.system_name,
    state: row.state,
    recordingId: row.recording_id,
    report: id === null || number === null || title === null ? null : { id, number, title },
    problem: row.problem === null ? null : (JSON.parse(row.problem) as ProblemDetails),
  };
}
