import { afterEach, expect, test } from 'vitest';
import { type TestApp, testApp, testPassword } from '../../tests/support/test-app.ts';

let app: TestApp;
afterEach(() => app.close());

const admin = { userName: 'ada', displayName: 'Ada', password: testPassword };

test('the set-up link makes the first admin once and logs that person in', async () => {
  app = await testApp();
  const token = await app.appliance.accounts.issueSetupToken();
  const made = await app.as('public', { method: 'POST', url: '/api/v1/setup', payload: { token, ...admin } });
  expect(made.statusCode).toBe(201);
  expect(made.json()).toMatchObject({ user: { userName: 'ada', role: 'admin' } });
  expect(made.headers['set-cookie']).toMatch(/HttpOnly; SameSite=Strict/);

  const again = await app.as('public', { method: 'POST', url: '/api/v1/setup', payload: { token, ...admin, userName: 'eve' } });
  expect(again.json()).toMatchObject({ status: 403, code: 'setup-token-invalid' });
  expect(await app.appliance.accounts.issueSetupToken()).toBeUndefined();
});

test('a new set-up link makes the older one worthless', async () => {
  app = await testApp();
  const older = await app.appliance.accounts.issueSetupToken();
  await app.appliance.accounts.issueSetupToken();
  const reply = await app.as('public', { method: 'POST', url: '/api/v1/setup', payload: { token: older, ...admin } });
  expect(reply.json()).toMatchObject({ code: 'setup-token-invalid' });
});

test('an unknown user and a wrong password get the same answer, and both are in the audit trail', async () => {
  app = await testApp();
  await app.as('viewer', { url: '/api/v1/session' });
  const login = (userName: string, password: string) =>
    app.as('public', { method: 'POST', url: '/api/v1/session', payload: { userName, password } });
  const wrong = await login('test-viewer', 'not the password');
  const unknown = await login('nobody-here', 'not the password');
  expect(wrong.statusCode).toBe(401);
  expect({ ...wrong.json(), instance: '' }).toEqual({ ...unknown.json(), instance: '' });
  const trail = await app.as('admin', { url: '/api/v1/audit-events?limit=500' });
  const failures = trail.json().items.filter((event: { action: string }) => event.action === 'login.failed');
  expect(failures.map((event: { actor: string }) => event.actor).sort()).toEqual(['nobody-here', 'test-viewer']);
});

test('after logout the cookie is worth nothing', async () => {
  app = await testApp();
  expect((await app.as('viewer', { url: '/api/v1/session' })).statusCode).toBe(200);
  expect((await app.as('viewer', { method: 'DELETE', url: '/api/v1/session' })).statusCode).toBe(204);
  expect((await app.as('viewer', { url: '/api/v1/session' })).json()).toMatchObject({ status: 401, code: 'login-required' });
});

test('a session ends after an hour without a request and after twelve hours in any case', async () => {
  let time = Date.parse('2026-01-02T08:00:00Z');
  app = await testApp({ now: () => new Date(time) });
  expect((await app.as('viewer', { url: '/api/v1/session' })).statusCode).toBe(200);
  for (let i = 0; i < 14; i++) {
    time += 50 * 60_000;
    expect((await app.as('viewer', { url: '/api/v1/session' })).statusCode).toBe(200);
  }
  time += 50 * 60_000;
  expect((await app.as('viewer', { url: '/api/v1/session' })).statusCode).toBe(401);

  expect((await app.as('engineer', { url: '/api/v1/session' })).statusCode).toBe(200);
  time += 61 * 60_000;
  expect((await app.as('engineer', { url: '/api/v1/session' })).statusCode).toBe(401);
});

test('a user name is taken whatever its case', async () => {
  app = await testApp();
  const create = (userName: string) =>
    app.as('admin', {
      method: 'POST',
      url: '/api/v1/users',
      payload: { userName, displayName: 'x', role: 'viewer', password: testPassword },
    });
  expect((await create('Anna')).statusCode).toBe(201);
  expect((await create('anna')).json()).toMatchObject({ status: 409, code: 'user-name-taken' });
});

test('a password that is too short is refused by name', async () => {
  app = await testApp();
  const reply = await app.as('admin', {
    method: 'POST',
    url: '/api/v1/users',
    payload: { userName: 'bob', displayName: 'Bob', role: 'viewer', password: 'short' },
  });
  expect(reply.json()).toMatchObject({ status: 400, code: 'validation-failed', errors: [{ pointer: '#/password' }] });
});

test('passwords and tokens never appear in an answer or in the audit trail', async () => {
  app = await testApp();
  const token = await app.appliance.accounts.issueSetupToken();
  await app.as('public', { method: 'POST', url: '/api/v1/setup', payload: { token, ...admin } });
  const trail = await app.as('admin', { url: '/api/v1/audit-events?limit=500' });
  const users = await app.as('admin', { url: '/api/v1/users' });
  for (const body of [trail.body, users.body]) {
    expect(body).not.toContain(testPassword);
    expect(body).not.toContain('argon2');
    expect(body).not.toContain(token);
  }
});
