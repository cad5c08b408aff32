import type { Db } from '../../platform/database/database.ts';
import { readPage } from '../../platform/database/page.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import type { AnomalyModel } from './anomaly.schema.ts';

interface AnomalyRow {
  id: string;
  system_id: string;
  method: AnomalyModel['method'];
  version: number;
  is_newest: number | boolean;
  summary: string;
  model: string;
  model_sha256: string;
  created_at: string;
  created_by: string;
}

/** Stores a reference as the newest of its system and method; earlier versions stay. Answers with its version. */
export async function insertAnomalyModel(db: Db, model: Omit<AnomalyModel, 'version' | 'isNewest'>, text: string): Promise<number> {
  const of = { system_id: model.systemId, method: model.method };
  const newest = await db<AnomalyRow>('anomaly_model').where(of).max<{ version: number | null }[]>('version as version');
  const version = Number(newest[0]?.version ?? 0) + 1;
  await db<AnomalyRow>('anomaly_model')
    .where({ ...of, is_newest: true })
    .update({ is_newest: false });
  const { reference, rowSeconds, watched } = model;
  await db<AnomalyRow>('anomaly_model').insert({
    id: model.id,
    ...of,
    version,
    is_newest: true,
    summary: JSON.stringify({ reference, rowSeconds, watched }),
    model: text,
    model_sha256: model.modelSha256,
    created_at: model.createdAt,
    created_by: model.createdBy,
  });
  return version;
}

const shown = ['id', 'system_id', 'method', 'version', 'is_newest', 'summary', 'model_sha256', 'created_at', 'created_by'];

export function listAnomalyModels(db: Db, request: PageRequest & { systemId?: string; newest?: boolean }): Promise<Page<AnomalyModel>> {
  const query = db<AnomalyRow>('anomaly_model').select(shown);
  if (request.systemId) void query.where('system_id', request.systemId);
  if (request.newest) void query.where('is_newest', true);
  return readPage<AnomalyRow, AnomalyModel>(query, request, { columns: ['id'], descending: true, toItem });
}

/** The stored text of a reference. */
export async function findAnomalyModel(db: Db, id: string): Promise<string | undefined> {
  const row = await db<AnomalyRow>('anomaly_model').where({ id }).first('model');
  return row?.model;
}

function toItem(row: AnomalyRow): AnomalyModel {
  return {
    id: row.id,
    systemId: row.system_id,
    method: row.method,
    version: row.version,
    isNewest: Boolean(row.is_newest),
    ...JSON.parse(row.summary),
    modelSha256: row.model_sha256,
    createdAt: row.created_at,
    createdBy: row.created_by,
  };
}
