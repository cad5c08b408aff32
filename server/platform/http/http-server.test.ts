import { createHmac } from 'node:crypto';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { Type } from 'typebox';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ListenConfig } from '../config/config.ts';
import { createLogger } from '../logging/logger.ts';
import { Problem } from '../problem.ts';
import { createHttpServer } from './http-server.ts';

const tcp: ListenConfig = { kind: 'tcp', host: '127.0.0.1', port: 0 };
const secret = 'a-secret-of-at-least-thirty-two-characters';
let app: FastifyInstance;

async function server(listen: ListenConfig = tcp): Promise<FastifyInstance> {
  const made = await createHttpServer({
    listen,
    logger: createLogger('silent'),
    authorise: async (request, permission) => {
      if (permission !== 'public' && !request.headers['x-test-user']) throw new Problem('login-required', 401, 'Please log in');
    },
  });
  const thing = Type.Object({ name: Type.String({ maxLength: 10 }) }, { additionalProperties: false });
  const boom = (error: unknown) => async () => {
    throw error;
  };
  made.route({ method: 'GET', url: '/health/live', permission: 'public', handler: async () => ({ status: 'live' }) });
  made.route({ method: 'GET', url: '/things', permission: 'things:read', handler: async () => ({ items: [] }) });
  made.route({ method: 'POST', url: '/things', permission: 'things:write', schema: { body: thing }, handler: async () => ({ ok: true }) });
  made.route({
    method: 'DELETE',
    url: '/things/:id',
    permission: 'things:write',
    handler: async (_request, reply) => reply.code(204).send(null),
  });
  const bug = new Error('no such table: SELECT password FROM user_account WHERE /var/lib/sightglass/x.ts');
  made.route({ method: 'GET', url: '/bug', permission: 'public', handler: boom(bug) });
  const driver = Object.assign(new Error('insert into `recording` - database or disk is full'), { code: 'SQLITE_FULL' });
  made.route({ method: 'GET', url: '/full', permission: 'public', handler: boom(driver) });
  const zero = Object.assign(new Error('invalid byte sequence: INSERT INTO site'), { code: '22021' });
  made.route({ method: 'GET', url: '/zero', permission: 'public', handler: boom(zero) });
  made.route({ method: 'GET', url: '/thrown-text', permission: 'public', handler: boom('SELECT 1') });
  const hidden = new Problem('disk-full', 507, 'The disk is full', { cause: bug });
  made.route({ method: 'GET', url: '/problem', permission: 'public', handler: boom(hidden) });
  await made.ready();
  return made;
}

const send = (request: InjectOptions): Promise<LightMyRequestResponse> =>
  app.inject({ ...request, headers: { host: '127.0.0.1:8731', 'x-test-user': 'ada', ...request.headers } });
const change = (request: InjectOptions = {}) =>
  send({ method: 'POST', url: '/things', payload: { name: 'pump' }, ...request, headers: { 'x-sightglass': '1', ...request.headers } });

beforeEach(async () => {
  app = await server();
});
afterEach(() => app.close());

test('a route without a permission stops the start', async () => {
  const made = await createHttpServer({ listen: tcp, logger: createLogger('silent'), authorise: async () => undefined });
  expect(() => made.get('/forgotten', async () => 'hello')).toThrow('Route GET /forgotten declares no permission');
  await made.close();
});

