import type { Db } from '../../platform/database/database.ts';
import { readPage } from '../../platform/database/page.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import type { ProblemDetails } from '../../platform/http/problem.schema.ts';
import type { JobState } from '../../platform/jobs/job.schema.ts';
import type { Differences } from '../evaluations/evaluation.schema.ts';
import type { Outcome, Reevaluation, ReevaluationItem } from './reevaluation.schema.ts';

interface Row {
  id: string;
  job_id: string;
  scope: string;
  recording_id: string | null;
  system_id: string | null;
  is_dry_run: number | boolean;
  created_at: string;
  created_by: string;
}
type RowWithJob = Row & { job_state: JobState };

interface ItemRow {
  reevaluation_id: string;
  recording_id: string;
  outcome: string;
  before_id: string | null;
  after_id: string | null;
  result_sha256: string | null;
  differences: string | null;
  problem: string | null;
}

export type NewRun = Omit<Reevaluation, 'jobState' | 'counts'>;

export async function insertReevaluation(db: Db, run: NewRun): Promise<void> {
  await db<Row>('reevaluation').insert({
    id: run.id,
    job_id: run.jobId,
    scope: run.scope,
    recording_id: run.recordingId,
    system_id: run.systemId,
    is_dry_run: run.isDryRun,
    created_at: run.createdAt,
    created_by: run.createdBy,
  });
}

const withJob = (db: Db) =>
  db('reevaluation').join('job', 'job.id', 'reevaluation.job_id').select('reevaluation.*', 'job.state as job_state');

export async function findReevaluation(db: Db, by: { id: string } | { jobId: string }): Promise<Reevaluation | undefined> {
  const where = 'id' in by ? { 'reevaluation.id': by.id } : { 'reevaluation.job_id': by.jobId };
  const row: RowWithJob | undefined = await withJob(db).where(where).first();
  return row && (await counted(db, [row]))[0];
}

export async function listReevaluations(db: Db, request: PageRequest): Promise<Page<Reevaluation>> {
  const page = await readPage<RowWithJob, RowWithJob>(withJob(db), request, {
    columns: ['id'],
    table: 'reevaluation',
    descending: true,
    toItem: (row) => row,
  });
  return { ...page, items: await counted(db, page.items) };
}

async function counted(db: Db, rows: readonly RowWithJob[]): Promise<Reevaluation[]> {
  const counts: { reevaluation_id: string; outcome: Outcome; count: number | string }[] = await db('reevaluation_item')
    .whereIn(
      'reevaluation_id',
      rows.map(({ id }) => id),
    )
    .groupBy('reevaluation_id', 'outcome')
    .select('reevaluation_id', 'outcome')
    .count({ count: '*' });
  return rows.map((row) => {
    const own = { unchanged: 0, changed: 0, first: 0, failed: 0 };
    for (const { reevaluation_id, outcome, count } of counts) if (reevaluation_id === row.id) own[outcome] = Number(count);
    return toRun(row, own);
  });
}

/** Recordings that this run is about and has not judged yet, in the order of their ids: what was there when the run was asked for. */
export async function openRecordings(db: Db, run: Reevaluation): Promise<string[]> {
  const query = db<{ id: string; system_id: string }>('recording').where('id', '<', run.id).orderBy('id');
  if (run.scope === 'recording') void query.where('id', run.recordingId);
  if (run.scope === 'system') void query.where('system_id', run.systemId);
  const done = db('reevaluation_item').where({ reevaluation_id: run.id }).select('recording_id');
  return query.whereNotIn('id', done).pluck('id');
}

export interface NewItem {
  readonly recordingId: string;
  readonly outcome: Outcome;
  readonly beforeId: string | null;
  readonly afterId: string | null;
  readonly resultSha256: string | null;
  readonly differences: Differences | null;
  readonly problem: ProblemDetails | null;
}

/** A second item about the same recording breaks the unique rule: two runners cannot both have judged it. */
export async function insertItem(db: Db, reevaluationId: string, item: NewItem): Promise<void> {
  await db<ItemRow>('reevaluation_item').insert({
    reevaluation_id: reevaluationId,
    recording_id: item.recordingId,
    outcome: item.outcome,
    before_id: item.beforeId,
    after_id: item.afterId,
    result_sha256: item.resultSha256,
    differences: item.differences && JSON.stringify(item.differences),
    problem: item.problem && JSON.stringify(item.problem),
  });
}

export function listItems(db: Db, id: string, request: PageRequest & { outcome?: Outcome }): Promise<Page<ReevaluationItem>> {
  const query = db('reevaluation_item')
    .join('recording', 'recording.id', 'reevaluation_item.recording_id')
    .join('hydraulic_system', 'hydraulic_system.id', 'recording.system_id')
    .where('reevaluation_item.reevaluation_id', id)
    .select('reevaluation_item.*', 'recording.name as recording_name', 'recording.system_id', 'hydraulic_system.name as system_name');
  if (request.outcome) void query.where('reevaluation_item.outcome', request.outcome);
  return readPage<ItemRow & { recording_name: string; system_id: string; system_name: string }, ReevaluationItem>(query, request, {
    columns: ['recording_id'],
    table: 'reevaluation_item',
    toItem: (row) => ({
      recordingId: row.recording_id,
      recordingName: row.recording_name,
      systemId: row.system_id,
      systemName: row.system_name,
      outcome: row.outcome as Outcome,
      beforeId: row.before_id,
      afterId: row.after_id,
      resultSha256: row.result_sha256,
      differences: row.differences === null ? null : JSON.parse(row.differences),
      problem: row.problem === null ? null : JSON.parse(row.problem),
    }),
  });
}

export async function deleteItemsOf(db: Db, recordingId: string): Promise<void> {
  await db<ItemRow>('reevaluation_item').where({ recording_id: recordingId }).delete();
}

function toRun(row: RowWithJob, counts: Reevaluation['counts']): Reevaluation {
  return {
    id: row.id,
    jobId: row.job_id,
    jobState: row.job_state,
    scope: row.scope as Reevaluation['scope'],
    recordingId: row.recording_id,
    systemId: row.system_id,
    isDryRun: Boolean(row.is_dry_run),
    counts,
    createdAt: row.created_at,
    createdBy: row.created_by,
  };
}
