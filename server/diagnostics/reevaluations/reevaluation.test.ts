import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSystem, ended, importRecording, setLimit } from '../../../tests/support/import.ts';
import { type TestApp, testApp } from '../../../tests/support/test-app.ts';
import { newId } from '../../platform/ids.ts';
import type { Report } from '../../reports/report.schema.ts';
import type { Diagnosis } from '../diagnosis.schema.ts';
import type { Evaluation, EvaluationComparison } from '../evaluations/evaluation.schema.ts';
import { hotPress } from '../hot-press.fixture.ts';
import type { NewReevaluation, Reevaluation, ReevaluationItem } from './reevaluation.schema.ts';

let app: TestApp;
let systemId: string;
let recordingId: string;
beforeEach(async () => {
  app = await testApp();
  app.appliance.runner.start();
  systemId = await createSystem(app);
  recordingId = await importRecording(app, systemId, hotPress());
});
afterEach(() => app.close());

const get = async <T>(url: string): Promise<T> => (await app.as('viewer', { url })).json();
const newest = () => get<Diagnosis>(`/api/v1/recordings/${recordingId}/diagnosis`);
const versions = async () => (await get<{ items: Evaluation[] }>(`/api/v1/recordings/${recordingId}/diagnoses`)).items;
const ask = (payload: NewReevaluation) => app.as('engineer', { method: 'POST', url: '/api/v1/reevaluations', payload });

async function run(payload: NewReevaluation): Promise<{ run: Reevaluation; items: ReevaluationItem[] }> {
  const started = (await ask(payload)).json<Reevaluation>();
  const job = await ended(app, started.jobId);
  expect(job.problem).toBeNull();
  const { items } = await get<{ items: ReevaluationItem[] }>(`/api/v1/reevaluations/${started.id}/items`);
  return { run: await get<Reevaluation>(`/api/v1/reevaluations/${started.id}`), items };
}

/** The plant finds out something: the next evaluation comes to another result. */
async function refute(): Promise<string> {
  const { faultId } = (await newest()).result.findings[0]!;
  const payload = { faultId, decision: 'refuted', reason: 'cooler opened: clean' };
  await app.as('engineer', { method: 'POST', url: `/api/v1/recordings/${recordingId}/decisions`, payload });
  return faultId;
}

test('the same versions and inputs give the same bytes: nothing new is stored, and it says so', async () => {
  const before = await newest();
  const { run: done, items } = await run({ scope: 'recording', recordingId });
  expect(done).toMatchObject({ jobState: 'done', counts: { unchanged: 1, changed: 0, first: 0, failed: 0 } });
  expect(items).toMatchObject([
    { recordingId, outcome: 'unchanged', beforeId: before.id, afterId: before.id, resultSha256: before.resultSha256, differences: null },
  ]);
  expect(await versions()).toHaveLength(1);
  const again = await app.as('technician', { method: 'POST', url: `/api/v1/recordings/${recordingId}/diagnoses` });
  expect((await ended(app, again.json().id)).result).toEqual({ diagnosisId: before.id, recordingId, isUnchanged: true });
});

test('another result stands beside the earlier one, which stays readable, with what differs and why', async () => {
  const before = await newest();
  const faultId = await refute();
  const { items } = await run({ scope: 'system', systemId });
  const after = await newest();
  expect(items).toMatchObject([{ outcome: 'changed', beforeId: before.id, afterId: after.id, resultSha256: after.resultSha256 }]);
  expect(items[0]?.differences).toMatchObject({ isIdentical: false, causes: [{ what: 'decisions' }] });
  expect(items[0]?.differences?.findings[0]).toMatchObject({ faultId, change: 'changed' });
  expect(await versions()).toMatchObject([
    { id: after.id, isNewest: true, resultSha256: after.resultSha256 },
    { id: before.id, isNewest: false, resultSha256: before.resultSha256, engineVersion: before.result.engineVersion },
  ]);
  expect(await get<Diagnosis>(`/api/v1/diagnoses/${before.id}`)).toEqual(before);
  const compared = await get<EvaluationComparison>(`/api/v1/diagnoses/${after.id}/differences?before=${before.id}`);
  expect(compared).toMatchObject({ before: { id: before.id }, after: { id: after.id } });
  expect(compared.differences).toEqual(items[0]?.differences);
});

