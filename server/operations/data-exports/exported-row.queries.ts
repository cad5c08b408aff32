import type { Knex } from 'knex';
import { readArrays } from '../../platform/database/array-rows.ts';
import type { Db } from '../../platform/database/database.ts';
import type { ExportedTable } from './exported-table.ts';

/** Which rows are meant; all of them when nothing is named. Instants in UTC, `to` is not within. */
export interface RowScope {
  readonly siteId: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

/** The values of a row in the order of the table's columns. */
export type Row = readonly unknown[];
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

/**
 * Reads the next rows in the order of the key: what lies after the given one and not beyond the bound. As arrays: rows with names take a third
 * longer. What it asks the database is put together once for all pages, not a thousand times.
 */
export function pageReader(
  db: Db,
  table: ExportedTable,
  within: { scope: RowScope; bound: string; limit: number },
): (after: Key | null) => Promise<Row[]> {
  const ask = () => {
    const query = scoped(db, table, within).select(Object.keys(table.columns)).limit(within.limit);
    for (const column of table.key) void query.orderBy(column);
    return query;
  };
  const marks = table.key.map((column) => `\u0000${column}`);
  const next = ask();
  afterKey(next, table.key, marks);
  const { sql, bindings } = next.toSQL().toNative();
  const places = bindings.map((value) => marks.indexOf(String(value)));
  return (after) => {
    if (after === null) return readArrays(db, ask().toSQL().toNative());
    return readArrays(db, { sql, bindings: bindings.map((value, i) => after[places[i] ?? -1] ?? value) });
  };
}

export function keyOf({ key, columns }: ExportedTable, row: Row): Key {
  const names = Object.keys(columns);
  return key.map((column) => row[names.indexOf(column)] as string | number);
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
