import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Job } from '../../server/platform/jobs/job.schema.ts';
import type { Report } from '../../server/reports/report.schema.ts';
import type { ReportDocument } from '../../server/reports/report-document.schema.ts';
import { sightglass } from '../support/command-line.ts';
import { madeUpLoggerFile } from '../support/import.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { type ApplianceClient, connect } from './appliance-client.ts';
import { reportFaults } from './issue-oracle.ts';
import { killed, killWorker, randomFrom } from './killing.ts';
import { readStoredReports } from './stored-reports.ts';
import { readStoredState, stagedNames, storedObjects } from './stored-state.ts';

export interface IssueLoopResult {
  readonly serverKills: number;
  readonly workerKills: number;
  /** Server kills that found the report not issued yet, and those that found it issued. */
  readonly before: number;
  readonly after: number;
  /** Rounds whose approval had to be given again: the first was never acknowledged, or its job had failed. */
  readonly again: number;
  readonly violations: readonly string[];
}

interface Loop {
  readonly dataDir: string;
  readonly violations: string[];
  readonly counts: { before: number; after: number; again: number };
}

const password = 'correct horse battery staple';
const author = { userName: 'author', password };
const approver = { userName: 'approver', password };
const idleWithinMs = 120_000;

/**
 * Issues version after version of one report and kills the server or its worker at random moments between the approval and the last
 * file: each version is issued once or not at all, with everything that belongs to it.
 */
