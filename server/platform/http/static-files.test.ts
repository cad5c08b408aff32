import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLogger } from '../logging/logger.ts';
import { createHttpServer } from './http-server.ts';
import { serveUserInterface } from './static-files.ts';

let folder: string;
let app: FastifyInstance;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sightglass-ui-'));
  mkdirSync(join(folder, 'ui/assets'), { recursive: true });
  writeFileSync(join(folder, 'ui/index.html'), '<title>Sightglass</title>');
  writeFileSync(join(folder, 'ui/favicon.svg'), '<svg/>');
  writeFileSync(join(folder, 'ui/assets/main-1a2b.js'), 'start()');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  app = await createHttpServer({
    listen: { kind: 'tcp', host: '127.0.0.1', port: 0 },
    logger: createLogger('silent'),
    authorise: async (_request, permission) => expect(permission).toBe('public'),
  });
  app.route({ method: 'GET', url: '/api/v1/things', permission: 'public', handler: async () => ({ items: [] }) });
  await serveUserInterface(app, join(folder, 'ui'));
  await app.ready();
});
afterEach(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});
const get = (url: string) => app.inject({ url, headers: { host: '127.0.0.1' } });

test('a page address answers with the page, and it is asked for again each time', async () => {
  for (const url of ['/', '/recordings', '/recordings/1/findings?x=1', '/setup']) {
    const reply = await get(url);
    expect([url, reply.statusCode, reply.body]).toEqual([url, 200, '<title>Sightglass</title>']);
    expect(reply.headers['content-type']).toMatch(/text\/html/);
    expect(reply.headers['cache-control']).toBe('no-cache');
    expect(reply.headers['content-security-policy']).toMatch(/frame-ancestors 'none'/);
  }
});

test('a script with its hash in the name is kept for a year', async () => {
  const reply = await get('/assets/main-1a2b.js');
  expect(reply.body).toBe('start()');
  expect(reply.headers['content-type']).toMatch(/javascript/);
  expect(reply.headers['cache-control']).toMatch(/max-age=31536000, immutable/);
});

test('files beside the page are served', async () => {
  expect((await get('/favicon.svg')).headers['content-type']).toMatch(/svg/);
});

test('what is missing is missing, not the page', async () => {
  for (const url of ['/assets/main-gone.js', '/assets/', '/api/v1/nothing', '/api/nothing', '/api', '/health/nothing'])
    expect([url, (await get(url)).json().code]).toEqual([url, 'route-not-found']);
});

test('nothing outside the folder can be read', async () => {
  for (const url of [
    '/assets/../../secret.txt',
    '/assets/%2e%2e/%2e%2e/secret.txt',
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/assets/%00',
  ])
    expect((await get(url)).body).not.toContain('secret"');
  for (const url of ['/assets/../../secret.txt', '/..%2fsecret.txt']) expect((await get(url)).body).not.toBe('secret');
});

test('without a built interface only the API is there', async () => {
  const bare = await createHttpServer({
    listen: { kind: 'tcp', host: '127.0.0.1', port: 0 },
    logger: createLogger('silent'),
    authorise: async () => undefined,
  });
  await serveUserInterface(bare, join(folder, 'nowhere'));
  expect((await bare.inject({ url: '/', headers: { host: '127.0.0.1' } })).statusCode).toBe(404);
  await bare.close();
});
