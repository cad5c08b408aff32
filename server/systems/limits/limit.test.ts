import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSystem, setLimit } from '../../../tests/support/import.ts';
import { type TestApp, testApp } from '../../../tests/support/test-app.ts';
import type { Role } from '../../accounts/role.schema.ts';
import type { Limit } from './limit.schema.ts';

let app: TestApp;
let systemId: string;
beforeEach(async () => {
  app = await testApp();
  systemId = await createSystem(app);
});
afterEach(() => app.close());

const tank = {
  subjectType: 'indicator',
  subject: 'tank-temperature',
  unit: '°C',
  warningHigh: 55,
  alarmHigh: 65,
  source: { type: 'manual', reference: 'Oil data sheet, page 2' },
  reason: 'The oil of this plant ages early',
} as const;

const send = (role: Role, url: string, payload: object) => app.as(role, { method: 'POST', url, payload });
const propose = (payload: object = tank, role: Role = 'engineer') => send(role, `/api/v1/systems/${systemId}/limits`, payload);
const decide = (id: string, payload: object, role: Role = 'approver') => send(role, `/api/v1/limits/${id}/decision`, payload);
const approval = { decision: 'approved', reason: 'agrees with the sheet' };
const inForce = async (): Promise<Limit[]> => (await app.as('viewer', { url: `/api/v1/systems/${systemId}` })).json().limits;
const versions = async (query = ''): Promise<Limit[]> =>
  (await app.as('viewer', { url: `/api/v1/systems/${systemId}/limits${query}` })).json().items;

test('a proposal counts when a second person has approved it, and not before', async () => {
  const proposed = await propose();
  expect(proposed.statusCode).toBe(201);
  expect(proposed.json()).toMatchObject({ version: 1, state: 'proposed', proposedBy: 'test-engineer', decidedBy: null });
  expect(await inForce()).toEqual([]);
  const approved = await decide(proposed.json().id, approval);
  expect(approved.json()).toMatchObject({ state: 'approved', decidedBy: 'test-approver', hasSecondPerson: true });
  expect(await inForce()).toEqual([approved.json()]);
});

test('a change is another version: the earlier one holds until the approval and stays readable after it', async () => {
  const first = await setLimit(app, systemId, tank);
  const second = await propose({ ...tank, warningHigh: 50, deadband: 2, delay: { kind: 'count', count: 3 } });
  expect(second.json()).toMatchObject({ version: 2, state: 'proposed' });
  expect((await inForce()).map(({ id }) => id)).toEqual([first.id]);
  await decide(second.json().id, approval);
  expect((await inForce())[0]).toMatchObject({ version: 2, warningHigh: 50, deadband: 2, delay: { kind: 'count', count: 3 } });
  expect((await versions()).map(({ version, state }) => [version, state])).toEqual([
    [2, 'approved'],
    [1, 'superseded'],
  ]);
  expect((await versions('?state=superseded'))[0]).toMatchObject({ id: first.id, warningHigh: 55, decidedBy: 'test-approver' });
});

test('a rejected or withdrawn proposal changes nothing, keeps its reason, and makes room for another', async () => {
  const first = await propose();
  expect((await propose()).json()).toMatchObject({ status: 409, code: 'limit-proposal-open' });
  const rejected = await decide(first.json().id, { decision: 'rejected', reason: 'wrong oil' });
  expect(rejected.json()).toMatchObject({ state: 'rejected', decisionReason: 'wrong oil', hasSecondPerson: null });
  expect((await decide(first.json().id, approval)).json()).toMatchObject({ status: 409, code: 'limit-decided' });
  const second = await propose();
  expect((await send('admin', `/api/v1/limits/${second.json().id}/withdraw`, { reason: 'not mine' })).json()).toMatchObject({
    status: 409,
    code: 'proposal-of-another',
  });
  const withdrawn = await send('engineer', `/api/v1/limits/${second.json().id}/withdraw`, { reason: 'typing error' });
  expect(withdrawn.json()).toMatchObject({ state: 'withdrawn', decisionReason: 'typing error' });
  expect(await inForce()).toEqual([]);
  expect((await propose()).json()).toMatchObject({ version: 3, state: 'proposed' });
});

test('the author cannot approve where somebody else could, and is told whom to ask', async () => {
  await app.as('approver', { url: '/api/v1/session' });
  const own = await propose(tank, 'admin');
  const refused = await decide(own.json().id, approval, 'admin');
  expect(refused.json()).toMatchObject({ status: 409, code: 'own-proposal', extra: { people: ['test-approver'] } });
  const alone = await decide(own.json().id, { ...approval, isAloneAccepted: true }, 'admin');
  expect(alone.json()).toMatchObject({ status: 409, code: 'own-proposal' });
});

test('where nobody else could approve, the author says so first, and it stands beside the limit', async () => {
  const own = await propose(tank, 'admin');
  expect((await decide(own.json().id, approval, 'admin')).json()).toMatchObject({ status: 409, code: 'second-person-missing' });
  const alone = await decide(own.json().id, { ...approval, isAloneAccepted: true }, 'admin');
  expect(alone.json()).toMatchObject({ state: 'approved', hasSecondPerson: false });
});

