import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import Database from 'better-sqlite3';
import { openPromise } from 'yauzl';
import type { DataExport } from '../../server/operations/data-exports/data-export.schema.ts';
import { newId, sha256 } from '../../server/platform/ids.ts';
import { sightglass } from '../support/command-line.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { type ApplianceClient, connect } from './appliance-client.ts';
import { killed, randomFrom } from './killing.ts';
import { objectFault, readStoredState, stagedNames } from './stored-state.ts';

export interface DataExportLoopResult {
  /** Kills that found the export not finished, and those that found it finished. */
  readonly before: number;
  readonly after: number;
  readonly violations: readonly string[];
}

const admin = { userName: 'operator', password: 'correct horse battery staple' };
const idleWithinMs = 120_000;

/** Exports the audit trail again and again and kills the server at a random moment of it: it goes on, and every row is in the file once. */
export async function dataExportLoop(options: {
  rounds: number;
  rows: number;
  seed: number;
  log(line: string): void;
}): Promise<DataExportLoopResult> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sightglass-export-kill-'));
  const random = randomFrom(options.seed);
  const violations: string[] = [];
  const counts = { before: 0, after: 0 };
  try {
    await fill(dataDir, options.rows);
    let server = await startServer({ dataDir });
    const spanMs = await undisturbed(server, { dataDir, violations });
    options.log(`seed ${options.seed}: ${options.rows} rows take ${Math.round(spanMs)} ms undisturbed`);
    for (let round = 1; round <= options.rounds; round++) {
      const client = await connect(server.url, admin);
      const { id } = await start(client);
      const moment = random() * spanMs;
      await new Promise((resolve) => setTimeout(resolve, moment));
      await killed(server.process);
      server = await startServer({ dataDir });
      const again = await connect(server.url, admin);
      const found = (await again.get<DataExport>(`/api/v1/data-exports/${id}`)).body;
      counts[found.file === null ? 'before' : 'after']++;
      const what = `round ${round}, killed after ${Math.round(moment)} ms`;
      options.log(what);
      await verify(again, id, { dataDir, violations, what });
    }
    await server.stop();
    return { ...counts, violations };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** A person who may export, and so many events; as an appliance has them after years. */
export async function fill(dataDir: string, rows: number): Promise<void> {
  const words = ['users', 'add', admin.userName, '--role', 'admin', '--data', dataDir, '--json'];
  const added = await sightglass(words, { input: `${admin.password}\n` });
  if (added.exitCode !== 0) throw new Error(added.stdout + added.stderr);
  const db = new Database(join(dataDir, 'sightglass.sqlite'));
  const columns = 'id, at, actor, action, subject_type, new_value';
  const insert = db.prepare(`INSERT INTO audit_event (${columns}) VALUES (?, ?, ?, 'test.planted', 'test', ?)`);
  db.transaction(() => {
    for (let i = 0; i < rows; i++)
      insert.run(newId(), new Date().toISOString(), `=row ${i}`, JSON.stringify({ i, note: 'Öl, "warm"'.repeat(9) }));
  })();
  db.close();
}

export const connected = (server: TestServer): Promise<ApplianceClient> => connect(server.url, admin);

export async function start(client: ApplianceClient): Promise<DataExport> {
  const { status, body } = await client.post<DataExport>('/api/v1/data-exports', { datasets: ['audit'], format: 'csv' });
  if (status !== 202) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body;
}

interface Looked {
  readonly dataDir: string;
  readonly violations: string[];
}

async function undisturbed(server: TestServer, looked: Looked): Promise<number> {
  const client = await connected(server);
  const startedMs = performance.now();
  const { id } = await start(client);
  await client.untilIdle(idleWithinMs);
  const spanMs = performance.now() - startedMs;
  await verify(client, id, { ...looked, what: 'undisturbed' });
  return spanMs;
}

/** The file holds every row of the beginning once, its hashes are right, and nothing else lies about. */
export async function verify(client: ApplianceClient, id: string, { dataDir, violations, what }: Looked & { what: string }): Promise<void> {
  const jobs = await client.untilIdle(idleWithinMs);
  const { jobId, file } = (await client.get<DataExport>(`/api/v1/data-exports/${id}`)).body;
  const job = jobs.find((one) => one.id === jobId);
  if (job?.state !== 'done' || file === null) {
    violations.push(`${what}: it ended as ${job?.state} ${JSON.stringify(job?.problem)}`);
    return;
  }
  const bytes = Buffer.from(await (await client.raw('GET', `/api/v1/data-exports/${id}/file`)).arrayBuffer());
  if (sha256(bytes) !== file.sha256) violations.push(`${what}: the file is not the one that was made`);
  const folder = mkdtempSync(join(tmpdir(), 'sightglass-export-'));
  const path = join(folder, file.name);
  try {
    writeFileSync(path, bytes);
    const checked = await sightglass(['verify', path, '--json']);
    if (checked.exitCode !== 0) violations.push(`${what}: verify says ${checked.stdout}`);
    violations.push(...(await rowFaults(path, dataDir)).map((fault) => `${what}: ${fault}`));
  } finally {
    rmSync(folder, { recursive: true });
  }
  const left = stagedNames(dataDir);
  if (left.length > 0) violations.push(`${what}: left in staging: ${left}`);
  const { known } = readStoredState(dataDir);
  violations.push(...[...known].flatMap((one) => objectFault(dataDir, one) ?? []).map((fault) => `${what}: ${fault}`));
}

async function rowFaults(path: string, dataDir: string): Promise<string[]> {
  const zip = await openPromise(path, { lazyEntries: true });
  let text = '';
  for await (const entry of zip.eachEntry())
    if (entry.fileName === 'audit.csv') text = String(await buffer(await zip.openReadStreamPromise(entry)));
  const ids = [...text.matchAll(/^([\da-f]{8}-[\da-f-]{27}),/gm)].map(([, id]) => id as string);
  const db = new Database(join(dataDir, 'sightglass.sqlite'), { readonly: true });
  const planted = db.prepare("SELECT id FROM audit_event WHERE action = 'test.planted' ORDER BY id").pluck().all() as string[];
  db.close();
  const found = new Set(ids);
  const missing = planted.filter((id) => !found.has(id)).length;
  return [
    ...(found.size === ids.length ? [] : [`${ids.length - found.size} rows are in it twice`]),
    ...(missing === 0 ? [] : [`${missing} rows are missing`]),
  ];
}

/** A small disk of its own; undefined where that is not allowed. */
export function smallDisk(path: string, size: string): (() => void) | undefined {
  mkdirSync(path);
  const isMounted = process.getuid?.() === 0 && spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', path]).status === 0;
  return isMounted ? () => void spawnSync('umount', [path]) : undefined;
}
