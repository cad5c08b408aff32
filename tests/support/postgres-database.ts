import { migrations } from '../../migrations/index.ts';
import { openDatabase } from '../../server/platform/database/database.ts';
import { migrate } from '../../server/platform/database/migrate.ts';
import { newId } from '../../server/platform/ids.ts';

export interface PostgresDatabase {
  readonly target: { readonly kind: 'postgres'; readonly url: string };
  drop(): Promise<void>;
}

const template = 'sightglass_template';

export const isOnPostgres = (): boolean => process.env.SIGHTGLASS_TEST_DATABASE_URL !== undefined;

/** All tables once for the whole run: making them anew for every test took ten times as long as copying them. */
export async function makeTemplate(server: string): Promise<void> {
  await say(server, `CREATE DATABASE ${template}`);
  const db = openDatabase({ kind: 'postgres', url: urlOf(server, template) });
  await migrate(db, migrations);
  await db.destroy();
}

/** A database of its own, with all tables and no row. */
export async function postgresDatabase(): Promise<PostgresDatabase> {
  const server = process.env.SIGHTGLASS_TEST_DATABASE_URL as string;
  const name = `t_${newId().replaceAll('-', '')}`;
  await say(server, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  return { target: { kind: 'postgres', url: urlOf(server, name) }, drop: () => say(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function say(url: string, sql: string): Promise<void> {
  const db = openDatabase({ kind: 'postgres', url });
  try {
    await db.raw(sql);
  } finally {
    await db.destroy();
  }
}

function urlOf(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
