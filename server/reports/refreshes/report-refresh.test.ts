// SQLite is enough: the condition of the update is the same for both databases.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSystem, ended, importRecording, setLimit } from '../../../tests/support/import.ts';
import { approve, getReport, makeDraft, submit } from '../../../tests/support/report.ts';
import { type TestApp, testApp } from '../../../tests/support/test-app.ts';
import type { Report } from '../report.schema.ts';
import type { ReportDocument } from '../report-document.schema.ts';
import type { ReportEvent } from '../versions/version-api.schema.ts';

let app: TestApp;
let systemId: string;
let recordingId: string;
beforeAll(async () => {
  app = await testApp();
  app.appliance.runner.start();
  systemId = await createSystem(app);
  recordingId = await importRecording(app, systemId);
});
afterAll(() => app.close());

const post = (role: 'engineer' | 'viewer', url: string, payload: object = {}) =>
  app.as(role, { method: 'POST', url: `/api/v1/${url}`, payload });
const read = async <T>(url: string): Promise<T> => (await app.as('viewer', { url: `/api/v1/reports/${url}` })).json();

async function written(id: string): Promise<{ report: Report; document: ReportDocument }> {
  for (;;) {
    const report = await getReport(app, id);
    if (report.files.length > 0) return { report, document: await read(`${id}/files/json`) };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('a draft is frozen anew with the newest diagnosis; pins and own words stay, and the trail names what differs', async () => {
  const draft = await makeDraft(app, recordingId);
  const pin = { recordingId, channels: [0], fromMs: 0, toMs: 60_000, title: 'Start', sentence: 'The pressure builds up.' };
  expect((await post('engineer', `reports/${draft.id}/pins`, pin)).statusCode).toBe(201);
  const before = await written(draft.id);
  const source = { type: 'plant', reference: 'Shift book 12' };
  await setLimit(app, systemId, {
    ...{ subjectType: 'indicator', subject: 'tank-temperature', unit: '°C' },
    ...{ warningHigh: 41, alarmHigh: 43, source },
  });
  await ended(app, (await post('engineer', `recordings/${recordingId}/diagnoses`)).json().id);
  // Without being asked for, nothing of it reaches the draft.
  expect(await getReport(app, draft.id)).toEqual(before.report);

  expect((await post('viewer', `reports/${draft.id}/refresh`)).statusCode).toBe(403);
  const job = await ended(app, (await post('engineer', `reports/${draft.id}/refresh`)).json().id);
  expect(job).toMatchObject({ problem: null, result: { reportId: draft.id, isComparable: true } });
  expect(job.result?.changes).toBeGreaterThan(0);
  const after = await written(draft.id);
  expect(after.report).toMatchObject({ number: draft.number, version: 1, status: 'draft', revision: before.report.revision + 1 });
  expect(after.report.inputSha256).not.toBe(before.report.inputSha256);
  expect(after.report.diagnosisId).not.toBe(before.report.diagnosisId);
  expect(JSON.stringify(after.document.parts)).toContain('Shift book 12');
  expect(JSON.stringify(after.document.sections.find(({ id }) => id === 'pins'))).toContain('The pressure builds up. (test-engineer)');

  const trail = (await app.as('admin', { url: '/api/v1/audit-events?limit=200' })).json().items;
  const event = trail.find(({ action }: { action: string }) => action === 'report.refrozen');
  expect(event).toMatchObject({
    ...{ actor: 'test-engineer', subjectId: draft.id },
    oldValue: { inputSha256: before.report.inputSha256, contentSha256: before.report.contentSha256 },
    newValue: { inputSha256: after.report.inputSha256, contentSha256: after.report.contentSha256 },
  });
  expect(event.newValue.changes).toHaveLength(Number(job.result?.changes));
  expect(JSON.stringify(event.newValue.changes)).toContain('Shift book 12');
  const { items } = await read<{ items: ReportEvent[] }>(`${draft.id}/events`);
  expect(items.find(({ action }) => action === 'report.refrozen')?.reason).toContain('Shift book 12');
});

test('only a draft is frozen anew', async () => {
  const { report } = await approve(app, await submit(app, await makeDraft(app, recordingId)));
  expect((await post('engineer', `reports/${report.id}/refresh`)).json()).toMatchObject({ status: 409, code: 'report-status' });
  expect((await post('engineer', 'reports/01980000-0000-7000-8000-000000000001/refresh')).json()).toMatchObject({
    code: 'report-not-found',
  });
});
