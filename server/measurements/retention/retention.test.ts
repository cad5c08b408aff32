import { existsSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSystem, ended, importRecording, madeUpLoggerFile, upload } from '../../../tests/support/import.ts';
import { type TestApp, testApp } from '../../../tests/support/test-app.ts';

const dayMs = 86_400_000;
let app: TestApp;
let systemId: string;
let clock: number;
beforeEach(async () => {
  clock = Date.UTC(2026, 0, 10);
  app = await testApp({ now: () => new Date(clock) });
  app.appliance.runner.start();
  systemId = await createSystem(app);
});
afterEach(() => app.close());

const policyUrl = () => `/api/v1/systems/${systemId}/retention`;
const change = (payload: object, role: 'admin' | 'engineer' = 'admin') => app.as(role, { method: 'PUT', url: policyUrl(), payload });
const remove = (id: string, reason = 'wrong machine') =>
  app.as('admin', { method: 'DELETE', url: `/api/v1/recordings/${id}?reason=${encodeURIComponent(reason)}` });
const run = async () => ended(app, (await app.as('admin', { method: 'POST', url: `${policyUrl()}/run` })).json().id);
const recordings = async () =>
  (await app.as('viewer', { url: '/api/v1/recordings' })).json().items as { id: string; seriesSha256: string }[];
const later = (days: number) => {
  clock += days * dayMs;
};
/** Sessions of the test's people end long before a term does. */
const logInAgain = () => app.forgetSessions();

test('without a policy nothing is ever due, and nothing can be removed', async () => {
  const id = await importRecording(app, systemId);
  expect((await app.as('viewer', { url: policyUrl() })).json()).toMatchObject({ keepDays: null, allowsRemoval: false, version: 0 });
  expect((await remove(id)).json()).toMatchObject({ status: 409, code: 'removal-not-allowed' });
  expect(await run()).toMatchObject({ state: 'done', result: { removed: 0 } });
  expect(await recordings()).toHaveLength(1);
});

test('after its term a recording goes with its files, its diagnosis and an audit event', async () => {
  await change({ keepDays: 30, allowsRemoval: false, version: 0 });
  const id = await importRecording(app, systemId);
  const [{ seriesSha256 } = { seriesSha256: '' }] = await recordings();
  const raw = (await app.as('viewer', { url: `/api/v1/recordings/${id}` })).json().files[0].sha256;
  expect(await run()).toMatchObject({ result: { removed: 0 } });
  later(31);
  logInAgain();
  const due = (await app.as('admin', { url: `${policyUrl()}/due` })).json();
  expect(due.items).toMatchObject([{ recordingId: id, heldBy: null }]);
  expect(await run()).toMatchObject({ state: 'done', result: { removed: 1, held: 0 } });
  expect(await recordings()).toEqual([]);
  expect((await app.as('viewer', { url: `/api/v1/recordings/${id}/diagnosis` })).statusCode).toBe(404);
  const { files } = app.appliance;
  expect([seriesSha256, raw].map((sha256) => existsSync(files.pathOf(sha256)))).toEqual([false, false]);
  const events = (await app.as('admin', { url: `/api/v1/audit-events?subjectId=${id}` })).json().items;
  expect(events.find((e: { action: string }) => e.action === 'recording.removed')).toMatchObject({
    actor: 'retention',
    oldValue: { name: 'press', rawFiles: [raw], seriesSha256 },
    newValue: { reason: 'kept 30 days after the import' },
  });
});

test('a recording that a report rests on stays, and the list says why', async () => {
  await change({ keepDays: 1, allowsRemoval: true, version: 0 });
  const id = await importRecording(app, systemId);
  const made = await app.as('engineer', { method: 'POST', url: '/api/v1/reports', payload: { recordingId: id } });
  await ended(app, made.json().id);
  later(2);
  logInAgain();
  const [held] = (await app.as('admin', { url: `${policyUrl()}/due` })).json().items;
  expect(held.heldBy).toMatch(/^report .+ rests on it$/);
  expect(await run()).toMatchObject({ result: { removed: 0, held: 1 } });
  expect((await remove(id)).json()).toMatchObject({ status: 409, code: 'recording-held' });
  expect(await recordings()).toHaveLength(1);
});

