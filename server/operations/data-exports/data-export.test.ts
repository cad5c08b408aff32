import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPromise } from 'yauzl';
import { createSystem, ended, importRecording } from '../../../tests/support/import.ts';
import { type TestApp, testApp } from '../../../tests/support/test-app.ts';
import { checkArchive } from '../../platform/signing/archive-check.ts';
import type { DataExport, NewDataExport } from './data-export.schema.ts';
import { dataExportArchive } from './data-export.verification.ts';

let app: TestApp;
let now = new Date('2026-11-23T12:00:00.000Z');
let systemId: string;
const dayMs = 24 * 3600_000;

beforeAll(async () => {
  app = await testApp({ now: () => now });
  app.appliance.runner.start();
  systemId = await createSystem(app, '=cmd|calc');
  await importRecording(app, systemId);
});
afterAll(() => app.close());

const post = (payload: NewDataExport) => app.as('admin', { method: 'POST', url: '/api/v1/data-exports', payload });

async function made(wanted: NewDataExport): Promise<DataExport> {
  const started: DataExport = (await post(wanted)).json();
  expect(await ended(app, started.jobId)).toMatchObject({ state: 'done', result: { dataExportId: started.id } });
  return (await app.as('admin', { url: `/api/v1/data-exports/${started.id}` })).json();
}

async function downloaded({ id }: DataExport): Promise<{ path: string; bytes: Buffer; members: Map<string, string> }> {
  const { rawPayload } = await app.as('admin', { url: `/api/v1/data-exports/${id}/file` });
  const path = join(app.dataDir, `${id}.zip`);
  writeFileSync(path, rawPayload);
  const zip = await openPromise(path, { lazyEntries: true });
  const members = new Map<string, string>();
  for await (const entry of zip.eachEntry())
    members.set(entry.fileName, (await buffer(await zip.openReadStreamPromise(entry))).toString('utf8'));
  return { path, bytes: rawPayload, members };
}

it('systems, recordings, diagnoses with evidence, reports and audit lie in one ZIP that checks offline', async () => {
  const done = await made({ datasets: ['systems', 'recordings', 'diagnoses', 'reports', 'audit'], format: 'json' });
  const { path, bytes, members } = await downloaded(done);
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(done.file?.sha256);
  const check = await checkArchive(path, dataExportArchive);
  expect(check).toMatchObject({ isGenuine: true, faults: [], manifest: { export: { id: done.id, format: 'json' } } });
  const rows = (name: string) =>
    (members.get(`${name}.jsonl`) ?? '')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(rows('systems')).toMatchObject([{ id: systemId, name: '=cmd|calc', isSimulated: false }]);
  const [recording] = rows('recordings');
  expect(recording).toMatchObject({ sampleCount: 1800, importReport: { recipe: expect.anything() } });
  expect(rows('recording-files')[0]).toMatchObject({
    recordingId: recording?.id,
    name: 'press.csv',
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(rows('diagnoses')).toMatchObject([{ recordingId: recording?.id, isNewest: true, result: { indicators: expect.anything() } }]);
  expect(rows('audit').map(({ action }) => action)).toContain('data-export.started');
  for (const { table, rows: count } of done.file?.tables ?? []) expect([table, rows(table).length]).toEqual([table, count]);
});

it('text that a spreadsheet would run as a formula is neutralised in CSV, and read back it is the text', async () => {
  const { members } = await downloaded(await made({ datasets: ['systems'], format: 'csv' }));
  expect(members.get('systems.csv')).toContain(`,'=cmd|calc,`);
  expect(members.get('systems.csv')).toMatch(/^\ufeffid,siteId,name,tag,note,isSimulated,version,createdAt\r\n/);
});

it('a changed byte of a table is found', async () => {
  const { path, bytes, members } = await downloaded(await made({ datasets: ['audit'], format: 'csv' }));
  expect(members.get('audit.csv')?.length).toBeGreaterThan(100);
  for (const at of [60, Math.floor(bytes.length / 2), bytes.length - 5]) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] as number) ^ 0x55;
    writeFileSync(path, changed);
    const found = await checkArchive(path, dataExportArchive).catch((error: Error) => ({ isGenuine: false, faults: [error.message] }));
    expect([at, found.isGenuine]).toEqual([at, false]);
  }
});

