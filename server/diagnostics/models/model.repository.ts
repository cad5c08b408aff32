import type { Db } from '../../platform/database/database.ts';
import { readPage } from '../../platform/database/page.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import type { LearnedModel } from './model.schema.ts';

interface ModelRow {
  id: string;
  system_id: string;
  target: string;
  version: number;
  is_newest: number | boolean;
  summary: string;
  model: string;
  model_sha256: string;
  training_sha256: string;
  created_at: string;
  created_by: string;
}

/** Stores a model as the newest of its system and target; earlier versions stay. Answers with its version. */
export async function insertModel(db: Db, model: Omit<LearnedModel, 'version' | 'isNewest'>, text: string): Promise<number> {
  const of = { system_id: model.systemId, target: model.target };
  const newest = await db<ModelRow>('learned_model').where(of).max<{ version: number | null }[]>('version as version');
  const version = Number(newest[0]?.version ?? 0) + 1;
  await db<ModelRow>('learned_model')
    .where({ ...of, is_newest: true })
    .update({ is_newest: false });
  const { basis, training, meanings, byRuns, atRandom } = model;
  await db<ModelRow>('learned_model').insert({
    id: model.id,
    ...of,
    version,
    is_newest: true,
    summary: JSON.stringify({ basis, training, meanings, byRuns, atRandom }),
    model: text,
    model_sha256: model.modelSha256,
    training_sha256: model.trainingSha256,
    created_at: model.createdAt,
    created_by: model.createdBy,
  });
  return version;
}

const shown = [
  'id',
  'system_id',
  'target',
  'version',
  'is_newest',
  'summary',
  'model_sha256',
  'training_sha256',
  'created_at',
  'created_by',
];

export function listModels(db: Db, request: PageRequest & { systemId?: string; newest?: boolean }): Promise<Page<LearnedModel>> {
  const query = db<ModelRow>('learned_model').select(shown);
  if (request.systemId) void query.where('system_id', request.systemId);
  if (request.newest) void query.where('is_newest', true);
  return readPage<ModelRow, LearnedModel>(query, request, { columns: ['id'], descending: true, toItem });
}

/** The model with its text. */
export async function findModel(db: Db, id: string): Promise<{ model: LearnedModel; text: string } | undefined> {
  const row = await db<ModelRow>('learned_model').where({ id }).first();
  return row && { model: toItem(row), text: row.model };
}

/** The newest model of each target of a system, with its text, by target. */
export async function newestModels(db: Db, systemId: string): Promise<{ model: LearnedModel; text: string }[]> {
  const rows = await db<ModelRow>('learned_model').where({ system_id: systemId, is_newest: true }).orderBy('target').orderBy('id');
  return rows.map((row) => ({ model: toItem(row), text: row.model }));
}

function toItem(row: ModelRow): LearnedModel {
  return {
    id: row.id,
    systemId: row.system_id,
    target: row.target,
    version: row.version,
    isNewest: Boolean(row.is_newest),
    ...JSON.parse(row.summary),
    modelSha256: row.model_sha256,
    trainingSha256: row.training_sha256,
    createdAt: row.created_at,
    createdBy: row.created_by,
  };
}
