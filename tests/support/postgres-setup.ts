import { startPostgres } from './postgres.ts';

/** Vitest global set-up: one PostgreSQL for the whole run when SIGHTGLASS_TEST_DATABASE=postgres. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.SIGHTGLASS_TEST_DATABASE !== 'postgres') return undefined;
  const server = await startPostgres();
  process.env.SIGHTGLASS_TEST_DATABASE_URL = server.url;
  return () => server.stop();
}
