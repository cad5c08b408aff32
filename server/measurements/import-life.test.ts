// SQLite is enough: this is about files and workers; the rows behind them have tests of their own.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSystem, ended, madeUpLoggerFile, upload } from '../../tests/support/import.ts';
import { type TestApp, testApp } from '../../tests/support/test-app.ts';
import type { Job } from '../platform/jobs/job.schema.ts';

let app: TestApp;
let systemId: string;
beforeEach(async () => {
  app = await testApp();
  systemId = await createSystem(app);
  await app.as('viewer', { url: '/api/v1/jobs' });
});
afterEach(() => app.close());

const long = madeUpLoggerFile(1_200_000);

/** About 60 MB each: long enough to be looked at on a fast machine, too. Every one is different, so that none is the other's copy. */
async function startImport(n: number): Promise<string> {
  const file = await upload(app, `press-${n}.csv`, `${long}2027-01-01T00:00:0${n}.000Z;1;2;3\r\n`);
  const reply = await app.as('technician', { method: 'POST', url: '/api/v1/imports', payload: { systemId, files: [file] } });
  return reply.json().id;
}
const job = async (id: string): Promise<Job> => (await app.as('viewer', { url: `/api/v1/jobs/${id}` })).json();
async function until(isTrue: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 1000; i++) {
    if (await isTrue()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('it never came true');
}

test('two imports run at once with phase, rate and remaining time; the next one knows its place; all can be cancelled', {
  timeout: 120_000,
}, async () => {
  const ids: string[] = [];
  for (let n = 1; n <= 3; n++) ids.push(await startImport(n));
  app.appliance.runner.start();
  await until(async () =>
    (await Promise.all(ids.slice(0, 2).map(job))).every(
      ({ state, progress }) => state === 'running' && progress?.phase === 'reading' && progress.remainingS !== null,
    ),
  );
  const [first, , third] = await Promise.all(ids.map(job));
  expect(first?.progress).toMatchObject({ unit: 'bytes', ratePerSecond: expect.any(Number), remainingS: expect.any(Number) });
  expect(third).toMatchObject({ state: 'queued', queuePosition: 1 });
  for (const id of ids) await app.as('technician', { method: 'POST', url: `/api/v1/jobs/${id}/cancel` });
  for (const id of ids) expect(await ended(app, id)).toMatchObject({ state: 'cancelled', result: null, problem: null });
  expect((await app.as('viewer', { url: '/api/v1/recordings' })).json().items).toEqual([]);
  expect(readdirSync(join(app.dataDir, 'files', 'staging'))).toEqual([]);
});

test('an import that was cancelled while it read leaves nothing, and its file can be imported again', async () => {
  app.appliance.runner.start();
  const cancelled = await startImport(5);
  await until(async () => (await job(cancelled)).progress?.phase === 'reading');
  await app.as('technician', { method: 'POST', url: `/api/v1/jobs/${cancelled}/cancel` });
  expect(await ended(app, cancelled)).toMatchObject({ state: 'cancelled', result: null, problem: null });
  expect((await app.as('viewer', { url: '/api/v1/recordings' })).json().items).toEqual([]);
  expect(readdirSync(join(app.dataDir, 'files', 'staging'))).toEqual([]);
  expect(await ended(app, await startImport(5))).toMatchObject({ state: 'done' });
});

/** Every stored file by its hash. */
function stored(): string[] {
  const objects = join(app.dataDir, 'files', 'objects');
  return readdirSync(objects).flatMap((prefix) => readdirSync(join(objects, prefix)));
}

test('an import that is cancelled after its files were stored leaves none of them, and its file can be imported again', async () => {
  const file = await upload(app, 'small.csv', `${madeUpLoggerFile(300)}no time;1;2;3\r\n`);
  const start = async (): Promise<string> =>
    (await app.as('technician', { method: 'POST', url: '/api/v1/imports', payload: { systemId, files: [file] } })).json().id;
  const id = await start();
  // The worst moment: the series file has just been taken into the store, and no row speaks of it yet.
  const { files } = app.appliance;
  const adopt = files.adopt.bind(files);
  let adopted = 0;
  files.adopt = async (path, found) => {
    await adopt(path, found);
    if (++adopted < 2) return;
    await app.as('technician', { method: 'POST', url: `/api/v1/jobs/${id}/cancel` });
  };
  app.appliance.runner.start();
  expect(await ended(app, id)).toMatchObject({ state: 'cancelled', result: null, problem: null });
  files.adopt = adopt;
  expect(adopted).toBe(2);
  // The row says "cancelled" first, then what was stored for it is taken away.
  await until(async () => stored().length === 1 && readdirSync(join(app.dataDir, 'files', 'staging')).length === 0);
  expect(stored()).toEqual([file.sha256]);
  expect((await app.as('viewer', { url: '/api/v1/recordings' })).json().items).toEqual([]);
  expect(await ended(app, await start())).toMatchObject({ state: 'done' });
  expect(stored()).toHaveLength(3);
});
