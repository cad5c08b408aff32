import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dataFolder, hasData } from '../../tests/support/data.ts';
import { createSystem, ended, importRecording, madeUpLoggerFile, upload, uploadFolder } from '../../tests/support/import.ts';
import { type TestApp, testApp } from '../../tests/support/test-app.ts';

let app: TestApp;
let systemId: string;
beforeEach(async () => {
  app = await testApp({ maxUploadBytes: 32 * 1024 ** 2 });
  app.appliance.runner.start();
  systemId = await createSystem(app);
});
afterEach(() => app.close());

const startImport = (files: { sha256: string; name: string }[], more: object = {}) =>
  app.as('technician', { method: 'POST', url: '/api/v1/imports', payload: { systemId, files, ...more } });

test('a logger file becomes a recording whose samples can be read back', async () => {
  const id = await importRecording(app, systemId);
  const detail = (await app.as('viewer', { url: `/api/v1/recordings/${id}` })).json();
  expect(detail.recording).toMatchObject({
    clock: 'absolute',
    startedAt: '2026-01-05T06:00:00.000Z',
    channelCount: 3,
    sampleCount: 1800,
    durationMs: 600_000,
  });
  expect(detail.importReport).toMatchObject({ acceptedRows: 600, rejectedRows: 0, delimiter: ';', decimalMark: '.' });
  expect(detail.channels.map((c: { unit: string }) => c.unit)).toEqual(['bar', 'l/min', '°C']);
  const series = (await app.as('viewer', { url: `/api/v1/recordings/${id}/series?channels=0,2&buckets=100` })).json();
  expect(series.channels).toHaveLength(2);
  const pressures = series.channels[0].max.filter((v: number | null) => v !== null);
  expect(Math.max(...pressures)).toBeCloseTo(160, 1);
  expect(series.channels[0].count.reduce((a: number, b: number) => a + b, 0)).toBe(600);
});

test('a second import of the same bytes says so and links the first', async () => {
  const id = await importRecording(app, systemId);
  const file = await upload(app, 'other name.csv', madeUpLoggerFile());
  const again = await startImport([file]);
  expect(again.json()).toMatchObject({ status: 409, code: 'recording-exists', extra: { recordingId: id } });
});

test('the channel of the same name in the system gives the recording its meaning', async () => {
  const channel = await app.as('engineer', {
    method: 'POST',
    url: `/api/v1/systems/${systemId}/channels`,
    payload: { name: 'pump PRESSURE', quantity: 'pressure', unit: 'bar', signal: 'p_P', rangeLow: 0, rangeHigh: 250 },
  });
  const id = await importRecording(app, systemId);
  const detail = (await app.as('viewer', { url: `/api/v1/recordings/${id}` })).json();
  expect(detail.channels[0]).toMatchObject({ channelId: channel.json().id, signal: 'p_P' });
});

test.each([
  ['an empty file', Buffer.alloc(0), 'import-empty'],
  ['a file that is only a header', 'time;a [bar]\r\n', 'import-no-data'],
  ['a file that is no measurement', Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256)), 'import-binary'],
])('%s is refused in words and leaves nothing behind', async (_what, content, code) => {
  const file = await upload(app, 'x.csv', content);
  const job = await ended(app, (await startImport([file])).json().id);
  expect(job).toMatchObject({ state: 'failed', problem: { code } });
  expect(job.problem?.detail).toBeTruthy();
  expect((await app.as('viewer', { url: '/api/v1/recordings' })).json().items).toEqual([]);
});

test('a file over the limit is refused before it is kept', async () => {
  const reply = await app.as('technician', {
    method: 'POST',
    url: '/api/v1/uploads?name=big.csv',
    headers: { 'content-type': 'application/octet-stream' },
    payload: Buffer.alloc(33 * 1024 ** 2, 'x') as never,
  });
  expect(reply.json()).toMatchObject({ status: 413, code: 'file-too-large' });
});

test('a file that was never handed in and a system that does not exist are problems', async () => {
  expect((await startImport([{ sha256: 'a'.repeat(64), name: 'x' }])).json()).toMatchObject({ status: 404, code: 'file-not-uploaded' });
  const file = await upload(app, 'press.csv', madeUpLoggerFile());
  expect((await startImport([file], { systemId: '00000000-0000-4000-8000-000000000000' })).json()).toMatchObject({
    status: 404,
    code: 'system-not-found',
  });
});

test('a file that leaves a doubt is asked about, not guessed', async () => {
  const rows = Array.from({ length: 20 }, (_, i) => `03/04/2026 08:00:${String(i).padStart(2, '0')};${100 + i}`);
  const file = await upload(app, 'dates.csv', `time;p [bar]\r\n${rows.join('\r\n')}\r\n`);
  const asked = await ended(app, (await startImport([file])).json().id);
  expect(asked.problem).toMatchObject({ code: 'import-needs-answers', extra: { questions: [{ id: 'date-order' }] } });
  const answered = await ended(app, (await startImport([file], { answers: { 'date-order': 'dmy' } })).json().id);
  expect(answered.state).toBe('done');
});

test('the row counts of the UCI full-rate folder are the files’ own', { skip: !hasData('uci-hydraulic/full-rate') }, async () => {
  const files = await uploadFolder(app, join(dataFolder, 'uci-hydraulic/full-rate'));
  const job = await ended(app, (await startImport(files)).json().id);
  expect(job.problem).toBeNull();
  const detail = (await app.as('viewer', { url: `/api/v1/recordings/${job.result?.recordingId}` })).json();
  expect(detail.recording).toMatchObject({ clock: 'relative', startedAt: null, cycleCount: 10, cycleLengthMs: 60_000, channelCount: 17 });
  const counts = Object.fromEntries(detail.channels.map((c: { name: string; count: number }) => [c.name, c.count]));
  expect(counts).toMatchObject({ PS1: 60_000, EPS1: 60_000, FS1: 6000, TS1: 600, CE: 600 });
  expect(detail.skippedFiles.map((f: { name: string }) => f.name).sort()).toEqual(['cycles.txt', 'profile.txt']);
});

test('every rejected row is counted and can be downloaded with its reason', async () => {
  const rows = madeUpLoggerFile(60).split('\r\n');
  rows[10] = '2026-13-45T06:00:09.000Z;1;2;3';
  const id = await importRecording(app, systemId, rows.join('\r\n'));
  const detail = (await app.as('viewer', { url: `/api/v1/recordings/${id}` })).json();
  expect(detail.importReport).toMatchObject({ acceptedRows: 59, rejectedRows: 1, rejected: [{ line: 11, reason: 'bad-time' }] });
  const list = await app.as('viewer', { url: `/api/v1/recordings/${id}/rejected-rows` });
  expect(list.headers['content-disposition']).toContain('attachment');
  expect(list.body).toMatch(/^line,reason,text/);
  expect(list.body).toContain('11,bad-time,');
});
