import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSystem, ended, importRecording } from '../../../tests/support/import.ts';
import { type TestApp, testApp } from '../../../tests/support/test-app.ts';
import type { ReportDocument } from '../report-document.schema.ts';
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

it('the template, the language and a period are those that were asked for', async () => {
  const house = {
    ...{ name: 'House', isDefault: false, company: 'Works AG', language: 'de', confidentiality: null },
    ...{ sections: [{ id: 'method', included: false }], blocks: [], logo: null },
  };
  const { id: templateId } = (await app.as('admin', { method: 'POST', url: '/api/v1/report-templates', payload: house })).json();
  const wanted: NewReportBatch = { systemIds: systems.slice(0, 1), formats: ['json'], templateId };
  const made = async (more: Partial<NewReportBatch>) => {
    const started = (await post({ ...wanted, ...more })).json() as ReportBatch;
    await ended(app, started.jobId);
    const [item] = await itemsOf(started);
    const document = (await app.as('viewer', { url: `/api/v1/reports/${item?.report?.id}/files/json` })).json() as ReportDocument;
    return { started, item, document };
  };
  const german = await made({});
  expect(german.started).toMatchObject({ period: null, language: null, template: { id: templateId, version: 1, name: 'House' } });
  expect(german.document).toMatchObject({ language: 'de', kind: 'diagnosis', letterhead: { company: 'Works AG' } });
  expect(german.document.sections.map(({ id }) => id)).not.toContain('method');
  const english = await made({ language: 'en', speaksOf: 'period', from: '2000-01-01T00:00:00+02:00', to: '2100-01-01T00:00:00+02:00' });
  expect(english.document).toMatchObject({ language: 'en', kind: 'period', title: 'Press A, 2000-01-01 to 2099-12-31' });
  expect(english.item?.recordingId).toBe(german.item?.recordingId);
  const nobody = '01980000-0000-7000-8000-000000000001';
  expect((await post({ ...wanted, templateId: nobody })).json()).toMatchObject({ status: 404, code: 'report-template-not-found' });
  expect((await post({ ...wanted, speaksOf: 'period', from: '2026-05-01' })).json()).toMatchObject({
    ...{ code: 'period-wrong', errors: [{ pointer: '#/to' }] },
  });
});

it('a period chooses the recordings; what makes no sense is refused in words', async () => {
  const refused = async (wanted: NewReportBatch) => (await post(wanted)).json().code as string;
  expect(await refused({})).toBe('batch-unclear');
  expect(await refused({ siteId: '01a20960-0000-7000-8000-000000000001' })).toBe('batch-empty');
  expect(await refused({ systemIds: systems, from: 'May' })).toBe('period-wrong');
  expect(await refused({ systemIds: systems, from: '2026-05-01', to: '2026-05-01' })).toBe('period-wrong');
  expect((await app.as('viewer', { method: 'POST', url: '/api/v1/report-batches', payload: { systemIds: systems } })).statusCode).toBe(403);
});
