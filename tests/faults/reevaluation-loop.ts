import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reevaluation, ReevaluationItem } from '../../server/diagnostics/reevaluations/reevaluation.schema.ts';
import { sightglass } from '../support/command-line.ts';
import { madeUpLoggerFile } from '../support/import.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { type ApplianceClient, connect } from './appliance-client.ts';
import { killed, killWorker, randomFrom } from './killing.ts';
import { readEvaluations } from './stored-evaluations.ts';

export interface ReevaluationLoopResult {
  readonly serverKills: number;
  readonly workerKills: number;
  /** Runs that had judged some recordings, but not all, when they were killed. */
  readonly interrupted: number;
  readonly violations: readonly string[];
}

interface Loop {
  readonly dataDir: string;
  readonly systemId: string;
  readonly recordings: number;
  readonly violations: string[];
}

const operator = { userName: 'operator', password: 'correct horse battery staple' };
const idleWithinMs = 60_000;

/**
 * Starts re-evaluations under ever new limits and kills the server or its worker at random moments of them: afterwards every recording was
 * judged exactly once in each run, has exactly one newest diagnosis, and none was made twice.
 */
export async function reevaluationLoop(options: {
  rounds: number;
  seed: number;
  recordings: number;
  log(line: string): void;
}): Promise<ReevaluationLoopResult> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sightglass-reevaluation-kill-'));
  const random = randomFrom(options.seed);
  const kills = { server: 0, worker: 0 };
  let interrupted = 0;
  try {
    const loop = await prepare(dataDir, options.recordings);
    let server = await startServer({ dataDir });
    await importAll(await connect(server.url, operator), loop);
    const spanMs = await undisturbed(loop, server);
    options.log(`seed ${options.seed}: ${options.recordings} recordings, undisturbed ${Math.round(spanMs)} ms`);
    for (let round = 1; round <= options.rounds; round++) {
      const target = round === 1 || random() < 0.7 ? 'server' : 'worker';
      const client = await connect(server.url, operator);
      const run = await begin(client, loop, round);
      // Blind moments hit the job's begin and end, counted ones its middle, however fast the machine is.
      if (random() < 0.3) await new Promise((resolve) => setTimeout(resolve, random() * spanMs));
      else await judged(client, run, 1 + Math.floor(random() * (options.recordings - 1)));
      kills[target]++;
      if (target === 'server') {
        await killed(server.process);
        server = await restarted(loop, { run, round, wasPartial: () => interrupted++ });
      } else await killWorker(server.process);
      await verifyRun(loop, { server, run, what: `round ${round}, ${target} killed` });
    }
    await server.stop();
    return { serverKills: kills.server, workerKills: kills.worker, interrupted, violations: loop.violations };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function prepare(dataDir: string, recordings: number): Promise<Loop> {
  const common = ['--data', dataDir, '--json'];
  await sightglass(['users', 'add', operator.userName, '--role', 'admin', ...common], { input: `${operator.password}\n` });
  const made = await sightglass(['systems', 'create', '--name', 'Press 4', ...common]);
  if (made.exitCode !== 0) throw new Error(made.stdout + made.stderr);
  return { dataDir, systemId: String(made.json().id), recordings, violations: [] };
}

async function importAll(client: ApplianceClient, { systemId, recordings }: Loop): Promise<void> {
  for (let index = 0; index < recordings; index++) {
    const name = `part-${index}.csv`;
    const { body } = await client.upload(name, Buffer.from(madeUpLoggerFile(600 + index)));
    await client.post('/api/v1/imports', { systemId, files: [{ sha256: body.sha256, name }] });
  }
  await client.untilIdle(idleWithinMs);
}

/** A new limit, so that every recording is judged differently, and the run that does it. */
async function begin(client: ApplianceClient, { systemId }: Loop, round: number): Promise<Reevaluation> {
  const limit = await client.post<{ id: string }>(`/api/v1/systems/${systemId}/limits`, {
    ...{ subjectType: 'indicator', subject: 'tank-temperature', unit: '°C', warningHigh: 60 + round / 100 },
    ...{ source: { type: 'plant', reference: `round ${round}` }, reason: 'to judge all of them again' },
  });
  const approval = { decision: 'approved', reason: 'nobody else is here', isAloneAccepted: true };
  const approved = await client.post(`/api/v1/limits/${limit.body.id}/decision`, approval);
  if (approved.status !== 200) throw new Error(JSON.stringify([limit, approved]));
  const run = await client.post<Reevaluation>('/api/v1/reevaluations', { scope: 'system', systemId });
  if (run.status >= 300) throw new Error(JSON.stringify(run));
  return run.body;
}

/** Waits until so many recordings have been judged. */
async function judged(client: ApplianceClient, run: Reevaluation, least: number): Promise<void> {
  for (;;) {
    const { body } = await client.get<Reevaluation>(`/api/v1/reevaluations/${run.id}`);
    if (body.counts.changed >= least || body.jobState === 'failed') return;
  }
}

async function undisturbed(loop: Loop, server: TestServer): Promise<number> {
  const client = await connect(server.url, operator);
  const run = await begin(client, loop, 0);
  const startedAt = performance.now();
  await client.untilIdle(idleWithinMs);
  const spanMs = performance.now() - startedAt;
  await verifyRun(loop, { server, run, what: 'undisturbed' });
  return spanMs;
}

/** Looks at what the kill left before the next start can mend it. */
async function restarted(
  { dataDir, recordings, violations }: Loop,
  { run, round, wasPartial }: { run: Reevaluation; round: number; wasPartial(): void },
): Promise<TestServer> {
  const { integrity, runs, doubledNewest } = readEvaluations(dataDir);
  const items = runs.find(({ id }) => id === run.id)?.items ?? 0;
  if (items > 0 && items < recordings) wasPartial();
  if (integrity !== 'ok') violations.push(`round ${round}: integrity_check says ${integrity}`);
  if (doubledNewest > 0) violations.push(`round ${round}: ${doubledNewest} recordings with two newest diagnoses`);
  return startServer({ dataDir });
}

/** Lets the run come to its end and counts: one item, one new diagnosis and one newest diagnosis for every recording, one end of the run. */
async function verifyRun(loop: Loop, { server, run, what }: { server: TestServer; run: Reevaluation; what: string }): Promise<void> {
  const client = await connect(server.url, operator);
  await client.untilIdle(idleWithinMs);
  const { body } = await client.get<Reevaluation>(`/api/v1/reevaluations/${run.id}`);
  const { items } = (await client.get<{ items: ReevaluationItem[] }>(`/api/v1/reevaluations/${run.id}/items?limit=500`)).body;
  const { violations, recordings, dataDir } = loop;
  const expected = { unchanged: 0, changed: recordings, first: 0, failed: 0 };
  if (body.jobState !== 'done' || JSON.stringify(body.counts) !== JSON.stringify(expected))
    violations.push(`${what}: the run is ${body.jobState} with ${JSON.stringify(body.counts)} of ${recordings} recordings`);
  if (new Set(items.map(({ recordingId }) => recordingId)).size !== recordings) violations.push(`${what}: ${items.length} items`);
  const stored = readEvaluations(dataDir);
  const own = stored.runs.find(({ id }) => id === run.id);
  // The first diagnosis of every recording, and one more from each run.
  const wanted = recordings * (1 + stored.runs.length);
  if (stored.diagnoses !== wanted) violations.push(`${what}: ${stored.diagnoses} diagnoses instead of ${wanted}`);
  if (stored.newest !== recordings || stored.doubledNewest > 0) violations.push(`${what}: ${stored.newest} newest diagnoses`);
  if (stored.gradesOfNewest !== recordings) violations.push(`${what}: grades of ${stored.gradesOfNewest} newest diagnoses`);
  if (own?.ends !== 1) violations.push(`${what}: the audit trail has ${own?.ends} ends of the run`);
}
