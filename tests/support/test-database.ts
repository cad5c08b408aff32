import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrations } from '../../migrations/index.ts';
import { type DatabaseTarget, type Db, openDatabase } from '../../server/platform/database/database.ts';
import { migrate } from '../../server/platform/database/migrate.ts';
import { isOnPostgres, postgresDatabase } from './postgres-database.ts';

export interface TestDatabase {
  readonly db: Db;
  /** For another process that wants to connect to the same tables. */
  readonly target: DatabaseTarget;
  drop(): Promise<void>;
}

/** All tables on a real database: a fresh SQLite file, or a PostgreSQL database when SIGHTGLASS_TEST_DATABASE=postgres. */
export async function testDatabase(): Promise<TestDatabase> {
  const made = isOnPostgres() ? await postgresDatabase() : fileOf();
  const db = openDatabase(made.target);
  await migrate(db, migrations);
  return {
    db,
    target: made.target,
    async drop() {
      await db.destroy();
      await made.drop();
    },
  };
}

function fileOf(): { target: DatabaseTarget; drop(): Promise<void> } {
  const folder = mkdtempSync(join(tmpdir(), 'sightglass-db-'));
  return {
    target: { kind: 'sqlite', file: join(folder, 'test.sqlite') },
    drop: async () => rmSync(folder, { recursive: true, force: true }),
  };
}
