import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSystem, importRecording } from '../../../tests/support/import.ts';
import { type TestApp, testApp } from '../../../tests/support/test-app.ts';
import type { Role } from '../../accounts/role.schema.ts';

let app: TestApp;
let id: string;
beforeAll(async () => {
  app = await testApp();
  app.appliance.runner.start();
  id = await importRecording(app, await createSystem(app));
});
afterAll(() => app.close());

const url = (rest = '') => `/api/v1/recordings/${id}/annotations${rest}`;
const write = (payload: object, role: Role = 'technician') => app.as(role, { method: 'POST', url: url(), payload });
const made = async (payload: object) => (await write({ fromMs: 1000, text: 'Valve chatters', ...payload })).json();

test('an annotation is a point or a range, and comes back as it was written', async () => {
  const range = await made({ toMs: 4000, channel: 1, tags: ['valve', '100 %'], inReport: true });
  expect(range).toMatchObject({
    fromMs: 1000,
    toMs: 4000,
    channel: 1,
    tags: ['valve', '100 %'],
    inReport: true,
    version: 1,
    createdBy: 'test-technician',
  });
  const point = await made({ fromMs: 500, text: ' Start \n of the test ' });
  expect(point).toMatchObject({ toMs: null, channel: null, text: 'Start \n of the test', tags: [], inReport: false });
  const { items } = (await app.as('viewer', { url: url() })).json();
  expect(items).toEqual([point, range]);
  expect((await app.as('viewer', { url: url(`?tag=${encodeURIComponent('100 %')}`) })).json().items).toEqual([range]);
  expect((await app.as('viewer', { url: url('?tag=1__ %25') })).json().items).toEqual([]);
  expect((await app.as('viewer', { url: url('?inReport=true') })).json().items).toEqual([range]);
});

test('the second of two people who change the same annotation is told so and loses nothing', async () => {
  const { id: one } = await made({});
  const change = (text: string, version: number) =>
    app.as('engineer', { method: 'PATCH', url: url(`/${one}`), payload: { text, version } });
  expect((await change('first', 1)).json()).toMatchObject({ text: 'first', version: 2, fromMs: 1000 });
  expect((await change('second', 1)).json()).toMatchObject({
    status: 409,
    code: 'annotation-changed',
    extra: { current: { text: 'first' } },
  });
  expect((await app.as('engineer', { method: 'DELETE', url: url(`/${one}?version=1`) })).json()).toMatchObject({
    code: 'annotation-changed',
  });
  expect((await app.as('engineer', { method: 'DELETE', url: url(`/${one}?version=2`) })).statusCode).toBe(204);
  expect((await change('late', 2)).json()).toMatchObject({ status: 404, code: 'annotation-not-found' });
});

test('what does not fit the recording is refused, field by field', async () => {
  const reply = (await write({ fromMs: 700_000, toMs: 600_001, channel: 9, text: 'x' })).json();
  expect(reply).toMatchObject({ status: 422, code: 'annotation-outside' });
  expect(reply.errors.map((e: { pointer: string }) => e.pointer)).toEqual(['#/fromMs', '#/toMs', '#/toMs', '#/channel']);
  expect((await write({ fromMs: 0, text: '  ' })).statusCode).toBe(400);
  expect((await write({ fromMs: 0, text: 'x'.repeat(2001) })).statusCode).toBe(400);
});

test('making, changing and removing stand in the audit trail with what was there before', async () => {
  const { id: one } = await made({ text: 'to be audited' });
  await app.as('technician', { method: 'PATCH', url: url(`/${one}`), payload: { inReport: true, version: 1 } });
  await app.as('technician', { method: 'DELETE', url: url(`/${one}?version=2`) });
  const { items } = (await app.as('admin', { url: `/api/v1/audit-events?subjectId=${one}` })).json();
  expect(items.map((e: { action: string }) => e.action)).toEqual(['annotation.deleted', 'annotation.updated', 'annotation.created']);
  expect(items[0].oldValue).toMatchObject({ text: 'to be audited', inReport: true });
});

test('a viewer reads and does not write; another recording’s annotation is not found here', async () => {
  expect((await write({ fromMs: 0, text: 'x' }, 'viewer')).json()).toMatchObject({ code: 'permission-denied' });
  const { id: one } = await made({});
  const elsewhere = `/api/v1/recordings/0190a000-0000-7000-8000-000000000000/annotations/${one}?version=1`;
  expect((await app.as('engineer', { method: 'DELETE', url: elsewhere })).json()).toMatchObject({ code: 'annotation-not-found' });
});
