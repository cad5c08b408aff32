import { afterEach, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/support/test-database.ts';
import type { Db } from '../database/database.ts';
import { createLogger } from '../logging/logger.ts';
import { createJobService, type JobService } from './job.service.ts';
import { createJobBell, type JobBell } from './job-bell.ts';
import { createJobRunner, JobDeferred, type JobHandler, type JobRunner } from './job-runner.ts';

let database: TestDatabase;
let db: Db;
let bell: JobBell;
let jobs: JobService;
let timeMs: number;
const now = () => new Date(timeMs);
const runners: JobRunner[] = [];

beforeEach(async () => {
  timeMs = Date.now();
  database = await testDatabase();
  db = database.db;
  bell = createJobBell();
  jobs = createJobService({ db, now, bell, lanes: [['check']] });
});
afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.stop()));
  await database.drop();
});

function runner(work: JobHandler): JobRunner {
  const made = createJobRunner({ db, now, bell, logger: createLogger('silent'), handlers: { work }, concurrency: 1 });
  runners.push(made);
  return made;
}
const add = (extra: { maxAttempts?: number; kind?: string } = {}) =>
  jobs.enqueue(db, { kind: 'work', title: 'Work', payload: {}, createdBy: 'test', ...extra });

async function until(isTrue: () => boolean | Promise<boolean>, withinMs: number): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await isTrue())) {
    if (performance.now() > end) throw new Error(`not within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test('a job that must wait for something else goes back, says for what, and has lost no attempt', async () => {
  const { id } = await add({ maxAttempts: 1 });
  let isReady = false;
  const waiting = runner(async () => {
    if (!isReady) throw new JobDeferred('waiting-for-scanner', 5000);
    return async () => ({});
  });
  await waiting.runOne(id);
  expect(await jobs.get(id)).toMatchObject({
    state: 'queued',
    attempts: 0,
    queuePosition: null,
    progress: { phase: 'waiting-for-scanner' },
  });
  isReady = true;
  await waiting.runOne(id);
  expect(await jobs.get(id)).toMatchObject({ state: 'queued' });
  timeMs += 5000;
  await waiting.runOne(id);
  expect(await jobs.get(id)).toMatchObject({ state: 'done', attempts: 1 });
});

test('every waiting job knows its place behind the jobs of its own lane', async () => {
  const ids: string[] = [];
  for (const kind of ['work', 'check', 'work', 'other', 'check']) ids.push((await add({ kind })).id);
  const places = async () => Promise.all(ids.map(async (id) => (await jobs.get(id)).queuePosition));
  expect(await places()).toEqual([1, 1, 2, 3, 2]);
  await jobs.cancel(ids[0] ?? '');
  expect(await places()).toEqual([null, 1, 1, 2, 2]);
  const listed = (await jobs.list({})).items.map(({ queuePosition }) => queuePosition);
  expect(listed.reverse()).toEqual([null, 1, 1, 2, 2]);
});

test('the bell starts a job before the next look', async () => {
  let hasRun = false;
  runner(async () => {
    hasRun = true;
    return async () => ({});
  }).start();
  await new Promise((resolve) => setTimeout(resolve, 50));
  await add();
  await until(() => hasRun, 200);
});

test('over the bell a running job is told before the person has an answer', async () => {
  const { id } = await add();
  let told: AbortSignal | undefined;
  const running = runner(async (_payload, { signal }) => {
    told = signal;
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    return async () => ({});
  }).runOne(id);
  await until(() => told !== undefined, 2000);
  await jobs.cancel(id);
  expect(told?.aborted).toBe(true);
  await running;
  expect(await jobs.get(id)).toMatchObject({ state: 'cancelled', result: null });
});