describe('the Host header', () => {
  const own = ['127.0.0.1', '127.0.0.1:8731', 'localhost', 'localhost:1', 'LOCALHOST:8731', '[::1]:8731'];
  test.each(own)('%s is this server', async (host) => {
    expect((await send({ url: '/things', headers: { host } })).statusCode).toBe(200);
  });

  const evil = [
    'evil.test',
    'evil.test:8731',
    '127.0.0.1.evil.test',
    'localhost.evil.test',
    'localhost.',
    '127.0.0.1.',
    'evil.test/127.0.0.1',
  ];
  const tricks = [
    '127.0.0.1@evil.test',
    '127.0.0.1:8731@evil.test',
    '127.0.0.1:x',
    '127.0.0.1 ',
    ' localhost',
    'localhost,evil.test',
    '%31%32',
  ];
  const numbers = [
    '0.0.0.0',
    '0',
    '127.1',
    '127.0.0.2',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::1',
    '::1',
  ];
  const names = [
    '192.168.0.1',
    '10.0.0.1:8731',
    'press-pc',
    'press-pc.local',
    'lоcalhost',
    'localhos',
    'xlocalhost',
    '127.0.0.1:8731:1',
    '127.0.0.1,',
    '.',
    '*',
    'null',
    'undefined',
    'file',
  ];
  const hostile = [...evil, ...tricks, ...numbers, ...names];
  test(`${hostile.length} other Hosts are refused before anything else is looked at`, async () => {
    expect(hostile.length).toBeGreaterThanOrEqual(39);
    const accepted = [];
    for (const host of hostile) {
      for (const [method, url] of [
        ['GET', '/things'],
        ['GET', '/health/live'],
        ['GET', '/nowhere'],
        ['POST', '/things'],
      ] as const) {
        const reply = await send({ method, url, headers: { host, 'x-sightglass': '1' } });
        if (reply.statusCode !== 421 || reply.json().code !== 'host-refused')
          accepted.push(`${method} ${url} ${host}: ${reply.statusCode}`);
      }
    }
    expect(accepted).toEqual([]);
  });
});

