// SQLite is enough: this is about files, not about tables.
import { createHmac } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ended, madeUpLoggerFile } from '../../../tests/support/import.ts';
import { type TestApp, testApp } from '../../../tests/support/test-app.ts';
import type { Role } from '../../accounts/role.schema.ts';
import { sha256 } from '../../platform/ids.ts';

const secret = 'a'.repeat(64);
const shell = { 'x-sightglass-shell': createHmac('sha256', secret).update('shell').digest('hex') };
let app: TestApp;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sightglass-paths-'));
  app = await testApp({ listen: { kind: 'socket', path: join(folder, 'unused.sock'), secret } });
});
afterEach(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

const handIn = (files: { path: string; name: string }[], headers: Record<string, string> = shell, role: Role = 'technician') =>
  app.as(role, { method: 'POST', url: '/api/v1/uploads/from-paths', headers, payload: { files } });
function file(name: string, content: string): { path: string; name: string } {
  writeFileSync(join(folder, name), content);
  return { path: join(folder, name), name };
}

test('files that the shell names are copied, checked and kept; the originals stay', async () => {
  app.appliance.runner.start();
  const content = madeUpLoggerFile(30);
  const named = [file('a.csv', content), file('b.csv', 'a;b\n1;2\n')];
  const job = await ended(app, (await handIn(named)).json().id);
  expect(job).toMatchObject({
    state: 'done',
    result: { files: [{ sha256: sha256(content), name: 'a.csv', state: 'accepted' }, { name: 'b.csv' }] },
  });
  expect(readdirSync(folder).sort()).toEqual(['a.csv', 'b.csv']);
  expect(app.appliance.files.has(sha256(content))).toBe(true);
});

test('the same quarantine holds: a program behind a link is refused', async () => {
  app.appliance.runner.start();
  file('tool', '#!/bin/sh\n');
  symlinkSync(join(folder, 'tool'), join(folder, 'press.csv'));
  const job = await ended(app, (await handIn([{ path: join(folder, 'press.csv'), name: 'press.csv' }])).json().id);
  expect(job).toMatchObject({ state: 'failed', problem: { code: 'file-refused' } });
  const none = await ended(app, (await handIn([{ path: folder, name: 'folder' }])).json().id);
  expect(none.problem).toMatchObject({ code: 'file-not-plain' });
});

test('nobody but the shell can name a path: not a page, not with the secret alone, not without the permission', async () => {
  const passwd = [{ path: '/etc/passwd', name: 'passwd.csv' }];
  for (const headers of [{}, { 'x-sightglass-shell': '1' }, { 'x-sightglass-shell': secret }, { 'x-sightglass-shell': '0'.repeat(64) }])
    expect((await handIn(passwd, headers as Record<string, string>)).json()).toMatchObject({ status: 403, code: 'shell-only' });
  expect((await handIn(passwd, shell, 'viewer')).json()).toMatchObject({ code: 'permission-denied' });
  const browser = await testApp();
  try {
    const request = { method: 'POST', url: '/api/v1/uploads/from-paths', headers: shell, payload: { files: passwd } } as const;
    expect((await browser.as('admin', request)).json()).toMatchObject({ status: 403, code: 'shell-only' });
  } finally {
    await browser.close();
  }
  expect((await app.as('admin', { url: '/api/v1/jobs' })).json().items).toEqual([]);
});

test('a job that a dead server left in the middle of a copy begins anew and leaves nothing of the first try', async () => {
  const named = file('a.csv', madeUpLoggerFile(30));
  const { id } = (await handIn([named])).json();
  const [upload] = (await app.as('technician', { url: '/api/v1/uploads' })).json().items;
  const uploads = join(app.dataDir, 'files', 'uploads');
  writeFileSync(join(uploads, `${upload.id}.part`), 'half');
  app.appliance.runner.start();
  expect(await ended(app, id)).toMatchObject({ state: 'done' });
  for (let i = 0; i < 100 && readdirSync(uploads).length > 0; i++) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(readdirSync(uploads)).toEqual([]);
});