export async function issueLoop(options: { rounds: number; seed: number; log(line: string): void }): Promise<IssueLoopResult> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sightglass-issue-kill-'));
  const random = randomFrom(options.seed);
  const loop: Loop = { dataDir, violations: [], counts: { before: 0, after: 0, again: 0 } };
  const kills = { server: 0, worker: 0 };
  try {
    await addPeople(dataDir);
    let server = await startServer({ dataDir });
    const first = await firstDraft(await connect(server.url, author));
    let report = await submitted(server, first);
    const spanMs = await undisturbed(loop, server, report);
    options.log(`seed ${options.seed}: issuing takes ${Math.round(spanMs)} ms undisturbed`);
    for (let round = 1; round <= options.rounds; round++) {
      report = await submitted(server, await nextDraft(await connect(server.url, author), report));
      const target = round % 2 === 1 || random() < 0.3 ? 'server' : 'worker';
      const moment = random() * spanMs;
      const what = `round ${round}: ${target} killed after ${Math.round(moment)} ms`;
      kills[target]++;
      server = await killedRound(loop, { server, report, target, moment, what });
      options.log(what);
      await verifyIssued(loop, { server, report, what });
    }
    await server.stop();
    await verifyFolder(loop);
    return { serverKills: kills.server, workerKills: kills.worker, ...loop.counts, violations: loop.violations };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function addPeople(dataDir: string): Promise<void> {
  for (const [{ userName }, role] of [[author, 'engineer'] as const, [approver, 'admin'] as const]) {
    const words = ['users', 'add', userName, '--role', role, '--data', dataDir, '--json'];
    const added = await sightglass(words, { input: `${password}\n` });
    if (added.exitCode !== 0) throw new Error(added.stdout + added.stderr);
  }
}

async function must<T>(reply: Promise<{ status: number; body: T }>): Promise<T> {
  const { status, body } = await reply;
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body;
}

async function firstDraft(client: ApplianceClient): Promise<Report> {
  const site = await must(client.post<{ id: string }>('/api/v1/sites', { name: 'Hall 2' }));
  const system = await must(client.post<{ id: string }>('/api/v1/systems', { siteId: site.id, name: 'Press 4' }));
  const { sha256 } = await must(client.upload('press.csv', Buffer.from(madeUpLoggerFile(120))));
  await must(client.post('/api/v1/imports', { systemId: system.id, files: [{ sha256, name: 'press.csv' }] }));
  await client.untilIdle(idleWithinMs);
  const [recording] = await client.recordings();
  const { id } = await must(client.post<Job>('/api/v1/reports', { recordingId: recording?.id }));
  return madeBy(client, id);
}

async function nextDraft(client: ApplianceClient, { id }: Report): Promise<Report> {
  return madeBy(client, (await must(client.post<Job>(`/api/v1/reports/${id}/versions`, {}))).id);
}

async function madeBy(client: ApplianceClient, jobId: string): Promise<Report> {
  const job = (await client.untilIdle(idleWithinMs)).find(({ id }) => id === jobId);
  if (job?.state !== 'done') throw new Error(JSON.stringify(job));
  return must(client.get<Report>(`/api/v1/reports/${String(job.result?.reportId)}`));
}

const orderOf = ({ revision, contentSha256 }: Report) => ({ password, revision, contentSha256 });

async function submitted({ url }: TestServer, report: Report): Promise<Report> {
  const client = await connect(url, author);
  await must(client.post(`/api/v1/reports/${report.id}/submission`, orderOf(report)));
  await client.untilIdle(idleWithinMs);
  return must(client.get<Report>(`/api/v1/reports/${report.id}`));
}

async function undisturbed(loop: Loop, server: TestServer, report: Report): Promise<number> {
  const client = await connect(server.url, approver);
  const startedAt = performance.now();
  await must(client.post(`/api/v1/reports/${report.id}/approval`, orderOf(report)));
  await client.untilIdle(idleWithinMs);
  const spanMs = performance.now() - startedAt;
  await verifyIssued(loop, { server, report, what: 'undisturbed' });
  return spanMs;
}

/** @returns the server that is there afterwards: another one when it was killed */
async function killedRound(
  loop: Loop,
  round: { server: TestServer; report: Report; target: 'server' | 'worker'; moment: number; what: string },
): Promise<TestServer> {
  const { server, report, target, moment, what } = round;
  const client = await connect(server.url, approver);
  let isAcknowledged = false;
  const told = client.post(`/api/v1/reports/${report.id}/approval`, orderOf(report)).then(
    ({ status }) => {
      isAcknowledged = status === 202;
    },
    () => undefined,
  );
  await new Promise((resolve) => setTimeout(resolve, moment));
  if (target === 'worker') {
    await killWorker(server.process);
    await told;
    if (!isAcknowledged) loop.violations.push(`${what}: the server refused the approval`);
    return server;
  }
  await killed(server.process);
  await told;
  // The moment after the kill, before anything could mend it.
  loop.violations.push(...reportFaults(loop.dataDir).map((fault) => `${what}, before the next start: ${fault}`));
  const isIssued = readStoredReports(loop.dataDir).reports.find(({ id }) => id === report.id)?.status === 'issued';
  loop.counts[isIssued ? 'after' : 'before']++;
  const next = await startServer({ dataDir: loop.dataDir });
  const jobs = await (await connect(next.url, approver)).untilIdle(idleWithinMs);
  const job = jobs.find(({ kind, title }) => kind === 'report-issue' && title.endsWith(` v${report.version}`));
  if (isAcknowledged && job?.state !== 'done') loop.violations.push(`${what}: the acknowledged approval ended as ${job?.state ?? 'lost'}`);
  return next;
}

/** Lets the appliance finish, approves again what nobody had said yes to, and looks at everything through it and past it. */
async function verifyIssued(loop: Loop, { server, report, what }: { server: TestServer; report: Report; what: string }): Promise<void> {
  const { violations, dataDir, counts } = loop;
  const client = await connect(server.url, approver);
  const path = `/api/v1/reports/${report.id}`;
  await client.untilIdle(idleWithinMs);
  violations.push(...reportFaults(dataDir).map((fault) => `${what}: ${fault}`));
  if ((await must(client.get<Report>(path))).status === 'in-review') {
    counts.again++;
    await must(client.post(`${path}/approval`, orderOf(report)));
    await client.untilIdle(idleWithinMs);
    violations.push(...reportFaults(dataDir).map((fault) => `${what}, approved again: ${fault}`));
  }
  const { status, files, formats } = await must(client.get<Report>(path));
  if (status !== 'issued' || files.length !== formats.length) violations.push(`${what}: ${status} with ${files.length} files`);
  const condition = await must(client.get<{ isWhole: boolean }>(`${path}/condition`));
  if (!condition.isWhole) violations.push(`${what}: ${JSON.stringify(condition)}`);
  const { standing } = await must(client.get<ReportDocument>(`${path}/files/json`));
  const approval = standing?.slots.at(-1)?.signature;
  if (standing?.status !== 'issued' || approval?.signed.meaning !== 'approved')
    violations.push(`${what}: its file says ${standing?.status}`);
  const staged = stagedNames(dataDir);
  if (staged.length > 0) violations.push(`${what}: left in staging: ${staged}`);
}

/** One more start sweeps what nobody speaks of any more; every earlier version then has its marked copy in every format. */
async function verifyFolder({ dataDir, violations }: Loop): Promise<void> {
  await (await startServer({ dataDir })).stop();
  const { known } = readStoredState(dataDir);
  const orphans = storedObjects(dataDir).filter((sha256) => !known.has(sha256));
  if (orphans.length > 0) violations.push(`files that nobody knows: ${orphans}`);
  const { reports, files } = readStoredReports(dataDir);
  for (const { id, version, formats, status } of reports) {
    const copies = files.filter((file) => file.report_id === id && file.status === status).length;
    if (copies !== formats.split(',').length) violations.push(`version ${version} is ${status} with ${copies} files that say so`);
  }
  violations.push(...reportFaults(dataDir).map((fault) => `at the end: ${fault}`));
}
