import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordingDetail } from '../../server/measurements/recording.schema.ts';
import { sightglass } from '../support/command-line.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { type ApplianceClient, connect } from './appliance-client.ts';
import { killed, killWorker, randomFrom } from './killing.ts';
import { loggerFile, marked } from './logger-file.ts';
import { objectFault, readStoredState, seriesFaults, stagedNames, storedObjects } from './stored-state.ts';

export interface KillLoopResult {
  readonly serverKills: number;
  readonly workerKills: number;
  readonly uploads: number;
  readonly imports: number;
  readonly recordings: number;
  /** Ends of import jobs by word: `done`, or the code of their problem. */
  readonly ends: Readonly<Record<string, number>>;
  /** Whatever broke a promise; empty when all is well. */
  readonly violations: readonly string[];
}

interface Loop {
  readonly dataDir: string;
  readonly systemId: string;
  readonly content: Buffer;
  readonly rows: number;
  readonly random: () => number;
  readonly log: (line: string) => void;
  readonly violations: string[];
  /** What the server or the command line said yes to. */
  readonly acknowledged: { uploads: Set<string>; jobs: Set<string>; users: Set<string> };
  readonly verified: Set<string>;
  readonly ends: Record<string, number>;
}

const operator = { userName: 'operator', password: 'correct horse battery staple' };
const idleWithinMs = 60_000;

/**
 * Kills the server and its workers at random moments of an upload, import and diagnosis, and compares what is there afterwards with
 * what had been acknowledged. One data folder through all rounds; the same seed gives the same moments (the machine's speed decides the rest).
 */
export async function killLoop(options: { rounds: number; seed: number; bytes: number; log(line: string): void }): Promise<KillLoopResult> {
  const loop = await prepare(options);
  const kills = { server: 0, worker: 0 };
  try {
    let server = await startServer({ dataDir: loop.dataDir });
    const spanMs = await undisturbed(loop, server);
    loop.log(`seed ${options.seed}: ${loop.content.length} bytes, ${loop.rows} rows; undisturbed ${Math.round(spanMs)} ms`);
    for (let round = 1; round <= options.rounds; round++) {
      const target = loop.random() < 0.65 ? 'server' : 'worker';
      const moment = loop.random() * spanMs;
      kills[target]++;
      server = await killedRound(loop, { server, round, target, moment });
    }
    await verifyRunning(loop, server);
    await server.stop();
    verifyFolder(loop, 'after the last clean stop');
    const { rawFiles, seriesFiles } = readStoredState(loop.dataDir);
    return {
      serverKills: kills.server,
      workerKills: kills.worker,
      uploads: rawFiles.length,
      imports: loop.acknowledged.jobs.size,
      recordings: seriesFiles.length,
      ends: loop.ends,
      violations: loop.violations,
    };
  } finally {
    rmSync(loop.dataDir, { recursive: true, force: true });
  }
}

async function prepare({ seed, bytes, log }: { seed: number; bytes: number; log(line: string): void }): Promise<Loop> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sightglass-kill-'));
  const common = ['--data', dataDir, '--json'];
  const added = await sightglass(['users', 'add', operator.userName, '--role', 'engineer', ...common], { input: `${operator.password}\n` });
  const made = await sightglass(['systems', 'create', '--name', 'Press 4', ...common]);
  if (added.exitCode !== 0 || made.exitCode !== 0) throw new Error(`${added.stdout}${made.stdout}${added.stderr}${made.stderr}`);
  return {
    dataDir,
    systemId: String(made.json().id),
    ...loggerFile(bytes),
    random: randomFrom(seed),
    log,
    violations: [],
    acknowledged: { uploads: new Set(), jobs: new Set(), users: new Set([operator.userName]) },
    verified: new Set(),
    ends: {},
  };
}

/** One round without a kill: how long does the whole story take on this machine? */
async function undisturbed(loop: Loop, server: TestServer): Promise<number> {
  const startedAt = performance.now();
  await story(loop, await connect(server.url, operator), 0);
  await (await connect(server.url, operator)).untilIdle(idleWithinMs);
  const spanMs = performance.now() - startedAt;
  await verifyRunning(loop, server);
  return spanMs;
}

/** The worker that receives the bytes may be the one that is killed: the server then says so and that it may be tried again. */
async function handIn(client: ApplianceClient, name: string, bytes: Uint8Array): ReturnType<ApplianceClient['upload']> {
  const first = await client.upload(name, bytes);
  if (first.status !== 503 || first.body.code !== 'worker-crashed') return first;
  return await client.upload(name, bytes);
}

/** Hands a file in and asks for its import; remembers only what was acknowledged. */
async function story(loop: Loop, client: ApplianceClient, round: number): Promise<void> {
  const { acknowledged, systemId } = loop;
  const name = `round-${round}.csv`;
  const upload = await handIn(client, name, marked(loop.content, round));
  if (upload.status !== 201) throw new Error(`upload: ${upload.status} ${JSON.stringify(upload.body)}`);
  acknowledged.uploads.add(upload.body.sha256);
  const job = await client.post<{ id: string }>('/api/v1/imports', { systemId, files: [{ sha256: upload.body.sha256, name }] });
  if (job.status !== 202) throw new Error(`import: ${job.status} ${JSON.stringify(job.body)}`);
  acknowledged.jobs.add(job.body.id);
}