test('a new limit is named as the cause, with the indicator, its state and both limits', async () => {
  const before = await newest();
  const source = { type: 'plant', reference: 'Operating manual of hall 3, page 4' } as const;
  await setLimit(app, systemId, {
    subjectType: 'indicator',
    subject: 'tank-temperature',
    unit: '°C',
    warningHigh: 95,
    alarmHigh: 99,
    source,
  });
  const { items } = await run({ scope: 'system', systemId });
  expect(items[0]?.differences?.causes).toMatchObject([{ what: 'limits' }]);
  const indicator = items[0]?.differences?.indicators.find((one) => one.indicator === 'tank-temperature');
  expect(indicator).toMatchObject({ change: 'changed', changed: expect.arrayContaining(['state', 'limit']), after: { state: 'normal' } });
  expect(indicator?.before?.limit?.source.type).toBe('default');
  expect(indicator?.after?.limit).toMatchObject({ warningHigh: 95, source });
  const now = await newest();
  const confidence = ({ result }: Diagnosis, faultId: string) => result.findings.find((one) => one.faultId === faultId)?.confidence;
  const changed = items[0]?.differences?.findings ?? [];
  expect(changed.length).toBeGreaterThan(0);
  for (const one of changed) {
    expect(one.before?.confidence).toBe(confidence(before, one.faultId));
    expect(one.after?.confidence).toBe(confidence(now, one.faultId));
  }
});

test('a run that is cancelled keeps what it has, and the rest stays as it was', async () => {
  for (let day = 1; day <= 3; day++) await importRecording(app, systemId, hotPress(day * 86_400_000));
  await refute();
  const started = (await ask({ scope: 'all' })).json<Reevaluation>();
  const now = () => get<Reevaluation>(`/api/v1/reevaluations/${started.id}`);
  while ((await now()).counts.changed < 1) await new Promise((resolve) => setTimeout(resolve, 5));
  await app.as('technician', { method: 'POST', url: `/api/v1/jobs/${started.jobId}/cancel` });
  await ended(app, started.jobId);
  const { jobState, counts } = await now();
  expect(jobState).toBe('cancelled');
  expect(counts.changed).toBeLessThan(4);
  const { items } = await get<{ items: { id: string }[] }>('/api/v1/recordings?limit=100');
  let replaced = 0;
  for (const { id } of items) replaced += (await get<{ items: Evaluation[] }>(`/api/v1/recordings/${id}/diagnoses`)).items.length - 1;
  expect(replaced).toBe(counts.changed);
});

test('a dry run says what would change and changes no diagnosis', async () => {
  const before = await newest();
  await refute();
  const { run: dry, items } = await run({ scope: 'all', isDryRun: true });
  expect(dry).toMatchObject({ isDryRun: true, counts: { changed: 1 } });
  expect(items).toMatchObject([
    { outcome: 'changed', beforeId: before.id, afterId: null, differences: { causes: [{ what: 'decisions' }] } },
  ]);
  expect(await newest()).toEqual(before);
  expect(await versions()).toHaveLength(1);
  const { items: real } = await run({ scope: 'all' });
  expect(real[0]?.resultSha256).toBe(items[0]?.resultSha256);
});

test('a report that was made stays as it is, byte for byte', async () => {
  const job = await app.as('engineer', { method: 'POST', url: '/api/v1/reports', payload: { recordingId, formats: ['json', 'pdf'] } });
  const { result } = await ended(app, job.json().id);
  const url = `/api/v1/reports/${result?.reportId}`;
  const read = async () => ({ report: await get<Report>(url), pdf: (await app.as('viewer', { url: `${url}/files/pdf` })).rawPayload });
  const before = await read();
  await refute();
  const { run: done } = await run({ scope: 'all' });
  expect(done.counts.changed).toBe(1);
  expect(before.report.diagnosisId).not.toBe((await newest()).id);
  expect(await read()).toEqual(before);
});

