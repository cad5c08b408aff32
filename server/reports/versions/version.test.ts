import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSystem, ended, importRecording, setLimit } from '../../../tests/support/import.ts';
import { approve, getReport, makeDraft, submit } from '../../../tests/support/report.ts';
import { type TestApp, testApp } from '../../../tests/support/test-app.ts';
import type { Report } from '../report.schema.ts';
import type { ReportDocument } from '../report-document.schema.ts';
import type { VersionStep } from './version.schema.ts';
import type { ReportEvent } from './version-api.schema.ts';

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

const post = (role: 'engineer' | 'approver', url: string, payload: object = {}) =>
  app.as(role, { method: 'POST', url: `/api/v1/${url}`, payload });
const read = async <T>(url: string): Promise<T> => (await app.as('viewer', { url: `/api/v1/reports/${url}` })).json();

async function nextVersion(report: Report): Promise<Report> {
  const job = await ended(app, (await post('engineer', `reports/${report.id}/versions`)).json().id);
  expect(job.problem).toBeNull();
  return getReport(app, String(job.result?.reportId));
}

test('the next version lists what differs, and takes the place of the one before when it is issued', async () => {
  const first = (await approve(app, await submit(app, await makeDraft(app, recordingId, ['json', 'html'])))).report;
  const issued = await read<ReportDocument>(`${first.id}/files/json`);
  const source = { type: 'plant', reference: 'Shift book 12' };
  await setLimit(app, systemId, {
    ...{ subjectType: 'indicator', subject: 'tank-temperature', unit: '°C' },
    ...{ warningHigh: 41, alarmHigh: 43, source },
  });
  const faultId = issued.parts[0]?.diagnosis.findings[0]?.faultId;
  expect(faultId).toBeDefined();
  await post('engineer', `recordings/${recordingId}/decisions`, { faultId, decision: 'refuted', reason: 'opened: nothing found' });
  const again = await post('engineer', `recordings/${recordingId}/diagnoses`);
  await ended(app, again.json().id);

  const second = await nextVersion(first);
  expect(second).toMatchObject({ number: first.number, version: 2, status: 'draft', supersedesId: first.id, formats: ['json', 'html'] });
  const open = await post('engineer', `reports/${first.id}/versions`);
  expect(open.json()).toMatchObject({ status: 409, code: 'report-version-open', extra: { reportId: second.id } });

  const { steps: items } = await read<{ steps: VersionStep[] }>(`${second.id}/changes`);
  expect(items).toMatchObject([{ from: { version: 1, by: 'approver' }, to: 2, isComparable: true }]);
  const before = JSON.stringify(issued.parts);
  const draft = await read<ReportDocument>(`${second.id}/files/json`);
  expect(JSON.stringify(draft.parts) === before).toBe(items[0]?.changes.length === 0);
  expect(items[0]?.changes.length).toBeGreaterThan(0);
  const section = draft.sections.find(({ id }) => id === 'change-history');
  expect(JSON.stringify(section)).toContain('Version 2 takes the place of version 1');
  for (const { what } of items[0]?.changes ?? []) expect(JSON.stringify(section)).toContain(JSON.stringify(what).slice(1, -1));

  // The first stays in force, byte for byte, until the second is issued.
  expect(await read<ReportDocument>(`${first.id}/files/json`)).toEqual(issued);
  const { report } = await approve(app, await submit(app, second));
  expect(report).toMatchObject({ status: 'issued', version: 2 });
  expect(report.files.map(({ name }) => name)).toEqual([`report-${first.number}-v2.html`, `report-${first.number}-v2.json`]);
  const superseded = await whenWritten(first.id);
  expect(superseded).toMatchObject({ status: 'superseded', statusReason: 'Superseded by version 2' });
  expect((await read<ReportDocument>(`${first.id}/files/json`)).standing).toMatchObject({ mark: 'Superseded' });
  expect(await read<ReportDocument>(`${first.id}/files/json?edition=issued`)).toEqual(issued);
  const versions = await read<{ items: Report[] }>(`${second.id}/versions`);
  expect(versions.items.map(({ version, status }) => [version, status])).toEqual([
    [2, 'issued'],
    [1, 'superseded'],
  ]);
  expect((await post('engineer', `reports/${first.id}/versions`)).json()).toMatchObject({ code: 'report-not-newest' });
});

test('a third version carries the whole history; without anything new it says that nothing differs', async () => {
  const list = await app.as('viewer', { url: '/api/v1/reports?limit=1' });
  const [second] = list.json().items as Report[];
  const third = await nextVersion(second as Report);
  const { steps: items } = await read<{ steps: VersionStep[] }>(`${third.id}/changes`);
  expect(items.map(({ to, changes }) => [to, changes.length === 0])).toEqual([
    [2, false],
    [3, true],
  ]);
  expect(JSON.stringify((await read<ReportDocument>(`${third.id}/files/json`)).sections)).toContain('Nothing in it differs but the date.');
  const events = await read<{ items: ReportEvent[] }>(`${third.id}/events`);
  expect(events.items.map(({ action }) => action)).toContain('report.created');
  expect((await app.as('engineer', { method: 'DELETE', url: `/api/v1/reports/${third.id}` })).statusCode).toBe(204);
});

