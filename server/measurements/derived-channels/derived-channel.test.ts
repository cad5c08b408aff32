import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSystem, ended, importRecording } from '../../../tests/support/import.ts';
import { type TestApp, testApp } from '../../../tests/support/test-app.ts';
import type { Role } from '../../accounts/role.schema.ts';

let app: TestApp;
let id: string;
beforeAll(async () => {
  app = await testApp();
  app.appliance.runner.start();
  id = await importRecording(app, await createSystem(app));
});
afterAll(() => app.close());

const url = (rest = '') => `/api/v1/recordings/${id}${rest}`;
const get = async (path: string) => (await app.as('viewer', { url: url(path) })).json();
const post = async (payload: object, rest = '', role: Role = 'technician') =>
  (await app.as(role, { method: 'POST', url: url(`/derived-channels${rest}`), payload })).json();
async function derived(name: string, expression: string, unit?: string) {
  const job = await ended(app, (await post({ name, expression, ...(unit === undefined ? {} : { unit }) })).id);
  if (job.state !== 'done') throw new Error(JSON.stringify(job.problem));
  return job.result as { derivedChannelId: string; channel: number };
}

test('a computed channel stands beside the measured ones, with its origin, in every view of the recording', async () => {
  const before = await get('');
  const { derivedChannelId, channel } = await derived('Hydraulic power', "'Pump pressure' * 'Pump flow'");
  expect(channel).toBe(3);
  const detail = await get('');
  expect(detail.recording).toEqual(before.recording);
  expect(detail.channels[3]).toMatchObject({
    ...{ index: 3, name: 'Hydraulic power', unit: 'kW', quantity: 'power', count: 600, valid: 600, intervalMs: 1000 },
    derived: { id: derivedChannelId, expression: "'Pump pressure' * 'Pump flow'" },
  });
  expect(detail.channels[0].derived).toBeNull();
  const series = await get('/series?channels=3,0,1&buckets=600');
  expect(series.detail).toBeUndefined();
  const [power, pressure, flow] = series.channels.map((one: { mean: number[] }) => one.mean);
  for (const [i, value] of power.entries()) expect(value).toBeCloseTo((pressure[i] * flow[i]) / 600, 9);
  const { channels } = await get('/statistics?channels=3');
  expect(channels[0]).toMatchObject({ name: 'Hydraulic power', unit: 'kW', count: 600, missing: 0 });
  const { items } = await get('/derived-channels');
  expect(items[0]).toMatchObject({
    index: 3,
    sources: [{ channel: 0, name: 'Pump pressure', seriesSha256: detail.recording.seriesSha256 }, { channel: 1 }],
  });
});

test('a derivation that ends after its file was stored leaves no file behind', async () => {
  const stored = () =>
    readdirSync(join(app.dataDir, 'files', 'objects'), { recursive: true, encoding: 'utf8' }).filter((name) => /[0-9a-f]{64}$/.test(name))
      .length;
  const before = stored();
  const { id: jobId } = await post({ name: 'Pressure twice', expression: "2 * 'Pump pressure'" });
  // The job is stopped in the moment in which its file is in the store and its row is about to be written.
  const { files } = app.appliance;
  const adopt = files.adopt.bind(files);
  let seen = 0;
  files.adopt = async (path, file) => {
    await adopt(path, file);
    seen = stored() - before;
    await app.as('technician', { method: 'POST', url: `/api/v1/jobs/${jobId}/cancel` });
  };
  const job = await ended(app, jobId);
  files.adopt = adopt;
  expect(job.state).toBe('cancelled');
  expect(seen).toBeGreaterThan(0);
  await expect.poll(stored).toBe(before);
});

test('an export holds the computed values, not those of the channel that stands first in the file', async () => {
  const { channels } = await get('/statistics?channels=3');
  const { body } = await app.as('viewer', { url: url('/export?format=csv&channels=3&time=seconds') });
  const rows = body.trim().split(/\r?\n/);
  expect(rows[0]).toContain('Hydraulic power');
  expect(Number(rows[2]?.split(',')[1])).toBe(channels[0].first);
  expect(Number(rows.at(-1)?.split(',')[1])).toBe(channels[0].last);
});

test('a check says unit or error with its place, and computes nothing', async () => {
  expect(await post({ expression: "'Pump pressure' / 1 bar" }, '/check', 'viewer')).toEqual({
    ok: true,
    unit: '',
    channels: [0],
    errors: [],
  });
  expect(await post({ expression: "'Pump pressure' + 'Oil temperature'" }, '/check')).toEqual({
    ok: false,
    unit: null,
    channels: [],
    errors: [{ from: 18, to: 35, message: 'bar and °C cannot be added.' }],
  });
});

test('what is wrong with an order is said before a job is made', async () => {
  expect(await post({ name: 'x', expression: "'Nobody'" })).toMatchObject({
    status: 422,
    code: 'expression-invalid',
    extra: { errors: [{ from: 0, to: 8 }] },
  });
  expect(await post({ name: 'PUMP pressure', expression: "'Pump flow'" })).toMatchObject({ status: 409, code: 'name-taken' });
  expect(await post({ name: 'x', expression: "'Pump flow'" }, '', 'viewer')).toMatchObject({ code: 'permission-denied' });
});

test('a computed channel may rest on another one, which stays as long; an index is never given twice', async () => {
  const rise = await derived('Rise', "derivative('Oil temperature')");
  const smooth = await derived('Smooth rise', "mean('Rise', 20 s)");
  const remove = (one: { derivedChannelId: string }) =>
    app.as('technician', { method: 'DELETE', url: url(`/derived-channels/${one.derivedChannelId}`) });
  expect((await remove(rise)).json()).toMatchObject({ status: 409, code: 'channel-in-use' });
  const { seriesSha256 } = (await get('/derived-channels')).items.find((one: { name: string }) => one.name === 'Smooth rise');
  expect(existsSync(app.appliance.files.pathOf(seriesSha256))).toBe(true);
  expect((await remove(smooth)).statusCode).toBe(204);
  expect(existsSync(app.appliance.files.pathOf(seriesSha256))).toBe(false);
  expect((await remove(smooth)).json()).toMatchObject({ status: 404, code: 'derived-channel-not-found' });
  const again = await derived('Smooth rise', "mean('Rise', 10 s)");
  expect(again.channel).toBe(smooth.channel + 1);
  expect(await get(`/series?channels=${smooth.channel}`)).toMatchObject({ code: 'channel-not-found' });
  const { items } = (await app.as('admin', { url: `/api/v1/audit-events?subjectId=${smooth.derivedChannelId}` })).json();
  expect(items.map((event: { action: string }) => event.action)).toEqual(['derived-channel.deleted', 'derived-channel.created']);
  expect(items[0].oldValue.expression).toBe("mean('Rise', 20 s)");
});

test('a diagnosis rests on measured channels only', async () => {
  const job = await app.as('technician', { method: 'POST', url: url('/diagnoses'), payload: {} });
  expect(await ended(app, job.json().id)).toMatchObject({ state: 'done' });
});
