import Database from 'better-sqlite3';
import knex, { type Knex } from 'knex';
import { Problem } from '../problem.ts';

/** A connection pool or a transaction: repositories take it as their first argument and do not care which. */
export type Db = Knex;

interface SqliteConnection {
  pragma(sql: string): unknown;
  prepare(sql: string): unknown;
}

/** Settings of trust.md B.4: WAL with FULL survives power cuts (measured there), NORMAL does not. */
const pragmas = [
  'journal_mode = WAL',
  'synchronous = FULL',
  'foreign_keys = ON',
  'busy_timeout = 5000',
  'wal_autocheckpoint = 1000',
  'journal_size_limit = 67108864',
  'trusted_schema = OFF',
  'cell_size_check = ON',
  'temp_store = MEMORY',
  'fullfsync = ON',
  'checkpoint_fullfsync = ON',
];

export type DatabaseTarget = { readonly kind: 'sqlite'; readonly file: string } | { readonly kind: 'postgres'; readonly url: string };

export function openDatabase(target: DatabaseTarget): Db {
  return target.kind === 'sqlite' ? openSqlite(target.file) : openPostgres(target.url);
}

export function isPostgres(db: Db): boolean {
  return db.client.config.client === 'pg';
}

function openSqlite(filename: string): Db {
  assertSqliteVersion();
  return knex({
    client: 'better-sqlite3',
    connection: { filename },
    useNullAsDefault: true,
    pool: {
      min: 1,
      max: 1,
      afterCreate(connection: SqliteConnection, done: (error: Error | null, c: unknown) => void) {
        try {
          for (const pragma of pragmas) connection.pragma(pragma);
          beginImmediate(connection);
          done(null, connection);
        } catch (error) {
          done(error as Error, connection);
        }
      },
    },
  });
}

/**
 * knex says `BEGIN`, which takes SQLite's write lock only at the first write and then fails at once (SQLITE_BUSY_SNAPSHOT,
 * no busy timeout) if the command line wrote in between. Transactions are for writing here, so they take the lock at the start.
 */
function beginImmediate(connection: SqliteConnection): void {
  const prepare = connection.prepare.bind(connection);
  connection.prepare = (sql) => prepare(sql === 'BEGIN;' ? 'BEGIN IMMEDIATE;' : sql);
}

function openPostgres(url: string): Db {
  return knex({ client: 'pg', connection: url, pool: { min: 0, max: 10 } });
}

/** Before 3.51.3 two connections that write and checkpoint at the same moment can damage a WAL database (trust.md B.1). */
function assertSqliteVersion(): void {
  const memory = new Database(':memory:');
  const { version } = memory.prepare('SELECT sqlite_version() AS version').get() as { version: string };
  memory.close();
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  if (major * 1e6 + minor * 1e3 + patch < 3_051_003) {
    throw new Problem('sqlite-too-old', 500, 'The database engine is too old', {
      detail: `SQLite ${version} can damage data; 3.51.3 or newer is needed. Reinstall Sightglass.`,
    });
  }
}

/** What a database says when it cannot be opened, in words; anything unknown stays what it is. */
export function openingProblem(error: unknown, file: string): unknown {
  const code = (error as { code?: string } | undefined)?.code ?? '';
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) {
    return new Problem('database-damaged', 500, 'The database cannot be read', {
      detail: `${file} is damaged or is no database. Restore it from a backup; copies from before updates lie beside it (….before-…).`,
      cause: error,
    });
  }
  if (['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH', '28P01', '28000', '3D000'].includes(code)) {
    return new Problem('database-unreachable', 503, 'The PostgreSQL database cannot be reached', {
      detail: `Check SIGHTGLASS_DATABASE_URL and that the database is running (${code}).`,
      cause: error,
    });
  }
  return error;
}

/** The driver's error code of a broken unique rule, on both databases. */
export function isUniqueViolation(error: unknown): boolean {
  const code = (error as { code?: string } | undefined)?.code;
  return code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY' || code === '23505';
}
