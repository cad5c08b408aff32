import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSystem, ended, importRecording } from '../../tests/support/import.ts';
import { type TestApp, testApp } from '../../tests/support/test-app.ts';
import type { Page } from '../platform/http/page.schema.ts';
import { composeReport } from './document.composer.ts';
import type { Report } from './report.schema.ts';
import type { ReportDocument } from './report-document.schema.ts';
import type { ReportInput } from './report-input.schema.ts';

let app: TestApp;
let systemId: string;
let id: string;
beforeAll(async () => {
  app = await testApp();
  app.appliance.runner.start();
  systemId = await createSystem(app);
  id = await importRecording(app, systemId);
});
afterAll(() => app.close());

async function report(): Promise<ReportDocument> {
  const started = await app.as('engineer', { method: 'POST', url: '/api/v1/reports', payload: { recordingId: id, formats: ['json'] } });
  const job = await ended(app, started.json().id);
  expect(job.problem).toBeNull();
  return (await app.as('engineer', { url: `/api/v1/reports/${job.result?.reportId}/files/json` })).json();
}

test('an annotation that is meant for reports stands in the next one, others do not', async () => {
  const note = (payload: object) => app.as('technician', { method: 'POST', url: `/api/v1/recordings/${id}/annotations`, payload });
  expect((await report()).sections.map((section) => section.id)).not.toContain('annotations');
  await note({ fromMs: 60_000, toMs: 90_000, channel: 0, text: 'Valve chatters = loud', inReport: true });
  await note({ fromMs: 61_000, text: 'private thought' });
  const section = (await report()).sections.find((one) => one.id === 'annotations');
  const text = JSON.stringify(section);
  for (const words of ['Valve chatters = loud', 'Pump pressure', 'test-technician', '60\u00a0s to 90\u00a0s'])
    expect(text).toContain(words);
  expect(text).not.toContain('private thought');
});

test('a guided test that was evaluated with the recording stands in its next report, with ids that lead to the raw file', async () => {
  expect((await report()).sections.map((section) => section.id)).not.toContain('guided-tests');
  const payload = { testId: 'pump-curve', note: 'After the pump was changed' };
  const run = (await app.as('technician', { method: 'POST', url: `/api/v1/systems/${systemId}/guided-test-runs`, payload })).json();
  await app
    .as('technician', { method: 'POST', url: `/api/v1/guided-test-runs/${run.id}/evaluations`, payload: { recordingId: id } })
    .then((reply) => ended(app, reply.json().id));
  const document = await report();
  const text = JSON.stringify(document.sections.find((section) => section.id === 'guided-tests'));
  expect(text).toContain('After the pump was changed');
  expect(text).toContain('not assessable');
  expect(document.parts[0]!.guidedTests.map(({ runId }) => runId)).toEqual([run.id]);
});

test('what a report is made of and what would be signed are kept beside its files', async () => {
  await report();
  const page: Page<Report> = (await app.as('viewer', { url: '/api/v1/reports?limit=1' })).json();
  const newest = page.items[0];
  expect(newest).toMatchObject({ version: 1, revision: 1, status: 'draft', recordingIds: [id], signatures: [] });
  const { files } = app.appliance;
  const input = await json(await files.open(String(newest?.inputSha256)));
  const content = await json(await files.open(String(newest?.contentSha256)));
  expect(JSON.stringify(composeReport(input as ReportInput))).toBe(JSON.stringify(content));
});