describe('requests from other sites', () => {
  const schemes = [
    'http://evil.test',
    'https://evil.test',
    'http://evil.test:8731',
    'null',
    'NULL',
    '',
    'file://',
    'app://app',
    'sightglass://app',
  ];
  const near = [
    'http://127.0.0.1',
    'http://127.0.0.1:80',
    'http://127.0.0.1:8732',
    'http://localhost:8731',
    'http://[::1]:8731',
    'ws://127.0.0.1:8731',
  ];
  const tricks = [
    'http://127.0.0.1:8731.evil.test',
    'http://127.0.0.1:8731@evil.test',
    'http://evil.test#127.0.0.1:8731',
    'http://127.0.0.1:8731/',
  ];
  const more = [
    'http://127.0.0.1:8731 ',
    'HTTP://127.0.0.1:8731',
    'http//127.0.0.1:8731',
    '127.0.0.1:8731',
    '*',
    'http://127.0.0.1:8731,http://evil.test',
  ];
  const schemes2 = [
    'data:',
    'blob:http://127.0.0.1:8731/1',
    'javascript:1',
    'chrome-extension://abc',
    'moz-extension://abc',
    'vscode-webview://x',
    'about:blank',
  ];
  const hosts = [
    'http://0.0.0.0:8731',
    'http://127.1:8731',
    'http://2130706433:8731',
    'http://press-pc:8731',
    'http://press-pc.local',
    'http://a.b',
    'http://x%2e',
    'http://.',
  ];
  const hostile = [...schemes, ...near, ...tricks, ...more, ...schemes2, ...hosts];

  test(`${hostile.length} hostile Origins can change nothing and read nothing`, async () => {
    expect(hostile.length).toBeGreaterThanOrEqual(40);
    const wrong = [];
    for (const origin of hostile) {
      const changed = await change({ headers: { origin } });
      if (changed.statusCode !== 403 || changed.json().code !== 'origin-refused') wrong.push(`POST ${origin}: ${changed.statusCode}`);
      const preflight = await send({
        method: 'OPTIONS',
        url: '/things',
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-private-network': 'true' },
      });
      const read = await send({ url: '/things', headers: { origin } });
      for (const reply of [changed, preflight, read]) {
        const cors = Object.keys(reply.headers).filter((name) => name.startsWith('access-control-'));
        if (cors.length > 0) wrong.push(`${origin}: ${cors}`);
        if (reply.headers['cross-origin-resource-policy'] !== 'same-origin') wrong.push(`${origin}: readable by other sites`);
      }
      if (preflight.statusCode < 400) wrong.push(`OPTIONS ${origin}: ${preflight.statusCode}`);
    }
    expect(wrong).toEqual([]);
  });

  test('our own page may change things', async () => {
    expect((await change({ headers: { origin: 'http://127.0.0.1:8731' } })).statusCode).toBe(200);
    expect((await change()).statusCode).toBe(200);
  });

  test.each(['', '0', 'true', '1, 1'])('without the header x-sightglass: 1 nothing changes (%j)', async (value) => {
    expect((await change({ headers: { 'x-sightglass': value } })).json()).toMatchObject({ status: 403, code: 'csrf-header-required' });
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'a form can send %s without asking first, so it is not accepted',
    async (type) => {
      const form = { payload: '{"name":"pump"}', headers: { 'content-type': type } };
      expect((await send({ method: 'POST', url: '/things', ...form })).json()).toMatchObject({ code: 'csrf-header-required' });
      expect((await change(form)).statusCode).toBeGreaterThanOrEqual(400);
    },
  );
});

describe('on a socket', () => {
  const onSocket = (headers: Record<string, string>, url = '/things') => app.inject({ url, headers: { 'x-test-user': 'ada', ...headers } });
  beforeEach(async () => {
    await app.close();
    app = await server({ kind: 'socket', path: '/nowhere', secret });
  });

  test('only the window that knows the secret is answered, on every address', async () => {
    expect((await onSocket({ 'x-sightglass-secret': secret })).statusCode).toBe(200);
    for (const url of ['/things', '/health/live', '/nowhere', '/api/docs']) {
      for (const given of [undefined, '', 'x', secret.slice(1), `${secret}x`, secret.toUpperCase()]) {
        const reply = await onSocket(given === undefined ? {} : { 'x-sightglass-secret': given }, url);
        expect(reply.json()).toMatchObject({ status: 401, code: 'app-secret-required' });
      }
    }
  });

  test('the server proves itself before it is told the secret', async () => {
    const reply = await onSocket({ 'x-sightglass-nonce': 'abc' }, '/health/live');
    expect(reply.statusCode).toBe(200);
    expect(reply.headers['x-sightglass-proof']).toBe(createHmac('sha256', secret).update('abc').digest('hex'));
    expect(JSON.stringify(reply.headers)).not.toContain(secret);
  });

  test('the proof opens no other door', async () => {
    for (const url of ['/things', '/health/live?x=1', '/nowhere', '/health/live/'])
      expect((await onSocket({ 'x-sightglass-nonce': 'abc' }, url)).statusCode).toBe(401);
    expect((await onSocket({ 'x-sightglass-nonce': 'a'.repeat(201) }, '/health/live')).statusCode).toBe(401);
  });
});

describe('problems', () => {
  /** Nothing from inside: no stack, no SQL, no path, no class name. */
  const inside = /SELECT|insert into|\.ts\b|\.js\b|node_modules|\/var\/|\/work\/|at [A-Z]\w+\.|Error:|stack|sqlite|no such table/i;
  const cases: Record<string, [InjectOptions, number, string]> = {
    'a bug': [{ url: '/bug' }, 500, 'internal'],
    'a thrown text': [{ url: '/thrown-text' }, 500, 'internal'],
    'a full disk under the database': [{ url: '/full' }, 507, 'disk-full'],
    'a text that PostgreSQL cannot store': [{ url: '/zero' }, 400, 'text-invalid'],
    'a Problem with a cause': [{ url: '/problem' }, 507, 'disk-full'],
    'an unknown address': [{ url: '/nowhere' }, 404, 'route-not-found'],
    'a malformed address': [{ url: '/things/%zz' }, 400, 'url-malformed'],
    'an unknown method': [{ method: 'DELETE', url: '/things', headers: { 'x-sightglass': '1' } }, 404, 'route-not-found'],
    'malformed JSON': [{ payload: '{"name":', headers: { 'content-type': 'application/json' } }, 400, 'json-malformed'],
    'an empty body': [{ payload: '', headers: { 'content-type': 'application/json' } }, 400, 'json-malformed'],
    'an unknown type': [{ payload: 'x', headers: { 'content-type': 'application/xml' } }, 415, 'media-type-unsupported'],
    'a body that is too large': [{ payload: { name: 'x'.repeat(300_000) } }, 413, 'body-too-large'],
    'a missing field': [{ payload: {} }, 400, 'validation-failed'],
    'a wrong field': [{ payload: { name: 'a name that is too long' } }, 400, 'validation-failed'],
    'an unknown field': [{ payload: { name: 'x', isAdmin: true } }, 400, 'validation-failed'],
    'a poisoned prototype': [{ payload: '{"__proto__":{"x":1}}', headers: { 'content-type': 'application/json' } }, 400, ''],
    'no session': [{ url: '/things', headers: { 'x-test-user': '' } }, 401, 'login-required'],
  };

  test('an operation that wants no body takes an empty one of any kind, also of JSON', async () => {
    const reply = await send({ method: 'DELETE', url: '/things/1', headers: { 'x-sightglass': '1', 'content-type': 'application/json' } });
    expect(reply.statusCode).toBe(204);
  });

  test.each(Object.entries(cases))('%s leaves as problem+json and says nothing of the inside', async (_name, [request, status, code]) => {
    const reply = request.payload === undefined ? await send(request) : await change(request);
    expect(reply.statusCode).toBe(status);
    expect(reply.headers['content-type']).toMatch(/^application\/problem\+json/);
    const body = reply.json();
    if (code !== '') expect(body.code).toBe(code);
    expect(body).toMatchObject({ type: `urn:problem:${body.code}`, status, title: expect.any(String), instance: expect.any(String) });
    expect(reply.body).not.toMatch(inside);
  });

  test.each(Object.entries(cases))('%s carries the protecting headers', async (_name, [request]) => {
    const reply = request.payload === undefined ? await send(request) : await change(request);
    // A malformed address never reaches the hooks that set the full list; its page can do nothing at all.
    if (reply.json().code === 'url-malformed') {
      expect(reply.headers).toMatchObject({
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
      });
    } else expectProtected(reply);
  });

  test('an unknown field is named', async () => {
    expect((await change({ payload: { name: 'x', isAdmin: true } })).json().errors).toEqual([
      { pointer: '#/isAdmin', detail: 'is not a known field: "isAdmin"' },
    ]);
  });
});

function expectProtected({ headers }: LightMyRequestResponse): void {
  const policy = String(headers['content-security-policy']);
  expect(policy).toMatch(/default-src 'self'/);
  expect(policy).toMatch(/script-src 'self'(;|$)/);
  expect(policy).toMatch(/frame-ancestors 'none'/);
  expect(policy).toMatch(/object-src 'none'/);
  expect(policy).not.toMatch(/https?:|\*/);
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  });
  expect(headers['x-powered-by']).toBeUndefined();
  expect(headers.server).toBeUndefined();
}

