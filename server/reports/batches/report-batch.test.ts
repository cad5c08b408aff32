import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSystem, ended, importRecording } from '../../../tests/support/import.ts';
import { type TestApp, testApp } from '../../../tests/support/test-app.ts';
import type { NewReportBatch, ReportBatch, ReportBatchItem } from './report-batch.schema.ts';

let app: TestApp;
const systems: string[] = [];

beforeAll(async () => {
  app = await testApp();
  app.appliance.runner.start();
  for (const name of ['Press A', 'Press B', 'Press C']) systems.push(await createSystem(app, name));
  for (const id of systems.slice(0, 2)) await importRecording(app, id);
}, 120_000);
afterAll(() => app.close());

const post = (payload: NewReportBatch) => app.as('engineer', { method: 'POST', url: '/api/v1/report-batches', payload });
const itemsOf = async ({ id }: ReportBatch): Promise<ReportBatchItem[]> =>
  (await app.as('viewer', { url: `/api/v1/report-batches/${id}/items` })).json().items;

it('one job makes a report for each system; where there is none the reason is said', async () => {
  const started: ReportBatch = (await post({ systemIds: [...systems].reverse(), formats: ['json'] })).json();
  expect(await ended(app, started.jobId)).toMatchObject({ state: 'done', result: { reportBatchId: started.id, made: 2, failed: 1 } });
  const items = await itemsOf(started);
  expect(items.map(({ systemName, state }) => [systemName, state])).toEqual([
    ['Press A', 'made'],
    ['Press B', 'made'],
    ['Press C', 'failed'],
  ]);
  expect(items[2]?.problem).toMatchObject({ code: 'batch-no-recording', detail: 'The system has no recording.' });
  expect(new Set(items.map(({ report }) => report?.number)).size).toBe(3);
  const report = (await app.as('viewer', { url: `/api/v1/reports/${items[0]?.report?.id}` })).json();
  expect(report).toMatchObject({ recordingId: items[0]?.recordingId, files: [{ format: 'json' }] });
});

it('a period chooses the recordings; what makes no sense is refused in words', async () => {
  const refused = async (wanted: NewReportBatch) => (await post(wanted)).json().code as string;
  expect(await refused({})).toBe('batch-unclear');
  expect(await refused({ siteId: '01a20960-0000-7000-8000-000000000001' })).toBe('batch-empty');
  expect(await refused({ systemIds: systems, from: 'May' })).toBe('period-wrong');
  expect(await refused({ systemIds: systems, from: '2026-05-01', to: '2026-05-01' })).toBe('period-wrong');
  expect((await app.as('viewer', { method: 'POST', url: '/api/v1/report-batches', payload: { systemIds: systems } })).statusCode).toBe(403);
});
