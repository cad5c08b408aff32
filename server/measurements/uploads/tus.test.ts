// SQLite is enough: this is about files, not about tables.
import { readdirSync, statSync } from 'node:fs';
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ended, madeUpLoggerFile } from '../../../tests/support/import.ts';
import { type TestApp, testApp } from '../../../tests/support/test-app.ts';
import type { Role } from '../../accounts/role.schema.ts';
import { sha256 } from '../../platform/ids.ts';

const maxUploadBytes = 1_000_000;
let app: TestApp;
let timeMs: number;
beforeEach(async () => {
  timeMs = Date.now();
  app = await testApp({ now: () => new Date(timeMs), maxUploadBytes });
});
afterEach(() => app.close());

const base = '/api/v1/uploads/resumable';
const tus = { 'tus-resumable': '1.0.0' };
const named = (name: string) => ({ 'upload-metadata': `filename ${Buffer.from(name).toString('base64')}` });

function create(length: number | 'later', more: Record<string, string> = {}, role: Role = 'technician') {
  const size: Record<string, string> = length === 'later' ? { 'upload-defer-length': '1' } : { 'upload-length': String(length) };
  return app.as(role, { method: 'POST', url: base, headers: { ...tus, ...named('press.csv'), ...size, ...more } });
}
async function begin(length: number | 'later' = 1000): Promise<string> {
  const reply = await create(length);
  if (reply.statusCode !== 201) throw new Error(reply.body);
  return String(reply.headers.location);
}
function patch(
  url: string,
  offset: number | string,
  content: string | Buffer,
  more: Record<string, string> = {},
  role: Role = 'technician',
) {
  const headers = { ...tus, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream', ...more };
  return app.as(role, { method: 'PATCH', url, headers, payload: content });
}
const head = (url: string, role: Role = 'technician') => app.as(role, { method: 'HEAD', url, headers: tus });
const idOf = (url: string) => url.split('/').pop() ?? '';
const handIn = (urls: string[], role: Role = 'technician') =>
  app.as(role, { method: 'POST', url: '/api/v1/uploads/hand-in', payload: { uploads: urls.map(idOf) } });
const bytesOnDisk = () => readdirSync(join(app.dataDir, 'files', 'uploads'));

describe('an upload', () => {
  test('arrives in pieces, says how far it is, and becomes a file', async () => {
    app.appliance.runner.start();
    const content = Buffer.from(madeUpLoggerFile(200));
    const created = await create(content.length, named('../über\u202edie\r\nStraße.csv'));
    expect(created.headers).toMatchObject({
      'tus-resumable': '1.0.0',
      location: expect.stringMatching(/^\/api\/v1\/uploads\/resumable\/[0-9a-f-]{36}$/),
    });
    expect(Date.parse(String(created.headers['upload-expires']))).toBeGreaterThan(timeMs);
    const url = String(created.headers.location);
    expect((await patch(url, 0, content.subarray(0, 700))).headers['upload-offset']).toBe('700');
    expect((await head(url)).headers).toMatchObject({ 'upload-offset': '700', 'upload-length': String(content.length) });
    expect((await handIn([url])).json()).toMatchObject({ status: 409, code: 'upload-unfinished' });
    expect((await patch(url, 700, content.subarray(700))).statusCode).toBe(204);
    const job = await ended(app, (await handIn([url])).json().id);
    expect(job).toMatchObject({
      state: 'done',
      result: { files: [{ sha256: sha256(content), name: 'überdieStraße.csv', state: 'accepted' }] },
    });
    expect((await head(url)).statusCode).toBe(404);
    for (let i = 0; i < 100 && bytesOnDisk().length > 0; i++) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(bytesOnDisk()).toEqual([]);
  });

  test('may bring its first bytes along, and say its length later', async () => {
    const whole = await app.as('technician', {
      method: 'POST',
      url: base,
      headers: { ...tus, ...named('a.csv'), 'upload-length': '3', 'content-type': 'application/offset+octet-stream' },
      payload: 'abc',
    });
    expect(whole.headers['upload-offset']).toBe('3');
    const url = await begin('later');
    expect((await patch(url, 0, 'abc')).headers['upload-offset']).toBe('3');
    expect((await handIn([url])).json()).toMatchObject({ code: 'upload-unfinished' });
    expect((await patch(url, 3, 'de', { 'upload-length': '5' })).headers['upload-offset']).toBe('5');
    expect((await handIn([url])).statusCode).toBe(202);
  });

  test('several are handed in as one job; one that is refused takes the others back to where they were', async () => {
    app.appliance.runner.start();
    const good = await begin(5);
    await patch(good, 0, 'a;b\n1');
    const bad = await begin(9);
    await patch(bad, 0, '#!/bin/sh');
    const job = await ended(app, (await handIn([good, bad])).json().id);
    expect(job).toMatchObject({ state: 'failed', title: 'Check 2 files', problem: { code: 'file-refused' } });
    expect((await head(good)).headers['upload-offset']).toBe('5');
    expect((await head(bad)).statusCode).toBe(404);
    expect((await app.as('viewer', { url: '/api/v1/raw-files?state=accepted' })).json().items).toEqual([]);
  });

  test('can be given up', async () => {
    const url = await begin();
    await patch(url, 0, 'abc');
    expect((await app.as('technician', { method: 'DELETE', url, headers: tus })).statusCode).toBe(204);
    expect((await head(url)).statusCode).toBe(404);
    expect(bytesOnDisk()).toEqual([]);
  });

  test('survives a restart of the server', async () => {
    const url = await begin(6);
    await patch(url, 0, 'abc');
    await app.appliance.uploads.clean();
    expect((await head(url)).headers['upload-offset']).toBe('3');
    expect(bytesOnDisk()).toEqual([idOf(url)]);
  });

  test('that nobody finishes within a day expires and leaves nothing', async () => {
    const url = await begin();
    await patch(url, 0, 'abc');
    timeMs += 24 * 3600_000 + 1;
    app.forgetSessions();
    expect((await patch(url, 3, 'def')).json()).toMatchObject({ status: 410, code: 'upload-expired' });
    expect((await handIn([url])).json()).toMatchObject({ status: 410 });
    expect(await app.appliance.uploads.clean()).toBe(1);
    expect((await head(url)).statusCode).toBe(404);
    expect(bytesOnDisk()).toEqual([]);
  });
});

describe('the upload of somebody else', () => {
  test('can neither be read, continued, handed in, given up, nor seen; it is as if it did not exist', async () => {
    const url = await begin();
    await patch(url, 0, 'abc');
    const nowhere = `${base}/0190a000-0000-7000-8000-000000000000`;
    for (const role of ['engineer', 'admin'] as const) {
      for (const target of [url, nowhere]) {
        expect((await head(target, role)).statusCode).toBe(404);
        expect((await patch(target, 3, 'def', {}, role)).json()).toMatchObject({ status: 404, code: 'upload-not-found' });
        expect((await app.as(role, { method: 'DELETE', url: target, headers: tus })).json()).toMatchObject({ code: 'upload-not-found' });
        expect((await handIn([target], role)).json()).toMatchObject({ code: 'upload-not-found' });
      }
      expect((await app.as(role, { url: '/api/v1/uploads' })).json().items).toEqual([]);
    }
    expect((await app.as('technician', { url: '/api/v1/uploads' })).json().items).toMatchObject([
      { id: idOf(url), name: 'press.csv', bytes: 1000 },
    ]);
    expect((await head(url)).headers['upload-offset']).toBe('3');
  });

  test('needs the permission to import for every request', async () => {
    const url = await begin();
    for (const reply of [
      await create(10, {}, 'viewer'),
      await head(url, 'viewer'),
      await patch(url, 0, 'abc', {}, 'viewer'),
      await app.as('viewer', { method: 'DELETE', url, headers: tus }),
      await handIn([url], 'viewer'),
    ])
      expect(reply.statusCode).toBe(403);
    expect((await app.as('public', { method: 'HEAD', url, headers: tus })).statusCode).toBe(401);
  });
});

describe('attacks', () => {
  test('a length over the limit is refused before a byte is sent', async () => {
    expect((await create(maxUploadBytes + 1)).json()).toMatchObject({ status: 413 });
    expect(bytesOnDisk()).toEqual([]);
    expect((await app.as('technician', { url: '/api/v1/uploads' })).json().items).toEqual([]);
  });

  test('more bytes than announced are not taken', async () => {
    const url = await begin(5);
    expect((await patch(url, 0, 'abcdefgh')).json()).toMatchObject({ status: 413, code: 'upload-too-long' });
    expect((await head(url)).headers['upload-offset']).toBe('0');
    const later = await begin('later');
    expect((await patch(later, 0, Buffer.alloc(maxUploadBytes + 1))).statusCode).toBe(413);
    expect((await patch(later, 0, 'abc', { 'upload-length': String(maxUploadBytes + 1) })).statusCode).toBe(413);
    expect((await patch(later, 0, 'abc', { 'upload-length': '2' })).statusCode).toBe(413);
  });

  test.each([['1'], ['-1'], ['1e1'], ['0x0'], ['999999999999999999999'], ['abc'], ['']])(
    'the wrong offset %j is refused',
    async (offset) => {
      const url = await begin();
      const reply = await patch(url, offset, 'abc');
      expect(reply.statusCode).toBeGreaterThanOrEqual(400);
      expect(reply.statusCode).toBeLessThan(500);
      expect(reply.json().code).toMatch(/^upload-/);
      expect((await head(url)).headers['upload-offset']).toBe('0');
    },
  );

  test.each([['-1'], ['1.5'], ['x'], ['99999999999999999999'], ['']])('the length %j is refused', async (length) => {
    const reply = await app.as('technician', { method: 'POST', url: base, headers: { ...tus, ...named('a'), 'upload-length': length } });
    expect(reply.statusCode).toBeGreaterThanOrEqual(400);
    expect(reply.statusCode).toBeLessThan(500);
  });

  test.each([['..'], ['%2e%2e'], ['..%2f..%2fsightglass.sqlite'], ['..%5c..%5cx'], ['x%00'], ['%2fetc%2fpasswd'], ['resumable']])(
    'an id that is a path (%s) leads nowhere',
    async (id) => {
      for (const reply of [
        await head(`${base}/${id}`),
        await patch(`${base}/${id}`, 0, 'abc'),
        await app.as('technician', { method: 'DELETE', url: `${base}/${id}`, headers: tus }),
      ])
        expect([400, 404, 405]).toContain(reply.statusCode);
    },
  );

  test('metadata is a label: no path, no second line, no turned letters, nothing endless', async () => {
    for (const [given, kept] of [
      ['../../../etc/cron.d/x', 'x'],
      ['a\r\nX-Evil: 1', 'aX-Evil: 1'],
      ['press\u202evsc.exe', 'pressvsc.exe'],
      ['x'.repeat(5000), 'x'.repeat(255)],
    ] as const) {
      const url = String((await create(5, named(given))).headers.location);
      const metadata = String((await head(url)).headers['upload-metadata']);
      expect(Buffer.from(metadata.split(' ')[1] ?? '', 'base64').toString()).toBe(kept);
    }
    expect((await create(5, { 'upload-metadata': 'filename not*base64' })).statusCode).toBe(400);
    expect((await create(5, { 'upload-metadata': '' })).statusCode).toBeLessThan(500);
  });

  test('thousands of open uploads are not possible for one person, and do not touch others', async () => {
    for (let i = 0; i < 400; i++) await begin();
    expect((await create(10)).json()).toMatchObject({ status: 429, code: 'uploads-too-many' });
    expect((await create(10, {}, 'engineer')).statusCode).toBe(201);
  });

  test('no answer allows another origin anything', async () => {
    const url = await begin();
    for (const reply of [
      await create(1),
      await head(url),
      await patch(url, 0, 'x'),
      await app.as('technician', { method: 'OPTIONS', url: base }),
    ])
      expect(Object.keys(reply.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test('what is no tus request is a problem in words', async () => {
    const url = await begin();
    expect((await app.as('technician', { method: 'POST', url: base, payload: {} })).json()).toMatchObject({ status: 412 });
    expect((await app.as('technician', { method: 'PATCH', url, payload: {}, headers: tus })).json()).toMatchObject({ status: 415 });
    expect((await patch(url, 0, 'x', { 'tus-resumable': '0.2.2' })).statusCode).toBe(400);
  });
});

describe('over a real connection', () => {
  let port: number;
  let cookie: string;
  beforeEach(async () => {
    await app.http.listen({ host: '127.0.0.1', port: 0 });
    port = (app.http.server.address() as AddressInfo).port;
    const reply = await app.as('technician', { url: '/api/v1/session' });
    cookie = String(reply.raw.req.headers.cookie);
  });

  function open(url: string, offset: number, length: number): { sent: ClientRequest; answer: Promise<IncomingMessage> } {
    const headers = {
      ...tus,
      cookie,
      'x-sightglass': '1',
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
      'content-length': length,
    };
    const sent = httpRequest({ host: '127.0.0.1', port, method: 'PATCH', path: url, headers });
    const answer = new Promise<IncomingMessage>((resolve, reject) => sent.once('response', resolve).once('error', reject));
    answer.catch(() => undefined);
    return { sent, answer };
  }
  async function arrived(url: string, bytes: number): Promise<void> {
    const file = join(app.dataDir, 'files', 'uploads', idOf(url));
    for (let i = 0; i < 200 && statSync(file).size < bytes; i++) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(statSync(file).size).toBe(bytes);
  }

  test('a broken connection keeps what has arrived, and the upload goes on there', async () => {
    const url = await begin(300_000);
    const { sent } = open(url, 0, 300_000);
    sent.write(Buffer.alloc(100_000, 'a'));
    await arrived(url, 100_000);
    sent.destroy();
    expect((await head(url)).headers['upload-offset']).toBe('100000');
    expect((await patch(url, 100_000, Buffer.alloc(200_000, 'b'))).statusCode).toBe(204);
    expect((await handIn([url])).statusCode).toBe(202);
  });

  test('somebody who comes back while the old connection hangs is let in', async () => {
    const url = await begin(300_000);
    const { sent } = open(url, 0, 300_000);
    sent.on('error', () => undefined);
    sent.write(Buffer.alloc(100_000, 'a'));
    await arrived(url, 100_000);
    expect((await head(url)).headers['upload-offset']).toBe('100000');
    expect((await patch(url, 100_000, Buffer.alloc(200_000, 'b'))).statusCode).toBe(204);
    sent.destroy();
  }, 20_000);

  test('one person holds a few connections at most', async () => {
    const held = [];
    for (let i = 0; i < 8; i++) {
      const url = await begin(1000);
      const { sent } = open(url, 0, 1000);
      sent.on('error', () => undefined);
      sent.write('abc');
      await arrived(url, 3);
      held.push(sent);
    }
    expect((await patch(await begin(3), 0, 'abc')).json()).toMatchObject({ status: 429, code: 'uploads-too-many' });
    for (const sent of held) sent.destroy();
  });
});