test('a page that went well carries the protecting headers', async () => {
  expectProtected(await send({ url: '/things' }));
});

describe('/api/docs', () => {
  test('needs a session, as do its files and the document', async () => {
    for (const url of [
      '/api/docs',
      '/api/docs/',
      '/api/docs/json',
      '/api/docs/yaml',
      '/api/docs/static/swagger-ui.css',
      '/api/docs/static/index.html',
    ])
      expect((await app.inject({ url, headers: { host: '127.0.0.1' } })).json()).toMatchObject({ code: 'login-required' });
  });

  test('loads nothing from elsewhere, and could not', async () => {
    const page = await send({ url: '/api/docs/' });
    expect(page.statusCode).toBe(200);
    const addresses = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] as string);
    expect(addresses.length).toBeGreaterThan(3);
    for (const address of addresses) {
      expect(address).not.toMatch(/^(\w+:)?\/\//);
      const file = await send({ url: new URL(address, 'http://127.0.0.1/api/docs/').pathname });
      expect([address, file.statusCode]).toEqual([address, 200]);
      expectProtected(file);
    }
    expectProtected(page);
    // The badge of validator.swagger.io is the one thing that page would ask the internet for.
    expect((await send({ url: '/api/docs/static/swagger-initializer.js' })).body).toMatch(/validatorUrl: null/);
  });
});