async function killedRound(
  loop: Loop,
  { server, round, target, moment }: { server: TestServer; round: number; target: 'server' | 'worker'; moment: number },
): Promise<TestServer> {
  const client = await connect(server.url, operator);
  let broken: unknown;
  const told = story(loop, client, round).catch((error: unknown) => {
    broken = error;
  });
  const addsUser = round % 5 === 1 ? addUser(loop, `user${round}`) : undefined;
  await new Promise((resolve) => setTimeout(resolve, moment));
  const what = `round ${round}: ${target} killed after ${Math.round(moment)} ms`;
  if (target === 'worker') {
    const victim = await killWorker(server.process);
    await told;
    await addsUser;
    if (broken) loop.violations.push(`${what}: the server broke a request: ${String(broken)}`);
    loop.log(`${what} (${victim})`);
    await verifyRunning(loop, server);
    return server;
  }
  await killed(server.process);
  await told;
  loop.log(`${what}${broken ? ', in the middle of a request' : ''}`);
  verifyAfterKill(loop, what);
  await addsUser;
  const next = await startServer({ dataDir: loop.dataDir });
  await verifyRunning(loop, next);
  verifyFolder(loop, what);
  return next;
}

/** An account made by the command line, beside the server. */
async function addUser({ dataDir, acknowledged }: Loop, userName: string): Promise<void> {
  const words = ['users', 'add', userName, '--role', 'viewer', '--data', dataDir, '--json'];
  if ((await sightglass(words, { input: `${operator.password}\n` })).exitCode === 0) acknowledged.users.add(userName);
}

/** The moment after the kill, before anything could mend it. */
function verifyAfterKill(loop: Loop, what: string): void {
  const state = readStoredState(loop.dataDir);
  const { violations, acknowledged } = loop;
  if (state.integrity !== 'ok') violations.push(`${what}: integrity_check says ${state.integrity}`);
  if (state.brokenReferences > 0) violations.push(`${what}: ${state.brokenReferences} broken references`);
  for (const sha256 of acknowledged.uploads) if (!state.rawFiles.includes(sha256)) violations.push(`${what}: upload ${sha256} is lost`);
  for (const user of acknowledged.users) if (!state.users.includes(user)) violations.push(`${what}: user ${user} is lost`);
  for (const sha256 of state.known) {
    if (!existsSync(join(loop.dataDir, 'files/objects', sha256.slice(0, 2), sha256)))
      violations.push(`${what}: a row without its file ${sha256}`);
  }
}

/** Lets the server finish what is left and looks at everything through it. */
async function verifyRunning(loop: Loop, server: TestServer): Promise<void> {
  const { violations, acknowledged, verified, dataDir } = loop;
  const client = await connect(server.url, operator);
  const jobs = await client.untilIdle(idleWithinMs);
  const ids = new Set(jobs.map((job) => job.id));
  for (const id of acknowledged.jobs) if (!ids.has(id)) violations.push(`import job ${id} is lost`);
  // Counted anew: every import job of the folder is in the list.
  for (const word of Object.keys(loop.ends)) loop.ends[word] = 0;
  const recordings = await client.recordings();
  const listed = new Set(recordings.map((recording) => recording.id));
  for (const job of jobs.filter(({ kind }) => kind === 'import')) {
    const end = job.state === 'failed' ? String(job.problem?.code) : job.state;
    loop.ends[end] = (loop.ends[end] ?? 0) + 1;
    if (end !== 'done' && end !== 'worker-crashed') violations.push(`import job ${job.id} ended with ${end}: ${job.problem?.detail}`);
    if (end === 'done' && !listed.has(String(job.result?.recordingId))) violations.push(`job ${job.id} is done without its recording`);
  }
  for (const recording of recordings) {
    if (verified.has(recording.id)) continue;
    verified.add(recording.id);
    const { status, body } = await client.get<RecordingDetail>(`/api/v1/recordings/${recording.id}`);
    if (status !== 200 || body.importReport.acceptedRows !== loop.rows || body.channels.some((channel) => channel.count !== loop.rows))
      violations.push(`recording ${recording.id} has not ${loop.rows} rows: ${status}`);
    const series = await client.get<{ channels: { count: number[] }[] }>(
      `/api/v1/recordings/${recording.id}/series?channels=0,1,2,3,4&buckets=100`,
    );
    for (const channel of series.body.channels ?? [{ count: [] }]) {
      const sum = channel.count.reduce((total, n) => total + n, 0);
      if (sum !== loop.rows) violations.push(`recording ${recording.id} shows ${sum} of ${loop.rows} samples`);
    }
    const faults = [objectFault(dataDir, recording.seriesSha256), ...seriesFaults(dataDir, recording.seriesSha256)];
    violations.push(...faults.filter((fault) => fault !== undefined));
  }
}

/** The folder while nothing is at work: every acknowledged byte is there, and nothing that nobody knows. */
function verifyFolder({ dataDir, violations, acknowledged }: Loop, what: string): void {
  const state = readStoredState(dataDir);
  const staged = stagedNames(dataDir);
  if (staged.length > 0) violations.push(`${what}: left in staging: ${staged}`);
  const orphans = storedObjects(dataDir).filter((sha256) => !state.known.has(sha256));
  if (orphans.length > 0) violations.push(`${what}: files that nobody knows: ${orphans}`);
  for (const { content_key, n } of state.recordingsOfContent) if (n !== 1) violations.push(`${what}: ${n} recordings of ${content_key}`);
  for (const sha256 of acknowledged.uploads) {
    const fault = objectFault(dataDir, sha256);
    if (fault) violations.push(`${what}: upload ${fault}`);
  }
}
