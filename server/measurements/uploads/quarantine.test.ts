// SQLite is enough: this is about files, not about tables.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { eicar, hasClamd, startClamd, type TestClamd } from '../../../tests/support/clamd.ts';
import { createSystem, ended, madeUpLoggerFile, upload } from '../../../tests/support/import.ts';
import { type TestApp, testApp } from '../../../tests/support/test-app.ts';
import { sha256 } from '../../platform/ids.ts';
import type { RawFile } from '../recording.schema.ts';

let app: TestApp;
let clamd: TestClamd | undefined;
let presses = 0;
afterEach(async () => {
  await app?.close();
  await clamd?.stop();
  clamd = undefined;
});

const send = (name: string, content: string | Buffer) =>
  app.as('technician', {
    method: 'POST',
    url: `/api/v1/uploads?name=${encodeURIComponent(name)}`,
    headers: { 'content-type': 'application/octet-stream' },
    payload: content,
  });
const rawFile = async (hash: string): Promise<RawFile> => (await app.as('viewer', { url: `/api/v1/raw-files/${hash}` })).json();
const startImport = async (file: { sha256: string; name: string }) =>
  app.as('technician', {
    method: 'POST',
    url: '/api/v1/imports',
    payload: { systemId: await createSystem(app, `Press ${++presses}`), files: [file] },
  });