test('the command line of a person is that person', async () => {
  const cli = { name: 'cli:test-admin', requestId: null };
  await app.as('approver', { url: '/api/v1/session' });
  const own = await propose(tank, 'admin');
  await expect(app.appliance.limits.decide(own.json().id, { ...approval, decision: 'approved' }, cli)).rejects.toMatchObject({
    code: 'own-proposal',
  });
});

test('a limit ends by a version that says so, approved like any other', async () => {
  const limit = await setLimit(app, systemId, tank);
  const ending = await send('engineer', `/api/v1/limits/${limit.id}/retirements`, { reason: 'the maker’s value holds again' });
  expect(ending.json()).toMatchObject({ version: 2, state: 'proposed', isRetirement: true });
  expect(await inForce()).toHaveLength(1);
  await decide(ending.json().id, approval);
  expect(await inForce()).toEqual([]);
  expect((await send('engineer', `/api/v1/limits/${limit.id}/retirements`, { reason: 'once more' })).json()).toMatchObject({
    code: 'limit-not-in-force',
  });
  expect((await propose()).json()).toMatchObject({ version: 3 });
});

test('each operating point has versions of its own', async () => {
  const at = (name: string, from: number) => ({
    ...tank,
    operatingPoint: { name, within: [{ signal: 'p_P', unit: 'bar', atLeast: from, atMost: null }] },
  });
  for (const limit of [tank, at('150 bar', 135), at('80 bar', 72)]) await setLimit(app, systemId, limit);
  expect((await inForce()).map(({ version, operatingPoint }) => [version, operatingPoint?.name])).toEqual([
    [1, '80 bar'],
    [1, '150 bar'],
    [1, undefined],
  ]);
});

test.each([
  ['no value', { warningHigh: undefined, alarmHigh: undefined }, 'limit-empty'],
  ['values upside down', { warningHigh: 80 }, 'limit-order'],
  ['a deadband wider than the healthy range', { warningLow: 53, deadband: 2 }, 'limit-deadband'],
  [
    'a window with nothing in it',
    { conditions: [{ kind: 'signal', signal: 'p_P', unit: 'bar', atLeast: 9, atMost: 8 }] },
    'limit-condition',
  ],
  [
    'a window without a bound',
    { conditions: [{ kind: 'signal', signal: 'p_P', unit: 'bar', atLeast: null, atMost: null }] },
    'limit-condition',
  ],
  [
    'a window in no known unit',
    { conditions: [{ kind: 'signal', signal: 'p_P', unit: 'furlong', atLeast: 1, atMost: null }] },
    'limit-condition',
  ],
  ['a time with no condition to hold', { conditions: [{ kind: 'held', seconds: 5 }] }, 'limit-condition'],
  ['an indicator that nobody computes', { subject: 'luck' }, 'indicator-not-found'],
  ['a channel that is not there', { subjectType: 'channel', subject: 'P1', unit: 'bar' }, 'channel-not-found'],
  ['another unit', { unit: 'K' }, 'unit-does-not-fit'],
  ['no reason', { reason: undefined }, 'validation-failed'],
  ['no source', { source: undefined }, 'validation-failed'],
  ['the product’s own defaults as source', { source: { type: 'default', reference: 'table C2' } }, 'validation-failed'],
])('a limit with %s is refused', async (_, change, code) => {
  expect((await propose({ ...tank, ...change })).json().code).toBe(code);
  expect(await versions()).toEqual([]);
});

test('who may propose may not approve, and the other way round', async () => {
  const { id } = (await propose()).json<Limit>();
  expect((await decide(id, approval, 'engineer')).statusCode).toBe(403);
  expect((await propose(tank, 'approver')).statusCode).toBe(403);
  expect((await propose(tank, 'technician')).statusCode).toBe(403);
});

test('every step stands in the audit trail with the old and the new limit', async () => {
  const first = await setLimit(app, systemId, tank);
  const second = await setLimit(app, systemId, { ...tank, warningHigh: 50 });
  const { items } = (await app.as('admin', { url: `/api/v1/audit-events?subjectId=${second.id}` })).json();
  expect(
    items.map(({ action, oldValue, newValue }: { action: string; oldValue: Limit; newValue: Limit }) => [
      action,
      oldValue.id === first.id,
      oldValue.warningHigh,
      newValue.warningHigh,
    ]),
  ).toEqual([
    ['limit.approved', true, 55, 50],
    ['limit.proposed', true, 55, 50],
  ]);
});

test('a limit that comes with the demo plant is in force and says that nobody approved it', async () => {
  const installed = await app.appliance.limits.install(systemId, { ...tank, conditions: [] }, { name: 'system', requestId: null });
  expect(installed).toMatchObject({ state: 'approved', hasSecondPerson: null });
  expect(await inForce()).toMatchObject([{ id: installed.id, hasSecondPerson: null }]);
});