test('a run that was stopped goes on with the rest, and judges no recording twice', async () => {
  for (let day = 1; day <= 4; day++) await importRecording(app, systemId, hotPress(day * 86_400_000));
  await refute();
  const started = (await ask({ scope: 'system', systemId })).json<Reevaluation>();
  const counts = async () => (await get<Reevaluation>(`/api/v1/reevaluations/${started.id}`)).counts.changed;
  while ((await counts()) < 1) await new Promise((resolve) => setTimeout(resolve, 5));
  await app.appliance.runner.stop();
  const atStop = await counts();
  expect(atStop).toBeLessThan(5);
  await app.appliance.runner.runOne(started.jobId);
  const done = await get<Reevaluation>(`/api/v1/reevaluations/${started.id}`);
  expect(done).toMatchObject({ jobState: 'done', counts: { changed: 5, unchanged: 0, failed: 0 } });
  const { items } = await get<{ items: ReevaluationItem[] }>(`/api/v1/reevaluations/${started.id}/items?outcome=changed`);
  expect(new Set(items.map((item) => item.recordingId)).size).toBe(5);
  for (const item of items) {
    const list = await get<{ items: Evaluation[] }>(`/api/v1/recordings/${item.recordingId}/diagnoses`);
    expect(list.items.map(({ id }) => id)).toEqual([item.afterId, item.beforeId]);
  }
});

test('a recording whose samples cannot be read is listed with its problem, and the others go on', async () => {
  const other = await importRecording(app, systemId, hotPress(86_400_000));
  const { seriesSha256 } = (await newest()).result.recording;
  await app.appliance.files.remove(seriesSha256, async () => false);
  const { items } = await run({ scope: 'all' });
  expect(items).toMatchObject([
    { recordingId, outcome: 'failed', problem: { status: expect.any(Number), title: expect.any(String) } },
    { recordingId: other, outcome: 'unchanged' },
  ]);
});

test('what is unclear, unknown or not allowed is said in words', async () => {
  expect((await ask({ scope: 'system' })).json()).toMatchObject({ status: 422, code: 'reevaluation-scope-unclear' });
  expect((await ask({ scope: 'all', systemId })).json()).toMatchObject({ code: 'reevaluation-scope-unclear' });
  expect((await ask({ scope: 'system', systemId: newId() })).json()).toMatchObject({ code: 'system-not-found' });
  const payload: NewReevaluation = { scope: 'all' };
  expect((await app.as('technician', { method: 'POST', url: '/api/v1/reevaluations', payload })).statusCode).toBe(403);
  expect(await get(`/api/v1/reevaluations/${newId()}`)).toMatchObject({ code: 'reevaluation-not-found' });
  expect(await get(`/api/v1/diagnoses/${newId()}`)).toMatchObject({ code: 'diagnosis-not-found' });
  const { id } = await newest();
  const other = await importRecording(app, systemId, hotPress(86_400_000));
  const foreign = await get<Diagnosis>(`/api/v1/recordings/${other}/diagnosis`);
  expect(await get(`/api/v1/diagnoses/${id}/differences?before=${foreign.id}`)).toMatchObject({ code: 'evaluations-of-two-recordings' });
});

test('who had what judged again stands in the audit trail', async () => {
  const { run: done } = await run({ scope: 'recording', recordingId });
  const { items } = (await app.as('admin', { url: `/api/v1/audit-events?subjectId=${done.id}` })).json() as { items: { action: string }[] };
  expect(items.map(({ action }) => action).sort()).toEqual(['reevaluation.done', 'reevaluation.started']);
});
