// SQLite is enough: this is about files, not about tables.
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSystem, ended, upload } from '../../tests/support/import.ts';
import { type TestApp, testApp } from '../../tests/support/test-app.ts';
import { zipOf } from './imports/containers/zip.fixture.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
  app.appliance.runner.start();
});
afterAll(() => app.close());

/** Half a minute of a logger that begins a new file now and then. */
function piece(number: number, shift = 0): string {
  const rows = Array.from({ length: 30 }, (_, i) => {
    const at = new Date(Date.UTC(2026, 0, 5, 6, 0, 30 * number + i)).toISOString();
    return `${at};${(150 + shift + Math.sin(i + 40 * number)).toFixed(2)}`;
  });
  return `time;Pump pressure [bar]\n${rows.join('\n')}\n`;
}

const cases: Record<string, () => Promise<[name: string, content: string | Buffer][]>> = {
  'two files of one name': async () => [
    ['log.csv', piece(0)],
    ['log.csv', piece(1)],
  ],
  'the later one first': async () => [
    ['log.csv', piece(3)],
    ['log.csv', piece(2)],
    ['log.csv', piece(1)],
  ],
  'equal names in folders below each other': async () => [
    ['a/log.csv', piece(0, 1)],
    ['b/log.csv', piece(1, 1)],
    ['b/log.csv', piece(2, 1)],
  ],
  'a packed file and one that has its name': async () => [
    ['log.csv.gz', gzipSync(piece(0, 2))],
    ['log.csv', piece(1, 2)],
  ],
  'archives of one name with members of one name': async () => [
    ['day.zip', await zipOf({ 'log.csv': piece(0, 3), 'later/log.csv': piece(1, 3) })],
    ['day.zip', await zipOf({ 'log.csv': piece(2, 3) })],
  ],
  'one name, channels that do not fit together': async () => [
    ['log.csv', piece(0, 4)],
    ['log.csv', piece(5, 4).replace('Pump pressure [bar]', 'Oil temperature [°C]')],
  ],
};

test.each(Object.keys(cases))('every recording of %s is read again by its recipe to the same bytes', async (name) => {
  const files: { sha256: string; name: string }[] = [];
  for (const [file, content] of await cases[name]!()) files.push({ sha256: (await upload(app, 'log.bin', content)).sha256, name: file });
  const systemId = await createSystem(app, name);
  const started = await app.as('technician', { method: 'POST', url: '/api/v1/imports', payload: { systemId, files } });
  expect((await ended(app, started.json().id)).problem).toBeNull();
  const recordings: { id: string }[] = (await app.as('viewer', { url: `/api/v1/recordings?systemId=${systemId}` })).json().items;
  expect(recordings.length).toBeGreaterThan(0);
  for (const { id } of recordings) {
    const check = await app.as('engineer', { method: 'POST', url: `/api/v1/recordings/${id}/recipe-checks` });
    expect(await ended(app, check.json().id)).toMatchObject({ problem: null, result: { isSame: true } });
  }
});
