import type { DuckDBConnection } from '@duckdb/node-api';

/** A fresh in-memory DuckDB with its version, on two threads: as many as the reference machine has cores. */
export async function openDuckDb(): Promise<{ connection: DuckDBConnection; version: string }> {
  const { DuckDBInstance, version } = await import('@duckdb/node-api');
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
  return { connection, version: `DuckDB ${version()}` };
}

/** The first row of a query's answer as numbers. */
export async function numbersOf(connection: DuckDBConnection, sql: string): Promise<number[]> {
  const answer = await connection.runAndReadAll(sql);
  return (answer.getRows()[0] ?? []).map(Number);
}
