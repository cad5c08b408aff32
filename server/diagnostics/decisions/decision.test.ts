import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSystem, ended, importRecording } from '../../../tests/support/import.ts';
import { type TestApp, testApp } from '../../../tests/support/test-app.ts';
import type { Diagnosis } from '../diagnosis.schema.ts';
import { hotPress } from '../hot-press.fixture.ts';
import type { Decision } from './decision.schema.ts';

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

const diagnosis = async (id = recordingId): Promise<Diagnosis> =>
  (await app.as('viewer', { url: `/api/v1/recordings/${id}/diagnosis` })).json();
const decide = (payload: object, role: 'engineer' | 'technician' = 'engineer') =>
  app.as(role, { method: 'POST', url: `/api/v1/recordings/${recordingId}/decisions`, payload });
const withdraw = (id: string) =>
  app.as('engineer', { method: 'POST', url: `/api/v1/decisions/${id}/withdraw`, payload: { reason: 'wrong machine looked at' } });
async function diagnoseAgain(): Promise<Diagnosis> {
  const job = await app.as('technician', { method: 'POST', url: `/api/v1/recordings/${recordingId}/diagnoses` });
  await ended(app, job.json().id);
  return diagnosis();
}

test('what the plant refuted is believed less the next time, says so, and comes back when the decision is withdrawn', async () => {
  const before = (await diagnosis()).result.findings[0]!;
  expect(before.experience).toBeUndefined();
  const made = await decide({ faultId: before.faultId, decision: 'refuted', reason: 'cooler opened: clean' });
  expect(made.statusCode).toBe(201);
  const find = ({ result }: Diagnosis) => result.findings.find(({ faultId }) => faultId === before.faultId)!;
  const refuted = find(await diagnoseAgain());
  expect(refuted.confidence).toBeLessThan(before.confidence);
  expect(refuted.experience).toEqual({ confirmed: 0, refuted: 1 });
  const taken = await withdraw(made.json<Decision>().id);
  expect(taken.json<Decision>().withdrawn).toMatchObject({ reason: 'wrong machine looked at' });
  expect(find(await diagnoseAgain())).toEqual(before);
});

test('a decision deferred is on record and counts as nothing', async () => {
  const before = (await diagnosis()).result;
  const faultId = before.findings[0]!.faultId;
  await decide({ faultId, decision: 'deferred', reason: 'next stop in May' });
  expect((await diagnoseAgain()).result.findings).toEqual(before.findings);
  const { items } = (await app.as('viewer', { url: `/api/v1/decisions?systemId=${systemId}` })).json() as { items: Decision[] };
  expect(items).toMatchObject([{ faultId, decision: 'deferred', recordingId, withdrawn: null }]);
});

test('who may not decide, decides twice, withdraws twice or names another fault is told', async () => {
  const { faultId } = (await diagnosis()).result.findings[0]!;
  const valid = { faultId, decision: 'confirmed', reason: 'replaced the cooler' };
  expect((await decide(valid, 'technician')).statusCode).toBe(403);
  expect((await decide({ ...valid, reason: 'x' })).statusCode).toBe(400);
  expect((await decide({ ...valid, faultId: 'P99' })).json()).toMatchObject({ status: 404, code: 'finding-not-found' });
  const { id } = (await decide(valid)).json<Decision>();
  expect((await decide(valid)).json()).toMatchObject({ status: 409, code: 'decision-exists' });
  expect((await withdraw(id)).statusCode).toBe(200);
  expect((await withdraw(id)).json()).toMatchObject({ status: 409, code: 'decision-withdrawn' });
  expect((await decide(valid)).statusCode).toBe(201);
});

test('every decision stands in the audit trail with old and new value', async () => {
  const { faultId } = (await diagnosis()).result.findings[0]!;
  const { id } = (await decide({ faultId, decision: 'confirmed', reason: 'replaced the cooler' })).json<Decision>();
  await withdraw(id);
  const { items } = (await app.as('admin', { url: '/api/v1/audit-events?limit=100' })).json() as {
    items: { action: string; subjectId: string }[];
  };
  const actions = items.filter(({ subjectId }) => subjectId === id).map(({ action }) => action);
  expect(actions.sort()).toEqual(['finding-decision.withdrawn', 'finding.confirmed']);
});
