import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSystem, ended, importRecording, setLimit } from '../../tests/support/import.ts';
import { type TestApp, testApp } from '../../tests/support/test-app.ts';
import type { Diagnosis, Indicator } from './diagnosis.schema.ts';
import { hotPress } from './hot-press.fixture.ts';

let app: TestApp;
let systemId: string;
beforeEach(async () => {
  app = await testApp();
  app.appliance.runner.start();
  systemId = await createSystem(app);
});
afterEach(() => app.close());

const tank = {
  subjectType: 'indicator',
  subject: 'tank-temperature',
  unit: '°C',
  warningHigh: 90,
  source: { type: 'plant', reference: 'Shift book 12' },
} as const;

async function diagnosis(id: string, isAgain = false): Promise<Diagnosis> {
  if (isAgain) await ended(app, (await app.as('technician', { method: 'POST', url: `/api/v1/recordings/${id}/diagnoses` })).json().id);
  return (await app.as('viewer', { url: `/api/v1/recordings/${id}/diagnosis` })).json();
}
const oil = ({ result }: Diagnosis): Indicator => result.indicators.find(({ id }) => id === 'tank-temperature') as Indicator;

test('a diagnosis records the approved version it judged by; a proposal changes nothing, and the same limits give the same bytes', async () => {
  const first = await setLimit(app, systemId, tank);
  const id = await importRecording(app, systemId, hotPress());
  const before = await diagnosis(id);
  const version = { id: first.id, number: 1, approvedBy: 'test-approver', hasSecondPerson: true };
  expect(oil(before)).toMatchObject({ state: 'normal', limit: { warningHigh: 90, version } });
  await app.as('engineer', {
    method: 'POST',
    url: `/api/v1/systems/${systemId}/limits`,
    payload: { ...tank, warningHigh: 60, reason: 'early' },
  });
  expect((await diagnosis(id, true)).resultSha256).toBe(before.resultSha256);
});

test('after the approval of another version a new diagnosis judges by that one, and the earlier diagnosis keeps its own', async () => {
  await setLimit(app, systemId, tank);
  const id = await importRecording(app, systemId, hotPress());
  const before = await diagnosis(id);
  const second = await setLimit(app, systemId, { ...tank, warningHigh: 60, deadband: 2 });
  expect((await diagnosis(id)).resultSha256).toBe(before.resultSha256);
  expect(oil(await diagnosis(id, true))).toMatchObject({
    state: 'warning',
    limit: { warningHigh: 60, version: { id: second.id, number: 2 } },
  });
});

test('the indicators a limit can be set on are listed page by page', async () => {
  const page = async (query: string) => (await app.as('viewer', { url: `/api/v1/indicators?${query}` })).json();
  const all = await page('limit=500');
  expect(all.items).toContainEqual(expect.objectContaining({ id: 'tank-temperature', unit: '°C', component: 'reservoir' }));
  const first = await page('limit=5');
  const second = await page(`limit=500&cursor=${first.next}`);
  expect([...first.items, ...second.items]).toEqual(all.items);
});
