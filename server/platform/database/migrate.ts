import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Knex } from 'knex';
import { syncFolder } from '../files/durable.ts';
import { Problem } from '../problem.ts';
import { type Db, isPostgres } from './database.ts';

type Migrations = Knex.MigrationSource<string>;

/**
 * Brings the tables up to date.
 *
 * knex rebuilds a SQLite table for most `alterTable` calls. With foreign keys on, dropping the old table cascades and empties its
 * child tables; and keys cannot be switched off inside knex's transaction. So: copy the database, switch keys off, migrate,
 * check every reference and that no table lost rows, switch keys on.
 * @throws Problem `data-folder-newer` when the tables were made by a newer version
 */
export async function migrate(db: Db, migrations: Migrations, backup?: { file: string }): Promise<void> {
  const pending = await pendingMigrations(db, migrations);
  if (pending === 0) return;
  if (isPostgres(db)) {
    await db.migrate.latest({ migrationSource: migrations });
    return;
  }
  if (backup && (await hasTables(db))) await copyBeforeMigrating(db, backup.file);
  await db.raw('PRAGMA foreign_keys = OFF');
  try {
    await db.migrate.latest({ migrationSource: migrations });
    const broken: unknown[] = await db.raw('PRAGMA foreign_key_check');
    if (broken.length > 0) throw new Error(`A migration left ${broken.length} broken references`);
  } finally {
    await db.raw('PRAGMA foreign_keys = ON');
  }
}

async function pendingMigrations(db: Db, migrations: Migrations): Promise<number> {
  const known = await migrations.getMigrations([]);
  if (!(await db.schema.hasTable('knex_migrations'))) return known.length;
  const applied: string[] = await db('knex_migrations').pluck('name');
  const unknown = applied.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Problem('data-folder-newer', 409, 'The data was written by a newer version of Sightglass', {
      detail: `This version does not know the change "${unknown[0]}". Install the newer version again, or open a backup made with this one.`,
    });
  }
  return known.length - applied.length;
}

async function hasTables(db: Db): Promise<boolean> {
  const rows: { n: number }[] = await db.raw("SELECT count(*) AS n FROM sqlite_schema WHERE type = 'table'");
  return (rows[0]?.n ?? 0) > 0;
}

async function copyBeforeMigrating(db: Db, databaseFile: string): Promise<void> {
  const stamp = new Date().toISOString().replace(/[:.]/g, '-');
  const copy = `${databaseFile}.before-${stamp}`;
  if (existsSync(copy)) return;
  await db.raw('VACUUM INTO ?', [copy]);
  syncFolder(dirname(copy));
}
