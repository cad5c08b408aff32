import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSystem, ended, importRecording, madeUpLoggerFile } from '../../../tests/support/import.ts';
import { type TestApp, testApp } from '../../../tests/support/test-app.ts';
import type { Job } from '../../platform/jobs/job.schema.ts';
import type { Limit } from '../../systems/limits/limit.schema.ts';

let app: TestApp;
let systemId: string;
let recordingId: string;
beforeEach(async () => {
  app = await testApp();
  app.appliance.runner.start();
  systemId = await createSystem(app);
  recordingId = await importRecording(app, systemId, madeUpLoggerFile(1200));
});
afterEach(() => app.close());

const ask = (payload: object, role: 'engineer' | 'technician' = 'engineer', id = systemId) =>
  app.as(role, {
    method: 'POST',
    url: `/api/v1/systems/${id}/baselines`,
    payload: { scope: 'operating-point', reason: 'after the overhaul', ...payload },
  });
const capture = async (payload: object): Promise<Job> => ended(app, (await ask({ recordingId, ...payload })).json().id);
const proposals = async (): Promise<Limit[]> =>
  (await app.as('viewer', { url: `/api/v1/systems/${systemId}/limits?state=proposed` })).json().items;

test('a healthy stretch becomes proposals that name it, its verdict and the person, and count only when approved', async () => {
  const job = await capture({ indicators: ['hydraulic-power', 'water-saturation'] });
  expect(job).toMatchObject({ state: 'done', result: { proposed: ['hydraulic-power'], open: [] } });
  expect(job.result?.refused).toEqual([{ indicator: 'water-saturation', because: 'no usable channel measures phi_w' }]);
  const [limit] = await proposals();
  expect(limit).toMatchObject({
    subject: 'hydraulic-power',
    state: 'proposed',
    proposedBy: 'test-engineer',
    unit: 'kW',
    source: { type: 'baseline' },
  });
  expect(limit?.source.reference).toMatch(/^Baseline of \d+ cycles or minutes of /);
  expect(limit?.reason).toContain('after the overhaul — Diagnosis of the recording: ');
  expect(limit?.operatingPoint?.within.map(({ signal }) => signal)).toContain('p_P');
  expect((await app.as('viewer', { url: `/api/v1/systems/${systemId}` })).json().limits).toEqual([]);
  const again = await capture({ indicators: ['hydraulic-power'] });
  expect(again).toMatchObject({ state: 'done', result: { proposed: [], open: ['hydraulic-power'] } });
});

test('a baseline that names a known operating point gets its ranges', async () => {
  const within = [{ signal: 'p_P', unit: 'bar', atLeast: 1, atMost: 400 }];
  const url = `/api/v1/systems/${systemId}/operating-points`;
  expect((await app.as('engineer', { method: 'POST', url, payload: { name: 'Pressing', within } })).statusCode).toBe(201);
  expect(await capture({ indicators: ['hydraulic-power'], pointName: 'Pressing' })).toMatchObject({ state: 'done' });
  expect((await proposals()).map(({ operatingPoint }) => operatingPoint)).toEqual([{ name: 'Pressing', within }]);
});

test('a stretch that gives no limit says why', async () => {
  const short = await capture({ indicators: ['hydraulic-power'], fromS: 0, toS: 125 });
  expect(short).toMatchObject({ state: 'failed', problem: { code: 'baseline-empty' } });
  expect(short.problem?.detail).toContain('hydraulic-power: only');
  expect(await proposals()).toEqual([]);
});

test('who may not propose, another system, an empty range and an unknown indicator are refused at once', async () => {
  expect((await ask({ recordingId }, 'technician')).statusCode).toBe(403);
  const other = await createSystem(app, 'Press 5');
  expect((await ask({ recordingId }, 'engineer', other)).json()).toMatchObject({ status: 409, code: 'recording-of-another-system' });
  expect((await ask({ recordingId, fromS: 50, toS: 50 })).json()).toMatchObject({ status: 422, code: 'range-empty' });
  expect((await ask({ recordingId, indicators: ['luck'] })).json()).toMatchObject({ status: 404, code: 'indicator-not-found' });
});
