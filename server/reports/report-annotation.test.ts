import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSystem, ended, importRecording } from '../../tests/support/import.ts';
import { type TestApp, testApp } from '../../tests/support/test-app.ts';
import type { ReportDocument } from './report-document.schema.ts';

let app: TestApp;
let id: string;
beforeAll(async () => {
  app = await testApp();
  app.appliance.runner.start();
  id = await importRecording(app, await createSystem(app));
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
