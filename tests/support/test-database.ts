import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrations } from '../../migrations/index.ts';
import { type DatabaseTarget, type Db, openDatabase } from '../../server/platform/database/database.ts';
import { migrate } from '../../server/platform/database/migrate.ts';
import { newId } from '../../server/platform/ids.ts';

export interface TestDatabase {
  readonly db: Db;
  /** For another process that wants to connect to the same tables. */
  readonly target: DatabaseTarget;
  drop(): Promise<void>;
}

/** All tables on a real database: a fresh SQLite file, or a PostgreSQL schema when SIGHTGLASS_TEST_DATABASE=postgres. */
export async function testDatabase(): Promise<TestDatabase> {
  const url = process.env.SIGHTGLASS_TEST_DATABASE_URL;
  const made = url ? await schemaOf(url) : fileOf();
  const db = openDatabase(made.target);
  await migrate(db, migrations);
  return {
    db,
    target: made.target,
    async drop() {
      await db.destroy();
      await made.remove();
    },
  };
}

function fileOf(): { target: DatabaseTarget; remove(): Promise<void> } {
  const folder = mkdtempSync(join(tmpdir(), 'sightglass-db-'));
  return {
    target: { kind: 'sqlite', file: join(folder, 'test.sqlite') },
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function schemaOf(url: string): Promise<{ target: DatabaseTarget; remove(): Promise<void> }> {
  const schema = `t_${newId().replaceAll('-', '')}`;
  const run = async (sql: string) => {
    const db = openDatabase({ kind: 'postgres', url });
    await db.raw(sql);
    await db.destroy();
  };
  await run(`CREATE SCHEMA ${schema}`);
  return { target: { kind: 'postgres', url, schema }, remove: () => run(`DROP SCHEMA ${schema} CASCADE`) };
}