test('a raw file that another system needs outlives the removal, byte for byte', async () => {
  await change({ keepDays: null, allowsRemoval: true, version: 0 });
  const id = await importRecording(app, systemId);
  const other = await importRecording(app, await createSystem(app, 'Press 5'));
  expect((await remove(id)).statusCode).toBe(204);
  const detail = (await app.as('viewer', { url: `/api/v1/recordings/${other}` })).json();
  expect(existsSync(app.appliance.files.pathOf(detail.files[0].sha256))).toBe(true);
  expect((await app.as('viewer', { url: `/api/v1/recordings/${other}/series?channels=0` })).statusCode).toBe(200);
});

test('removed bytes can be imported again', async () => {
  await change({ keepDays: null, allowsRemoval: true, version: 0 });
  const id = await importRecording(app, systemId);
  await remove(id);
  const again = await importRecording(app, systemId);
  expect(again).not.toBe(id);
  expect((await app.as('viewer', { url: `/api/v1/recordings/${again}/series?channels=0` })).statusCode).toBe(200);
});

test('a file that waits for its import is not taken away with an older recording of the same bytes', async () => {
  await change({ keepDays: null, allowsRemoval: true, version: 0 });
  const id = await importRecording(app, systemId);
  const file = await upload(app, 'press.csv', madeUpLoggerFile());
  const otherSystem = await createSystem(app, 'Press 6');
  const job = await app.as('technician', { method: 'POST', url: '/api/v1/imports', payload: { systemId: otherSystem, files: [file] } });
  await remove(id);
  expect(await ended(app, job.json().id)).toMatchObject({ state: 'done' });
});

test('storage lists what each system takes, every file once', async () => {
  await importRecording(app, systemId);
  const [use] = (await app.as('admin', { url: '/api/v1/storage' })).json().items;
  const [recording] = (await app.as('viewer', { url: '/api/v1/recordings' })).json().items;
  expect(use).toMatchObject({
    systemId,
    systemName: 'Press 4',
    recordings: 1,
    samples: 1800,
    rawBytes: Buffer.byteLength(madeUpLoggerFile()),
    seriesBytes: recording.seriesBytes,
    keepDays: null,
  });
});

test('two people changing the policy at once: the second is told', async () => {
  expect((await change({ keepDays: 30, allowsRemoval: false, version: 0 })).json()).toMatchObject({ version: 1, updatedBy: 'test-admin' });
  expect((await change({ keepDays: 60, allowsRemoval: false, version: 0 })).json()).toMatchObject({
    status: 409,
    code: 'version-conflict',
  });
  expect((await change({ keepDays: 60, allowsRemoval: false, version: 1 })).json()).toMatchObject({ version: 2, keepDays: 60 });
});

test('only an admin decides, with a term and a reason that make sense', async () => {
  expect((await change({ keepDays: 30, allowsRemoval: true, version: 0 }, 'engineer')).statusCode).toBe(403);
  expect((await change({ keepDays: 0, allowsRemoval: true, version: 0 })).statusCode).toBe(400);
  expect(
    (await app.as('admin', { method: 'DELETE', url: '/api/v1/recordings/00000000-0000-4000-8000-000000000000?reason=x' })).statusCode,
  ).toBe(400);
});

test('the daily round queues a run for every policy with a term', async () => {
  await change({ keepDays: 1, allowsRemoval: false, version: 0 });
  await importRecording(app, systemId);
  later(2);
  logInAgain();
  expect(await app.appliance.retention.runAll({ name: 'retention', requestId: null })).toBe(1);
  const jobs = (await app.as('viewer', { url: '/api/v1/jobs' })).json().items as { id: string; kind: string }[];
  expect(await ended(app, jobs.find((job) => job.kind === 'retention')?.id ?? '')).toMatchObject({ result: { removed: 1 } });
});