const events = async (subject: string): Promise<string[]> => {
  const page = (await app.as('admin', { url: `/api/v1/audit-events?subjectId=${subject}` })).json();
  return page.items.map(({ action }: { action: string }) => action);
};
/** Every file below the data folder's files: uploads, staging and objects. */
const kept = () => readdirSync(join(app.dataDir, 'files'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const table = madeUpLoggerFile(20);

describe('without a scanner', () => {
  test('a table is accepted and said to be unscanned', async () => {
    app = await testApp();
    const { sha256: hash } = await upload(app, 'press.csv', table);
    expect(await rawFile(hash)).toMatchObject({ state: 'accepted', scan: 'unscanned', kind: 'text', reason: null });
    expect(await events(hash)).toEqual(['file.uploaded']);
    expect(kept()).toHaveLength(1);
  });

  test('a program in disguise is refused as what it is: hash, reason and event stay, its bytes do not', async () => {
    app = await testApp();
    const program = Buffer.concat([Buffer.from('\u007fELF\u0002\u0001\u0001', 'latin1'), Buffer.alloc(500)]);
    const reply = await send('press.csv', program);
    expect(reply.json()).toMatchObject({ status: 422, code: 'file-refused', detail: expect.stringContaining('program for Linux') });
    const hash = sha256(program);
    expect(await rawFile(hash)).toMatchObject({ state: 'refused', kind: 'program', bytes: program.length });
    expect(await events(hash)).toEqual(['file.refused']);
    expect(kept()).toEqual([]);
    expect((await startImport({ sha256: hash, name: 'press.csv' })).json()).toMatchObject({ status: 422, code: 'file-refused' });
    const refused = (await app.as('viewer', { url: '/api/v1/raw-files?state=refused' })).json();
    expect(refused.items.map((file: RawFile) => file.sha256)).toEqual([hash]);
  });

  test('where a scan is required nothing is accepted, and says why', async () => {
    app = await testApp({ scan: { scanner: null, isRequired: true } });
    const file = await upload(app, 'press.csv', table);
    expect(await rawFile(file.sha256)).toMatchObject({
      state: 'quarantined',
      scan: 'waiting',
      reason: expect.stringContaining('no scanner is set up'),
    });
    expect((await startImport(file)).json()).toMatchObject({ status: 409, code: 'file-in-quarantine' });
    // The bytes wait outside of the content store, where nothing can read them.
    expect(existsSync(app.appliance.files.pathOf(file.sha256))).toBe(false);
    expect(kept()).toHaveLength(1);
  });
});

describe.runIf(hasClamd())('with a real scanner', () => {
  test('a clean table comes in; the test virus does not, by itself or packed', async () => {
    clamd = await startClamd();
    app = await testApp({ scan: { scanner: clamd.address, isRequired: true } });
    const { sha256: hash } = await upload(app, 'press.csv', table);
    expect(await rawFile(hash)).toMatchObject({ state: 'accepted', scan: 'clean' });
    for (const [name, content] of [
      ['press.csv', Buffer.from(eicar)],
      ['press.csv.gz', gzipSync(eicar)],
    ] as const) {
      expect((await send(name, content)).json()).toMatchObject({
        code: 'file-refused',
        title: 'The file holds a virus',
        extra: { scan: 'infected' },
      });
      expect(await rawFile(sha256(content))).toMatchObject({
        state: 'refused',
        scan: 'infected',
        reason: expect.stringContaining('Eicar-Test'),
      });
      expect(await events(sha256(content))).toEqual(['file.refused']);
    }
    expect(kept()).toHaveLength(1);
  });

  test('that is away keeps files waiting; when it is back they come in by themselves', async () => {
    clamd = await startClamd();
    const { address } = clamd;
    clamd.process.kill('SIGKILL');
    let shiftMs = 0;
    app = await testApp({ scan: { scanner: address, isRequired: false }, now: () => new Date(Date.now() + shiftMs) });
    app.appliance.runner.start();
    const file = await upload(app, 'press.csv', table);
    expect(await rawFile(file.sha256)).toMatchObject({
      state: 'quarantined',
      scan: 'waiting',
      reason: expect.stringContaining('cannot be reached'),
    });
    expect((await startImport(file)).json()).toMatchObject({ code: 'file-in-quarantine' });
    const job = (await app.as('viewer', { url: '/api/v1/jobs' })).json().items.find(({ kind }: { kind: string }) => kind === 'hand-in');
    const waiting = async () => (await app.as('viewer', { url: `/api/v1/jobs/${job.id}` })).json();
    while ((await waiting()).progress?.phase !== 'waiting-for-scanner') await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await waiting()).toMatchObject({ state: 'queued', attempts: 0, problem: null });
    expect(await events(file.sha256)).toEqual(['file.quarantined']);

    await clamd.stop();
    clamd = await startClamd({ path: address.kind === 'socket' ? address.path : '' });
    shiftMs = 20_000;
    expect(await ended(app, job.id)).toMatchObject({
      state: 'done',
      result: { files: [{ sha256: file.sha256, state: 'accepted', scan: 'clean' }] },
    });
    expect(await rawFile(file.sha256)).toMatchObject({ state: 'accepted', scan: 'clean', reason: null });
    expect((await startImport(file)).statusCode).toBe(202);
  });

  test('that learns of a virus later: the bytes go, unless a recording rests on them; then they are locked', async () => {
    clamd = await startClamd();
    const scan: { scanner: TestClamd['address'] | null; isRequired: boolean } = { scanner: null, isRequired: false };
    app = await testApp({ scan });
    app.appliance.runner.start();
    const contents = [20, 21].map((rows) => `${madeUpLoggerFile(rows)}${eicar}\r\n`);
    const [used, unused] = [await upload(app, 'used.csv', contents[0]!), await upload(app, 'unused.csv', contents[1]!)];
    const job = await ended(app, (await startImport(used)).json().id);
    expect(job).toMatchObject({ state: 'done' });
    // From now on there is a scanner that knows it.
    scan.scanner = clamd.address;
    for (const [i, file] of [used, unused].entries())
      expect((await send(file.name, contents[i]!)).json()).toMatchObject({ code: 'file-refused', extra: { scan: 'infected' } });

    expect([used, unused].map(({ sha256: hash }) => existsSync(app.appliance.files.pathOf(hash)))).toEqual([true, false]);
    expect(await rawFile(unused.sha256)).toMatchObject({ state: 'refused', scan: 'infected' });
    expect(await rawFile(used.sha256)).toMatchObject({ state: 'refused', reason: expect.stringContaining('the kept file is locked') });
    for (const file of [used, unused]) expect((await startImport(file)).json()).toMatchObject({ code: 'file-refused' });
    // What was measured stays, and the lock is told as what it is.
    const url = `/api/v1/recordings/${job.result?.recordingId}`;
    expect((await app.as('viewer', { url: `${url}/series?channels=0` })).statusCode).toBe(200);
    const check = await app.as('engineer', { method: 'POST', url: `${url}/recipe-checks` });
    expect((await ended(app, check.json().id)).problem).toMatchObject({ code: 'file-refused' });
  });

  test('that is killed while it scans has not said that the file is clean', async () => {
    clamd = await startClamd();
    const { process: scanner, address } = clamd;
    app = await testApp({ scan: { scanner: address, isRequired: false } });
    // Frozen in the middle of its work, then gone: the worker has sent everything it could by then.
    scanner.kill('SIGSTOP');
    const sending = send('press.csv', Buffer.alloc(8e6, 'time;p\n'));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    scanner.kill('SIGKILL');
    expect((await sending).json()).toMatchObject({ state: 'quarantined', scan: 'waiting' });
  });
});
