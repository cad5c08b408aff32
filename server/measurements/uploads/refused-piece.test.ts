// SQLite is enough: this is about files, not about tables.
import { existsSync, rmSync, symlinkSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../../tests/support/test-app.ts';

/** More than the buffers of a connection hold: its sender cannot finish before the server has read. */
const bytes = 30_000_000;
const tus = { 'tus-resumable': '1.0.0', 'x-sightglass': '1' };
let app: TestApp;
let origin: string;
let cookie: string;

beforeAll(async () => {
  app = await testApp();
  await app.http.listen({ host: '127.0.0.1', port: 0 });
  origin = `http://127.0.0.1:${(app.http.server.address() as AddressInfo).port}`;
  cookie = String((await app.as('technician', { url: '/api/v1/session' })).raw.req.headers.cookie);
});
afterAll(() => app.close());

async function begin(): Promise<string> {
  const headers = { ...tus, 'upload-length': String(bytes), 'upload-metadata': `filename ${Buffer.from('a.csv').toString('base64')}` };
  return String((await app.as('technician', { method: 'POST', url: '/api/v1/uploads/resumable', headers })).headers.location);
}

async function send(url: string, offset: number): Promise<[number, unknown]> {
  const headers = { ...tus, cookie, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' };
  const reply = await fetch(origin + url, { method: 'PATCH', headers, body: new Uint8Array(bytes) });
  return [reply.status, await reply.json()];
}

// Every write to it fails as on a full disk (Linux).
test.skipIf(!existsSync('/dev/full'))(
  'a full disk is told at once, however much is still to come',
  async () => {
    const url = await begin();
    const file = join(app.dataDir, 'files', 'uploads', url.split('/').pop() ?? '');
    rmSync(file);
    symlinkSync('/dev/full', file);
    expect(await send(url, 0)).toMatchObject([507, { code: 'disk-full' }]);
  },
  20_000,
);

test('so is a wrong offset', async () => {
  expect(await send(await begin(), 5)).toMatchObject([409, { code: 'upload-offset-wrong' }]);
}, 20_000);