it('a download goes on where it broke off, and only of the same file', async () => {
  const done = await made({ datasets: ['audit'], format: 'json', keepDays: 2 });
  const url = `/api/v1/data-exports/${done.id}/file`;
  const whole = await app.as('admin', { url });
  expect(whole.headers).toMatchObject({
    'accept-ranges': 'bytes',
    etag: `"${done.file?.sha256}"`,
    'content-length': String(done.file?.bytes),
  });
  const cut = Math.floor(whole.rawPayload.length / 3);
  const etag = String(whole.headers.etag);
  const rest = await app.as('admin', { url, headers: { range: `bytes=${cut}-`, 'if-range': etag } });
  expect([rest.statusCode, rest.headers['content-range']]).toEqual([
    206,
    `bytes ${cut}-${whole.rawPayload.length - 1}/${whole.rawPayload.length}`,
  ]);
  expect(Buffer.concat([whole.rawPayload.subarray(0, cut), rest.rawPayload]).equals(whole.rawPayload)).toBe(true);
  expect((await app.as('admin', { url, headers: { range: `bytes=${cut}-`, 'if-range': '"other"' } })).statusCode).toBe(200);
  expect((await app.as('admin', { url, headers: { range: 'bytes=99999999-' } })).json().code).toBe('range-not-there');
});

it('is for administrators only', async () => {
  for (const role of ['viewer', 'technician', 'engineer', 'approver'] as const) {
    const reply = await app.as(role, { method: 'POST', url: '/api/v1/data-exports', payload: { datasets: ['audit'], format: 'csv' } });
    expect([role, reply.statusCode]).toEqual([role, 403]);
    expect((await app.as(role, { url: '/api/v1/data-exports' })).statusCode).toBe(403);
  }
});

it('a site, a range of time, and what makes no sense', async () => {
  const other = await createSystem(app, 'Elsewhere');
  const { siteId } = (await app.as('admin', { url: `/api/v1/systems/${other}` })).json().system;
  const ofSite = await made({ datasets: ['systems', 'recordings', 'diagnoses'], format: 'json', siteId });
  expect(ofSite.file?.tables.filter(({ rows }) => rows > 0)).toEqual([
    { table: 'sites', rows: 1, files: ['sites.jsonl'] },
    { table: 'systems', rows: 1, files: ['systems.jsonl'] },
  ]);
  const late = await made({ datasets: ['recordings', 'diagnoses', 'systems'], format: 'json', from: '2027-01-01' });
  expect(late.file?.tables.find(({ table }) => table === 'systems')?.rows).toBe(2);
  expect(late.file?.tables.filter(({ table }) => /recording|diagnos|finding|indicator/.test(table)).every(({ rows }) => rows === 0)).toBe(
    true,
  );
  const refused = async (wanted: NewDataExport) => (await post(wanted)).json().code as string;
  expect(await refused({ datasets: ['audit'], format: 'csv', siteId })).toBe('export-audit-has-no-site');
  expect(await refused({ datasets: ['systems'], format: 'csv', siteId: '01a20960-0000-7000-8000-000000000001' })).toBe('site-not-found');
  expect(await refused({ datasets: ['audit'], format: 'csv', from: 'yesterday' })).toBe('export-range-wrong');
  expect(await refused({ datasets: ['audit'], format: 'csv', from: '2026-02-01', to: '2026-01-01' })).toBe('export-range-wrong');
});

it('the file goes when its time is over, with an audit event; removing it earlier does the same', async () => {
  const short = await made({ datasets: ['systems'], format: 'parquet', keepDays: 1 });
  const long = await made({ datasets: ['systems'], format: 'json', keepDays: 3 });
  now = new Date(now.getTime() + 1.5 * dayMs);
  app.forgetSessions();
  await app.appliance.dataExports.tidy();
  expect((await app.as('admin', { url: `/api/v1/data-exports/${short.id}/file` })).json().code).toBe('data-export-removed');
  expect(app.appliance.files.has(String(short.file?.sha256))).toBe(false);
  expect(app.appliance.files.has(String(long.file?.sha256))).toBe(true);
  expect((await app.as('admin', { method: 'DELETE', url: `/api/v1/data-exports/${long.id}/file` })).json().file.removedAt).not.toBeNull();
  const events = (await app.as('admin', { url: '/api/v1/audit-events?limit=200' })).json().items as {
    action: string;
    actor: string;
    subjectId: string;
  }[];
  const removed = events.filter(({ action }) => action === 'data-export.removed');
  expect(removed.find(({ subjectId }) => subjectId === short.id)?.actor).toBe('data-exports');
  expect(removed.find(({ subjectId }) => subjectId === long.id)?.actor).toBe('test-admin');
});
