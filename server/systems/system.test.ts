import { afterEach, beforeEach, expect, test } from 'vitest';
import { setLimit } from '../../tests/support/import.ts';
import { type TestApp, testApp } from '../../tests/support/test-app.ts';

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

const post = (url: string, payload: object) => app.as('engineer', { method: 'POST', url, payload });

async function createSystem(name = 'Press 4'): Promise<string> {
  const site = await post('/api/v1/sites', { name: `Site of ${name}`, timeZone: 'Europe/Berlin' });
  const system = await post('/api/v1/systems', { siteId: site.json().id, name });
  expect(system.statusCode).toBe(201);
  return system.json().id;
}

test('a system is read back with its components, channels and limits', async () => {
  const id = await createSystem();
  const pump = await post(`/api/v1/systems/${id}/components`, {
    kind: 'pump',
    name: 'Main pump',
    nameplate: { displacementCm3: 28, pumpType: 'axial-piston' },
  });
  const channel = await post(`/api/v1/systems/${id}/channels`, {
    name: 'P1',
    quantity: 'pressure',
    unit: 'bar',
    signal: 'p_P',
    componentId: pump.json().id,
    rangeLow: 0,
    rangeHigh: 250,
    accuracyPercentFs: 0.5,
  });
  const source = { type: 'manual', reference: 'Pump manual p. 27' };
  await setLimit(app, id, { subjectType: 'channel', subject: channel.json().id, unit: 'bar', warningHigh: 200, alarmHigh: 220, source });
  const detail = await app.as('viewer', { url: `/api/v1/systems/${id}` });
  expect(detail.json()).toMatchObject({
    system: { name: 'Press 4', isSimulated: false },
    components: [{ kind: 'pump', nameplate: { displacementCm3: 28 } }],
    channels: [{ name: 'P1', signal: 'p_P', rangeHigh: 250 }],
    limits: [{ warningHigh: 200, alarmHigh: 220, warningLow: null, source }],
  });
});

test('a missing system is a problem with a code', async () => {
  const reply = await app.as('viewer', { url: '/api/v1/systems/00000000-0000-4000-8000-000000000000' });
  expect(reply.headers['content-type']).toContain('application/problem+json');
  expect(reply.json()).toMatchObject({ status: 404, code: 'system-not-found', type: 'urn:problem:system-not-found' });
  expect(reply.json().instance).toBeTruthy();
});

test('an unknown field is refused by name', async () => {
  const reply = await post('/api/v1/sites', { name: 'A', colour: 'red' });
  expect(reply.json()).toMatchObject({ status: 400, code: 'validation-failed', errors: [{ pointer: '#/colour' }] });
});

test('malformed JSON is a problem, not a crash', async () => {
  const reply = await app.as('engineer', {
    method: 'POST',
    url: '/api/v1/sites',
    payload: '{"name":',
    headers: { 'content-type': 'application/json' },
  });
  expect(reply.json()).toMatchObject({ status: 400, code: 'json-malformed' });
});

test('a body over the limit is refused', async () => {
  const reply = await post('/api/v1/sites', { name: 'x'.repeat(300_000) });
  expect(reply.json()).toMatchObject({ status: 413, code: 'body-too-large' });
});

test('a viewer may look but not write, and is told which permission is missing', async () => {
  const reply = await app.as('viewer', { method: 'POST', url: '/api/v1/sites', payload: { name: 'A' } });
  expect(reply.json()).toMatchObject({ status: 403, code: 'permission-denied' });
  expect(reply.json().detail).toContain('systems:write');
});

test('names are unique within their parent, whatever their case', async () => {
  await post('/api/v1/sites', { name: 'North' });
  expect((await post('/api/v1/sites', { name: 'NORTH' })).json()).toMatchObject({ status: 409, code: 'name-taken' });
});

test('an unknown time zone is refused in words', async () => {
  expect((await post('/api/v1/sites', { name: 'B', timeZone: 'Mars/Base' })).json()).toMatchObject({
    status: 422,
    code: 'time-zone-unknown',
  });
});

test('walking the pages while rows are added shows each row once and none twice', async () => {
  const names = ['delta', 'alpha', 'echo', 'bravo', 'charlie', 'foxtrot', 'golf'];
  for (const name of names) await post('/api/v1/sites', { name });
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = (await app.as('viewer', { url: `/api/v1/sites?limit=2${cursor ? `&cursor=${cursor}` : ''}` })).json();
    seen.push(...page.items.map((site: { name: string }) => site.name));
    if (seen.length === 2) await post('/api/v1/sites', { name: 'aaa' });
    cursor = page.next;
  } while (cursor);
  expect(seen).toEqual([...names].sort());
});

test('a forged cursor is refused', async () => {
  expect((await app.as('viewer', { url: '/api/v1/sites?cursor=bm9wZQ' })).json()).toMatchObject({ status: 400, code: 'cursor-invalid' });
});

test('every change is in the audit trail with its new value', async () => {
  const id = await createSystem('Press 9');
  const trail = await app.as('admin', { url: `/api/v1/audit-events?subjectId=${id}` });
  expect(trail.json().items).toMatchObject([{ action: 'system.created', actor: 'test-engineer', newValue: { name: 'Press 9' } }]);
});

test('in a body null is nothing and true is no number', async () => {
  const id = await createSystem('Press 11');
  const channel = (more: object) => post(`/api/v1/systems/${id}/channels`, { name: 'P1', quantity: 'pressure', unit: 'bar', ...more });
  expect((await channel({ rangeLow: null })).json()).toMatchObject({ status: 400, code: 'validation-failed' });
  expect((await channel({ rangeHigh: true })).json()).toMatchObject({ status: 400, code: 'validation-failed' });
  expect((await channel({ rangeHigh: '250' })).json()).toMatchObject({ status: 400, code: 'validation-failed' });
});

test('a quantity and a unit that do not fit are refused', async () => {
  const id = await createSystem('Press 13');
  const reply = await post(`/api/v1/systems/${id}/channels`, { name: 'P1', quantity: 'pressure', unit: '°C' });
  expect(reply.json()).toMatchObject({ status: 422, code: 'unit-does-not-fit' });
});

test('a name with a control character is refused', async () => {
  expect((await post('/api/v1/sites', { name: 'North\u0000' })).json()).toMatchObject({ status: 400, code: 'validation-failed' });
});
