// SQLite is enough: this is about files, not about tables.
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSystem, importRecording, madeUpLoggerFile } from '../../../tests/support/import.ts';
import { type TestApp, testApp } from '../../../tests/support/test-app.ts';

let app: TestApp;
let systemId: string;
let id: string;
beforeAll(async () => {
  app = await testApp();
  app.appliance.runner.start();
  systemId = await createSystem(app);
  id = await importRecording(app, systemId);
});
afterAll(() => app.close());

const get = (query: string, of = id) => app.as('viewer', { url: `/api/v1/recordings/${of}/export?${query}` });
const lines = (body: string) => body.replace(/^\ufeff/, '').split('\r\n');

test('a recording goes out as CSV that says what it is', async () => {
  const reply = await get('format=csv');
  expect(reply.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="press.csv"; filename*=UTF-8''press.csv`,
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
  });
  expect(lines(reply.body).slice(0, 3)).toEqual([
    'Time,Pump pressure,Pump flow,Oil temperature',
    ',bar,l/min,°C',
    '2026-01-05T06:00:00.000Z,150.00,25.00,40.0',
  ]);
  expect(lines(reply.body)).toHaveLength(603);
});

test('channels, range, marks and time are as asked', async () => {
  const reply = await get('format=csv&channels=2,0&fromMs=2000&toMs=4000&decimalMark=comma&time=seconds');
  expect(lines(reply.body)).toEqual([
    'Time;Oil temperature;Pump pressure',
    's;°C;bar',
    ...[2, 3, 4].map((i) => `${i},000;40;${(150 + 10 * Math.sin(i / 9)).toFixed(2).replace('.', ',')}`),
    '',
  ]);
  expect((await get('format=csv&delimiter=tab&channels=1&toMs=0')).body).toBe(
    '\ufeffTime\tPump flow\r\n\tl/min\r\n2026-01-05T06:00:00.000Z\t25\r\n',
  );
});

test('a spreadsheet and a Parquet file come with their types', async () => {
  const sheet = await get('format=xlsx');
  expect([sheet.headers['content-type'], sheet.rawPayload.subarray(0, 2).toString()]).toEqual([
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'PK',
  ]);
  const parquet = await get('format=parquet');
  expect([
    parquet.headers['content-type'],
    parquet.rawPayload.subarray(0, 4).toString(),
    parquet.rawPayload.subarray(-4).toString(),
  ]).toEqual(['application/vnd.apache.parquet', 'PAR1', 'PAR1']);
});

test('channels of several rates are files of an archive, those of one rate a plain file', async () => {
  const rows = Array.from({ length: 40 }, (_, i) => {
    const at = new Date(Date.UTC(2026, 0, 5) + i * 1000).toISOString();
    return `p1;${at};${(i / 8).toFixed(3)};bar${i % 10 === 0 ? `\nT1;${at};${40 + i};°C` : ''}`;
  });
  const several = await importRecording(app, systemId, `Tag;Time;Value;Unit\n${rows.join('\n')}\n`);
  for (const format of ['csv', 'parquet']) {
    const reply = await get(`format=${format}`, several);
    expect(reply.headers).toMatchObject({ 'content-type': 'application/zip', 'content-disposition': expect.stringContaining('.zip"') });
    expect(reply.rawPayload.toString('latin1')).toContain(`1 every 1 s.${format}`);
    expect(reply.rawPayload.toString('latin1')).toContain(`2 every 10 s.${format}`);
  }
  expect(lines((await get('format=csv&channels=1', several)).body).slice(0, 2)).toEqual(['Time,T1', ',°C']);
  expect((await get('format=xlsx', several)).headers['content-type']).toContain('spreadsheetml');
});

test('names from a hostile file are text in the export, and do no harm on the way', async () => {
  const names = ['=cmd|/C calc!A0', '+SUM(1)', '-2+3', '@x', 'a"b', '=1;2'];
  const header = `time,${names.map((name) => `"${name.replaceAll('"', '""')}"`).join(',')}`;
  const rows = Array.from(
    { length: 30 },
    (_, i) => `${new Date(Date.UTC(2026, 0, 6, 0, 0, i)).toISOString()},${names.map((_, c) => c + i / 4).join(',')}`,
  );
  const units = `s,${names.map(() => 'bar').join(',')}`;
  const hostile = await importRecording(app, systemId, `${[header, units, ...rows].join('\n')}\n`);
  const { channels } = (await app.as('viewer', { url: `/api/v1/recordings/${hostile}` })).json();
  expect(channels.map((channel: { name: string }) => channel.name)).toEqual(names);
  const [first = ''] = lines((await get('format=csv', hostile)).body);
  expect(first).toBe(`Time,'=cmd|/C calc!A0,'+SUM(1),'-2+3,'@x,"a""b",'=1;2`);
  const [german = ''] = lines((await get('format=csv&decimalMark=comma', hostile)).body);
  expect(german).toBe(`Time;'=cmd|/C calc!A0;'+SUM(1);'-2+3;'@x;"a""b";"'=1;2"`);
});

test('every export stands in the audit trail with what was taken', async () => {
  await get('format=csv&channels=1&fromMs=5000');
  const trail = (await app.as('admin', { url: `/api/v1/audit-events?subjectId=${id}` })).json().items;
  expect(trail[0]).toMatchObject({
    actor: 'test-viewer',
    action: 'recording.exported',
    newValue: { format: 'csv', channels: '1', fromMs: 5000 },
  });
});

describe('what makes no sense is refused in words', () => {
  test.each([
    ['format=pdf', 400, 'validation-failed'],
    ['', 400, 'validation-failed'],
    ['format=csv&channels=7', 404, 'channel-not-found'],
    ['format=csv&channels=a', 400, 'validation-failed'],
    ['format=csv&fromMs=9&toMs=8', 422, 'range-empty'],
    ['format=csv&decimalMark=comma&delimiter=comma', 422, 'export-marks-clash'],
    ['format=csv&colour=red', 400, 'validation-failed'],
  ])('"%s" is %i %s', async (query, status, code) => {
    expect((await get(query)).json()).toMatchObject({ status, code });
  });

  test('instants of a recording without a clock', async () => {
    const text = madeUpLoggerFile(50)
      .replace(/2026-01-05T06:00:(\d\d)\.000Z/g, '$1')
      .replace('time;', 'time [s];');
    const relative = await importRecording(app, systemId, text);
    expect((await get('format=csv&time=clock', relative)).json()).toMatchObject({ status: 422, code: 'export-no-clock' });
    expect(lines((await get('format=csv', relative)).body)[3]).toMatch(/^1\.000,/);
  });

  test('a range without samples is a table without rows', async () => {
    expect(lines((await get('format=csv&fromMs=1e9&toMs=2e9&channels=0')).body)).toEqual(['Time,Pump pressure', ',bar', '']);
  });
});

test('a reader who goes away ends the work; the next one is served', async () => {
  await app.http.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.http.server.address() as AddressInfo;
  const login = await app.as('viewer', { url: '/api/v1/session' });
  const cookie = String((login.raw.req as { headers: Record<string, string> }).headers.cookie);
  for (let i = 0; i < 5; i++) {
    await new Promise<void>((resolve, reject) => {
      const asked = request({ port, path: `/api/v1/recordings/${id}/export?format=xlsx`, headers: { cookie } }, (reply) => {
        expect(reply.statusCode).toBe(200);
        reply.destroy();
        resolve();
      });
      asked.once('error', reject);
      asked.end();
    });
  }
  expect((await get('format=csv')).statusCode).toBe(200);
});
