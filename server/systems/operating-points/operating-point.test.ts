import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSystem, setLimit } from '../../../tests/support/import.ts';
import { type TestApp, testApp } from '../../../tests/support/test-app.ts';
import type { Role } from '../../accounts/role.schema.ts';
import type { OperatingPoint } from './operating-point.schema.ts';

let app: TestApp;
let systemId: string;
beforeEach(async () => {
  app = await testApp();
  systemId = await createSystem(app);
});
afterEach(() => app.close());

const window = (signal: string, unit: string, atLeast: number | null, atMost: number | null) => ({ signal, unit, atLeast, atMost });
const pressing = { name: 'Pressing', within: [window('p_P', 'bar', 150, 180), window('T_T', '°C', 40, 50)] };
const url = () => `/api/v1/systems/${systemId}/operating-points`;
const create = (payload: object = pressing, role: Role = 'engineer') => app.as(role, { method: 'POST', url: url(), payload });
const list = async (): Promise<OperatingPoint[]> => (await app.as('viewer', { url: url() })).json().items;
const change = (id: string, payload: object, role: Role = 'engineer') =>
  app.as(role, { method: 'PATCH', url: `/api/v1/operating-points/${id}`, payload });

test('an engineer names, changes and removes an operating point, and the audit trail says who and what', async () => {
  const made = (await create()).json<OperatingPoint>();
  expect(made).toMatchObject({ ...pressing, version: 1, createdBy: 'test-engineer' });
  const within = [window('p_P', 'bar', 140, 180)];
  expect((await change(made.id, { within, version: 1 })).json()).toMatchObject({ name: 'Pressing', within, version: 2 });
  expect(await list()).toMatchObject([{ id: made.id, within, version: 2 }]);
  expect((await app.as('engineer', { method: 'DELETE', url: `/api/v1/operating-points/${made.id}?version=2` })).statusCode).toBe(204);
  expect(await list()).toEqual([]);
  const events = (await app.as('admin', { url: '/api/v1/audit-events?limit=100' })).json().items as { action: string; actor: string }[];
  expect(events.map(({ action }) => action).filter((action) => action.startsWith('operating-point'))).toEqual(
    expect.arrayContaining(['operating-point.created', 'operating-point.updated', 'operating-point.deleted']),
  );
});

test('what contradicts itself, a second one of the same name, an old version and a role without the right are refused in words', async () => {
  expect((await create({ ...pressing, within: [window('p_P', 'bar', 180, 150)] })).json()).toMatchObject({ code: 'limit-condition' });
  expect((await create({ ...pressing, within: [window('p_P', 'bar', null, null)] })).json()).toMatchObject({ code: 'limit-condition' });
  expect((await create(pressing, 'technician')).statusCode).toBe(403);
  const made = (await create()).json<OperatingPoint>();
  expect((await create()).json()).toMatchObject({ status: 409, code: 'operating-point-known' });
  await change(made.id, { within: pressing.within.slice(0, 1), version: 1 });
  expect((await change(made.id, { within: pressing.within, version: 1 })).json()).toMatchObject({ code: 'operating-point-changed' });
  expect((await change('01980000-0000-7000-8000-000000000000', { within: pressing.within, version: 1 })).statusCode).toBe(404);
});

test('a limit at a known operating point has ranges of it and keeps them when the point changes', async () => {
  const { id } = (await create()).json<OperatingPoint>();
  const limit = {
    ...{ subjectType: 'indicator', subject: 'tank-temperature', unit: '°C', warningHigh: 55 },
    ...{ source: { type: 'plant', reference: 'Shift book 12' }, reason: 'Seen in the last summer' },
  };
  const propose = (operatingPoint: object) =>
    app.as('engineer', { method: 'POST', url: `/api/v1/systems/${systemId}/limits`, payload: { ...limit, operatingPoint } });
  const elsewhere = { name: 'Pressing', within: [window('p_P', 'bar', 1, 2)] };
  expect((await propose(elsewhere)).json()).toMatchObject({ status: 409, code: 'limit-point-differs' });
  const operatingPoint = { name: 'Pressing', within: pressing.within.slice(0, 1) };
  const made = await setLimit(app, systemId, { ...limit, operatingPoint });
  await change(id, { within: elsewhere.within, version: 1 });
  const inForce = (await app.as('viewer', { url: `/api/v1/systems/${systemId}` })).json().limits;
  expect(inForce).toMatchObject([{ id: made.id, operatingPoint }]);
});