test('the next version freezes pinned figures anew: what they show is in it', async () => {
  const list = await app.as('viewer', { url: '/api/v1/reports?limit=1' });
  const [second] = list.json().items as Report[];
  const third = await nextVersion(second as Report);
  const pin = { recordingId, channels: [0], fromMs: 0, toMs: 60_000, title: 'Start', sentence: 'The pressure builds up.' };
  const pinned = await post('engineer', `reports/${third.id}/pins`, pin);
  expect(pinned.statusCode, pinned.body).toBe(201);
  const draft = await whenWritten(third.id);
  const before = await read<ReportDocument>(`${third.id}/files/json`);
  await approve(app, await submit(app, draft));
  const fourth = await nextVersion(await getReport(app, third.id));
  const after = await read<ReportDocument>(`${fourth.id}/files/json`);
  const section = ({ sections }: ReportDocument) => sections.find(({ id }) => id === 'pins');
  expect(section(after)).toEqual(section(before));
  expect(JSON.stringify(section(after))).toContain('The pressure builds up.');
  const figure = ({ figures }: ReportDocument) => figures.find(({ caption }) => caption.includes('Start'));
  expect(figure(before)?.panes[0]?.series[0]?.at.length).toBeGreaterThan(1);
  expect(figure(after)).toEqual(figure(before));
  const { steps } = await read<{ steps: VersionStep[] }>(`${fourth.id}/changes`);
  expect(steps.at(-1)?.changes).toEqual([]);
  expect((await app.as('engineer', { method: 'DELETE', url: `/api/v1/reports/${fourth.id}` })).statusCode).toBe(204);
});

test('a report is judged again without touching it: what would change is listed', async () => {
  const list = await app.as('viewer', { url: '/api/v1/reports?limit=1' });
  const [report] = list.json().items as Report[];
  const reply = await post('engineer', `reports/${report?.id}/reevaluation`);
  expect(reply.statusCode).toBe(202);
  const [run] = reply.json().runs;
  expect(run).toMatchObject({ scope: 'recording', recordingId, isDryRun: true });
  await ended(app, run.jobId);
  const items = (await app.as('viewer', { url: `/api/v1/reevaluations/${run.id}/items` })).json().items;
  expect(items).toMatchObject([{ recordingId, outcome: 'unchanged' }]);
  expect(await getReport(app, String(report?.id))).toEqual(report);
});

test('what would change is held against what the report was made of, not against a diagnosis made since', async () => {
  const issued = (await approve(app, await submit(app, await makeDraft(app, recordingId, ['json'])))).report;
  const source = { type: 'plant', reference: 'Shift book 13' };
  await setLimit(app, systemId, {
    ...{ subjectType: 'indicator', subject: 'tank-temperature', unit: '°C' },
    ...{ warningHigh: 42, alarmHigh: 44, source },
  });
  await ended(app, (await post('engineer', `recordings/${recordingId}/diagnoses`)).json().id);
  const [run] = (await post('engineer', `reports/${issued.id}/reevaluation`)).json().runs;
  await ended(app, run.jobId);
  const { items } = (await app.as('viewer', { url: `/api/v1/reevaluations/${run.id}/items` })).json();
  expect(items).toMatchObject([{ recordingId, outcome: 'changed', beforeId: issued.diagnosisId, afterId: null }]);
  expect(JSON.stringify(items[0].differences)).toContain('Shift book 13');
  expect(await getReport(app, issued.id)).toEqual(issued);
});

test('the next version is called in the list as it calls itself', async () => {
  const first = await makeDraft(app, recordingId, ['json']);
  const url = `/api/v1/reports/${first.id}/composition`;
  const { composition, tag } = (await app.as('engineer', { url })).json();
  const { title: _, template: __, texts, blocks, pins, ...kept } = composition;
  const payload = { ...kept, title: 'Winter inspection', texts, blocks, pins };
  const saved = await app.as('engineer', { method: 'PUT', url, headers: { 'if-match': tag }, payload });
  expect(saved.statusCode, saved.body).toBe(200);
  const { report } = await approve(app, await submit(app, await whenWritten(first.id)));
  expect(report.title).toBe('Winter inspection');
  const second = await nextVersion(report);
  const { title } = await read<ReportDocument>(`${second.id}/files/json`);
  expect([second.title, title]).toEqual(['Winter inspection', 'Winter inspection']);
});

async function whenWritten(id: string): Promise<Report> {
  for (;;) {
    const report = await getReport(app, id);
    if (report.files.length > 0) return report;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
