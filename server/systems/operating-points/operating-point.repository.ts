import type { Db } from '../../platform/database/database.ts';
import { readPage } from '../../platform/database/page.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import type { OperatingPoint } from './operating-point.schema.ts';

interface Row {
  id: string;
  system_id: string;
  name: string;
  within: string;
  version: number;
  created_at: string;
  created_by: string;
  updated_at: string;
  updated_by: string;
}
const table = 'operating_point';

export async function insertOperatingPoint(db: Db, point: OperatingPoint): Promise<void> {
  await db<Row>(table).insert(toRow(point));
}

export async function findOperatingPoint(
  db: Db,
  where: { id: string } | { systemId: string; name: string },
): Promise<OperatingPoint | undefined> {
  const key = 'id' in where ? where : { system_id: where.systemId, name: where.name };
  const row = await db<Row>(table).where(key).first();
  return row && toPoint(row);
}

/** Writes the point over the given version; false when that is not the version any more. */
export async function updateOperatingPoint(db: Db, point: OperatingPoint, before: number): Promise<boolean> {
  const { id, ...rest } = toRow(point);
  return (await db<Row>(table).where({ id, version: before }).update(rest)) === 1;
}

export async function deleteOperatingPoint(db: Db, id: string, version: number): Promise<boolean> {
  return (await db<Row>(table).where({ id, version }).delete()) === 1;
}

export function listOperatingPoints(db: Db, systemId: string, request: PageRequest): Promise<Page<OperatingPoint>> {
  const query = db<Row>(table).where({ system_id: systemId });
  return readPage<Row, OperatingPoint>(query, request, { columns: ['name', 'id'], toItem: toPoint });
}

function toRow(point: OperatingPoint): Row {
  return {
    id: point.id,
    system_id: point.systemId,
    name: point.name,
    within: JSON.stringify(point.within),
    version: point.version,
    created_at: point.createdAt,
    created_by: point.createdBy,
    updated_at: point.updatedAt,
    updated_by: point.updatedBy,
  };
}

function toPoint(row: Row): OperatingPoint {
  return {
    id: row.id,
    systemId: row.system_id,
    name: row.name,
    within: JSON.parse(row.within),
    version: row.version,
    createdAt: row.created_at,
    createdBy: row.created_by,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  };
}
