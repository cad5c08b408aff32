import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSystem, madeUpLoggerFile } from '../../../tests/support/import.ts';
import { type TestApp, testApp } from '../../../tests/support/test-app.ts';
import { firstLookBytes } from './first-look.schema.ts';

let app: TestApp;
let systemId: string;
beforeAll(async () => {
  app = await testApp();
  systemId = await createSystem(app);
});
afterAll(() => app.close());

const look = (bytes: Uint8Array | string, options: { as?: 'technician' | 'viewer'; systemId?: string; app?: TestApp } = {}) =>
  (options.app ?? app).as(options.as ?? 'technician', {
    method: 'POST',
    url: `/api/v1/first-looks?systemId=${options.systemId ?? systemId}&name=press.csv`,
    headers: { 'content-type': 'application/octet-stream' },
    payload: Buffer.from(bytes as string),
  });

const beginning = Buffer.from(madeUpLoggerFile(30_000)).subarray(0, firstLookBytes);

test('the beginning of a file becomes curves with its extremes, and nothing of it is kept', async () => {
  const reply = await look(beginning);
  expect(reply.statusCode).toBe(200);
  const { state, seconds, channels, others } = reply.json();
  expect({ state, others }).toEqual({ state: 'read', others: 0 });
  const rows = beginning
    .toString()
    .split('\r\n')
    .slice(1, -1)
    .map((line) => line.split(';').slice(1).map(Number));
  expect(channels.map(({ name }: { name: string }) => name)).toHaveLength(rows[0]!.length);
  for (const [i, { max, min, count, timeMs }] of channels.entries()) {
    const column = rows.map((row) => row[i]!);
    expect(Math.max(...max)).toBeCloseTo(Math.max(...column), 9);
    expect(Math.min(...min)).toBeCloseTo(Math.min(...column), 9);
    // The last line is cut off in the middle: it is no row.
    expect(count.reduce((sum: number, n: number) => sum + n, 0)).toBe(rows.length);
    expect(timeMs[0]).toBe(0);
  }
  expect(seconds).toBeGreaterThan(0);
  expect(readdirSync(join(app.dataDir, 'files', 'staging'))).toEqual([]);
  expect(readdirSync(join(app.dataDir, 'files', 'objects'))).toEqual([]);
});

test('a file that leaves a question shows nothing rather than a guess', async () => {
  const rows = Array.from({ length: 40 }, (_, i) => `03/04/2025 08:00:${String(i).padStart(2, '0')};${100 + i}`);
  const reply = await look(`Zeit;P1 [bar]\n${rows.join('\n')}\n`);
  expect(reply.json()).toEqual({ state: 'open', seconds: 0, channels: [], others: 0 });
});

test('what is no text, empty, or prose has no curves and is no failure', async () => {
  const noise = Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256));
  const zip = Buffer.concat([Buffer.from('PK\u0003\u0004'), noise]);
  for (const bytes of [noise, zip, Buffer.from('only some words\nand nothing else\n'), Buffer.from('x')]) {
    const reply = await look(bytes);
    expect([reply.statusCode, reply.json().state]).toEqual([200, 'unreadable']);
  }
});

test('it asks for the permission to import, for a system that is there, and for no more than a beginning', async () => {
  expect((await look(beginning, { as: 'viewer' })).statusCode).toBe(403);
  expect((await look(beginning, { systemId: '01900000-0000-7000-8000-000000000000' })).json().code).toBe('system-not-found');
  expect((await look(Buffer.alloc(firstLookBytes + 1, 65))).statusCode).toBe(413);
});

test('where a scanner looks first, not even the beginning is read', async () => {
  const guarded = await testApp({ scan: { scanner: null, isRequired: true } });
  try {
    const reply = await look(beginning, { app: guarded, systemId: await createSystem(guarded) });
    expect(reply.json()).toEqual({ state: 'unscanned', seconds: 0, channels: [], others: 0 });
  } finally {
    await guarded.close();
  }
});
