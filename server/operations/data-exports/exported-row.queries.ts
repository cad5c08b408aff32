import type { Knex } from 'knex';
import type { Db } from '../../platform/database/database.ts';
import type { ExportedTable } from './exported-table.ts';

/** Which rows are meant; all of them when nothing is named. Instants in UTC, `to` is not within. */
export interface RowScope {
  readonly siteId: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

export type Row = Readonly<Record<string, unknown>>;
export type Key = readonly (string | number)[];

/** The table's newest key right now: rows that come later are not within the snapshot. Null: it is empty. */
export async function newestKey(db: Db, { table, key }: ExportedTable): Promise<string | null> {
  const [first = 'id'] = key;
  const row: { newest?: string | null } | undefined = await db(table).max({ newest: first }).first();
  return row?.newest ?? null;
}

export async function hasSite(db: Db, id: string): Promise<boolean> {
  const row: unknown = await db('site').where({ id }).first('id');
  return Boolean(row);
}

export async function countRows(db: Db, table: ExportedTable, within: { scope: RowScope; bound: string }): Promise<number> {
  const row: { n?: number | string } | undefined = await scoped(db, table, within).count({ n: '*' }).first();
  return Number(row?.n ?? 0);
}

/** The next rows in the order of the key: what lies after `after` and not beyond the bound. */
export function readRows(db: Db, table: ExportedTable, within: { scope: RowScope; bound: string; after: Key | null }): Promise<Row[]> {
  const query = scoped(db, table, within).select(Object.keys(table.columns)).limit(table.pageRows);
  for (const column of table.key) void query.orderBy(column);
  if (within.after) afterKey(query, table.key, within.after);
  return query as unknown as Promise<Row[]>;
}

export function keyOf({ key }: ExportedTable, row: Row): Key {
  return key.map((column) => row[column] as string | number);
}

function scoped(db: Db, table: ExportedTable, { scope, bound }: { scope: RowScope; bound: string }): Knex.QueryBuilder {
  const query = db(table.table).where(table.key[0] ?? 'id', '<=', bound);
  const { siteId } = scope;
  if (siteId !== null && table.site) {
    const { column, through } = table.site;
    if (through) void query.whereIn(column, idsOfSite(db, through, siteId));
    else void query.where(column, siteId);
  }
  if (table.time) {
    const { column, through } = table.time;
    if (!through) void inTime(query, column, scope);
    else if (scope.from !== null || scope.to !== null) void query.whereIn(column, inTime(db(through).select('id'), 'created_at', scope));
  }
  return query;
}

function inTime(query: Knex.QueryBuilder, column: string, { from, to }: RowScope): Knex.QueryBuilder {
  if (from !== null) void query.where(column, '>=', from);
  if (to !== null) void query.where(column, '<', to);
  return query;
}

function idsOfSite(db: Db, through: 'system' | 'recording' | 'report' | 'diagnosis', siteId: string): Knex.QueryBuilder {
  if (through === 'system') return db('hydraulic_system').where({ site_id: siteId }).select('id');
  if (through === 'recording')
    return db('recording')
      .whereIn('system_id', idsOfSite(db, 'system', siteId))
      .select('id');
  return db(through)
    .whereIn('recording_id', idsOfSite(db, 'recording', siteId))
    .select('id');
}

/** `a > x OR (a = x AND b > y)`: both databases use the index for it. */
function afterKey(query: Knex.QueryBuilder, columns: readonly string[], values: Key): void {
  void query.where((any) => {
    columns.forEach((column, i) => {
      void any.orWhere((all) => {
        for (let k = 0; k < i; k++) void all.where(columns[k] as string, values[k] as string);
        void all.where(column, '>', values[i] as string);
      });
    });
  });
}
