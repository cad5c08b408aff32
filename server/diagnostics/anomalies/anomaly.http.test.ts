import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSystem, ended, importRecording } from '../../../tests/support/import.ts';
import { type TestApp, testApp } from '../../../tests/support/test-app.ts';
import { randomFrom } from '../models/folds.ts';
import type { AnomalyModel, AnomalyOverview, AnomalyRow } from './anomaly.schema.ts';

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
  app.appliance.runner.start();
});
afterEach(() => app.close());

/** Invented: fifteen minutes at 1 Hz; from `leakFrom` to `leakTo` the flow is low. A gap of the flow sensor from 100 to 150. */
function press(seed: number, leakFrom = 600, leakTo = 750): string {
  const random = randomFrom(seed);
  const lines = ['time;Pump pressure [bar];Pump flow [l/min];Oil temperature [°C];Tank level [%]'];
  for (let second = 0; second < 900; second++) {
    const noise = (): number => random() + random() - 1;
    const leak = second >= leakFrom && second < leakTo ? 3 : 0;
    const flow = second >= 100 && second < 150 ? '' : (24 - leak + 0.3 * noise()).toFixed(3);
    const cells = [(150 + noise()).toFixed(3), flow, (45 + second / 500 + 0.1 * noise()).toFixed(3), '60'];
    lines.push([new Date(Date.UTC(2026, 0, 5, 6, 0, second)).toISOString(), ...cells].join(';'));
  }
  return `${lines.join('\r\n')}\r\n`;
}

async function learn(recordingId: string, payload: object) {
  const reply = await app.as('engineer', { method: 'POST', url: `/api/v1/recordings/${recordingId}/anomaly-models`, payload });
  return reply.statusCode === 202 ? ended(app, reply.json().id) : reply.json();
}

const rowsOf = async (recordingId: string, modelId: string, more = '') =>
  (await app.as('viewer', { url: `/api/v1/recordings/${recordingId}/anomaly-rows?modelId=${modelId}&limit=500${more}` })).json();

test('what is usual is learned from a range; a leak in another recording is flagged, row by row and at a glance', async () => {
  const systemId = await createSystem(app);
  const healthy = await importRecording(app, systemId, press(1, 0, 0));
  const job = await learn(healthy, { rows: 500 });
  expect(job.problem).toBeNull();
  expect(job.result).toMatchObject({ version: 1, method: 'deviation', notWatched: [{ channel: 'Tank level', reason: 'constant' }] });
  const models: AnomalyModel[] = (await app.as('viewer', { url: `/api/v1/anomaly-models?systemId=${systemId}` })).json().items;
  expect(models).toMatchObject([{ id: job.result.modelId, isNewest: true, reference: { rows: 500, fromRow: 0 }, rowSeconds: null }]);

  const leaking = await importRecording(app, systemId, press(2));
  const first = await rowsOf(leaking, job.result.modelId);
  const second = await rowsOf(leaking, job.result.modelId, `&cursor=${first.next}`);
  const rows: AnomalyRow[] = [...first.items, ...second.items];
  expect(second.next).toBeUndefined();
  expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: 900 }, (_, row) => row));
  expect(rows.filter(({ flag }) => flag).every(({ row }) => row >= 600 && row < 770)).toBe(true);
  expect(rows[700]).toMatchObject({ flag: true, channels: [{ channel: 'Pump flow', direction: 'below' }] });
  expect(rows[0]).toMatchObject({ score: null, flag: null });

  const overview: AnomalyOverview = (
    await app.as('viewer', { url: `/api/v1/recordings/${leaking}/anomalies?modelId=${job.result.modelId}` })
  ).json();
  expect(overview).toMatchObject({
    rows: 900,
    stretchCount: 1,
    channels: [{ channel: 'Pump flow' }],
    notWatched: [{ channel: 'Tank level' }],
  });
  expect(overview.anomalousRows).toBe(rows.filter(({ flag }) => flag).length);
  expect(overview.stretches[0]).toMatchObject({ fromRow: rows.find(({ flag }) => flag)?.row, channels: [{ channel: 'Pump flow' }] });
  expect(overview.strip).toHaveLength(300);
});

test('the same range learned again is the next version with the same bytes', async () => {
  const systemId = await createSystem(app);
  const healthy = await importRecording(app, systemId, press(1, 0, 0));
  await learn(healthy, { rows: 500, method: 'components' });
  await learn(healthy, { rows: 500, method: 'components' });
  const models: AnomalyModel[] = (await app.as('viewer', { url: '/api/v1/anomaly-models' })).json().items;
  expect(models.map(({ version, isNewest }) => [version, isNewest])).toEqual([
    [2, true],
    [1, false],
  ]);
  expect(models[0]?.modelSha256).toBe(models[1]?.modelSha256);
});

test('another system, other sensors and unusable ranges are refused in words', async () => {
  const systemId = await createSystem(app);
  const healthy = await importRecording(app, systemId, press(1, 0, 0));
  const { result } = await learn(healthy, { rows: 500 });
  const elsewhere = await importRecording(app, await createSystem(app, 'Other press'), press(3));
  expect(await rowsOf(elsewhere, result.modelId)).toMatchObject({ code: 'anomaly-other-system', status: 409 });
  const blind = await importRecording(app, systemId, press(4).replaceAll(/;[^;]*;([^;]*);([^;]*)(\r\n)/g, ';$1;$2$3'));
  expect(await rowsOf(blind, result.modelId)).toMatchObject({ code: 'anomaly-sensors-differ', status: 409 });
  expect((await learn(healthy, { rows: 100 })).problem).toMatchObject({ code: 'reference-too-short' });
  expect((await learn(healthy, { rows: 500, fromRow: 500 })).problem).toMatchObject({ code: 'reference-too-short' });
  const leaveOut = ['Pump pressure', 'Pump flow', 'Oil temperature'];
  expect((await learn(healthy, { rows: 500, leaveOut })).problem).toMatchObject({ code: 'reference-without-change' });
});

test('only who may run diagnoses may say what is usual', async () => {
  const systemId = await createSystem(app);
  const healthy = await importRecording(app, systemId, press(1, 0, 0));
  const url = `/api/v1/recordings/${healthy}/anomaly-models`;
  expect((await app.as('viewer', { method: 'POST', url, payload: { rows: 500 } })).statusCode).toBe(403);
});
