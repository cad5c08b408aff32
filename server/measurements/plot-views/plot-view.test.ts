import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSystem } from '../../../tests/support/import.ts';
import { type TestApp, testApp } from '../../../tests/support/test-app.ts';
import type { Role } from '../../accounts/role.schema.ts';

let app: TestApp;
let systemId: string;
beforeAll(async () => {
  app = await testApp();
  systemId = await createSystem(app);
});
afterAll(() => app.close());

const url = (rest = '') => `/api/v1/systems/${systemId}/plot-views${rest}`;
const save = (role: Role, payload: object) => app.as(role, { method: 'POST', url: url(), payload });
const names = async (role: Role) => (await app.as(role, { url: url() })).json().items.map((view: { name: string }) => view.name);

test('a view is one’s own until it is shared', async () => {
  const state = { panes: [{ channels: [0, 2] }], fromMs: 10 };
  const mine = (await save('technician', { name: 'Warm-up', state })).json();
  expect(mine).toMatchObject({ name: 'Warm-up', state, shared: false, version: 1, createdBy: 'test-technician' });
  expect(await names('engineer')).toEqual([]);
  const shared = await app.as('technician', { method: 'PATCH', url: url(`/${mine.id}`), payload: { shared: true, version: 1 } });
  expect(shared.json()).toMatchObject({ shared: true, version: 2, state });
  expect(await names('engineer')).toEqual(['Warm-up']);
  const foreign = await app.as('engineer', { method: 'PATCH', url: url(`/${mine.id}`), payload: { name: 'x', version: 2 } });
  expect(foreign.json()).toMatchObject({ status: 403, code: 'view-not-yours' });
});

test('somebody else’s private view is not there', async () => {
  const mine = (await save('technician', { name: 'Private', state: {} })).json();
  expect((await app.as('engineer', { method: 'DELETE', url: url(`/${mine.id}?version=1`) })).json()).toMatchObject({
    code: 'view-not-found',
  });
  expect((await app.as('technician', { method: 'DELETE', url: url(`/${mine.id}?version=2`) })).json()).toMatchObject({
    code: 'view-changed',
  });
  expect((await app.as('technician', { method: 'DELETE', url: url(`/${mine.id}?version=1`) })).statusCode).toBe(204);
});

test('a name is taken once per person, whatever its case', async () => {
  await save('technician', { name: 'Pump', state: {} });
  expect((await save('technician', { name: 'PUMP', state: {} })).json()).toMatchObject({ status: 409, code: 'name-taken' });
  expect((await save('engineer', { name: 'Pump', state: {} })).statusCode).toBe(201);
});

test('a state of more than 16 KiB is refused with its size', async () => {
  const reply = await save('technician', { name: 'Large', state: { text: 'ä'.repeat(8200) } });
  expect(reply.json()).toMatchObject({ status: 413, code: 'view-too-large' });
  expect((await save('technician', { name: 'Just fits', state: { text: 'x'.repeat(16_000) } })).statusCode).toBe(201);
});

test('a system that does not exist has no views', async () => {
  const reply = await app.as('viewer', { url: '/api/v1/systems/0190a000-0000-7000-8000-000000000000/plot-views' });
  expect(reply.json()).toMatchObject({ status: 404, code: 'system-not-found' });
});
