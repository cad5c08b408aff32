import { startPostgres } from './postgres.ts';
import { makeTemplate } from './postgres-database.ts';

/** Vitest global set-up: one PostgreSQL for the whole run when SIGHTGLASS_TEST_DATABASE=postgres. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.SIGHTGLASS_TEST_DATABASE !== 'postgres') return undefined;
  const server = await startPostgres();
  await makeTemplate(server.url);
  process.env.SIGHTGLASS_TEST_DATABASE_URL = server.url;
  return () => server.stop();
}
