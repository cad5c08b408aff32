import { type Db, isPostgres } from './database.ts';

interface SqliteConnection {
  prepare(sql: string): { raw(): { all(...values: readonly unknown[]): unknown[][] } };
}
interface PostgresConnection {
  query(what: { text: string; values: readonly unknown[]; rowMode: 'array' }): Promise<{ rows: unknown[][] }>;
}

/** Rows as arrays, in the order of the selected columns: for many rows, where an object with names for each of them costs more than its values. */
export async function readArrays(
  db: Db,
  { sql, bindings }: { readonly sql: string; readonly bindings: readonly unknown[] },
): Promise<unknown[][]> {
  const connection: unknown = await db.client.acquireConnection();
  try {
    if (!isPostgres(db))
      return (connection as SqliteConnection)
        .prepare(sql)
        .raw()
        .all(...bindings);
    return (await (connection as PostgresConnection).query({ text: sql, values: bindings, rowMode: 'array' })).rows;
  } finally {
    await db.client.releaseConnection(connection);
  }
}
