import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unpackSeries } from '../../renderer/src/measurements/packed-series.ts';
import { createSystem, importRecording, madeUpLoggerFile } from '../../tests/support/import.ts';
import { type TestApp, testApp } from '../../tests/support/test-app.ts';
import { seriesMediaType } from './recording.schema.ts';

let app: TestApp;
let url: string;
beforeAll(async () => {
  app = await testApp();
  app.appliance.runner.start();
  url = `/api/v1/recordings/${await importRecording(app, await createSystem(app))}/series`;
});
afterAll(() => app.close());

const get = (query: string, headers: Record<string, string> = {}) => app.as('viewer', { url: `${url}?${query}`, headers });
const packed = { accept: seriesMediaType };

test('the packed answer holds what the JSON says', async () => {
  for (const query of ['channels=0,2&buckets=50', 'channels=1&fromMs=1000&toMs=9000', 'channels=2&fromMs=700000']) {
    const [binary, json] = [await get(query, packed), await get(query)];
    expect([binary.headers['content-type'], json.headers['content-type']]).toEqual([seriesMediaType, 'application/json; charset=utf-8']);
    const bytes = new Uint8Array(binary.rawPayload);
    const plain = (_: string, value: unknown) => (ArrayBuffer.isView(value) ? [...(value as Float64Array)] : value);
    expect(JSON.parse(JSON.stringify(unpackSeries(bytes.buffer), plain))).toEqual(json.json());
  }
});

test('few samples are answered as they are, many as buckets with every sample in one', async () => {
  const raw = (await get('channels=0&fromMs=10000&toMs=14000&buckets=100')).json().channels[0];
  expect(raw).toMatchObject({ source: 'raw', timeMs: [10_000, 11_000, 12_000, 13_000, 14_000], count: [1, 1, 1, 1, 1] });
  expect(raw.mean).toEqual([10, 11, 12, 13, 14].map((i) => Number((150 + 10 * Math.sin(i / 9)).toFixed(2))));
  const buckets = (await get('channels=0&buckets=7')).json().channels[0];
  expect(buckets.timeMs).toHaveLength(7);
  expect(buckets.count.reduce((a: number, b: number) => a + b, 0)).toBe(600);
});

test('a known answer is not sent again, and every question has a tag of its own', async () => {
  const questions = ['channels=0', 'channels=1', 'channels=0&buckets=10', 'channels=0&fromMs=5', 'channels=0&toMs=5000'];
  const tags = new Set<string>();
  for (const query of questions) {
    for (const headers of [{}, packed] as Record<string, string>[]) {
      const reply = await get(query, headers);
      const tag = String(reply.headers.etag);
      expect(reply.headers).toMatchObject({
        'cache-control': 'private, no-cache',
        vary: 'accept',
        etag: expect.stringMatching(/^"[\w-]{32}"$/),
      });
      tags.add(tag);
      const again = await get(query, { ...headers, 'if-none-match': `"other", ${tag}` });
      expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', tag]);
      expect((await get(query, { ...headers, 'if-none-match': '"other"' })).statusCode).toBe(200);
    }
  }
  expect(tags.size).toBe(questions.length * 2);
});

test('other samples under the same channel names have another tag', async () => {
  const other = await importRecording(app, await createSystem(app, 'Press 5'), madeUpLoggerFile().replace('150.00', '150.01'));
  const reply = await app.as('viewer', { url: `/api/v1/recordings/${other}/series?channels=0` });
  expect(reply.headers.etag).not.toBe((await get('channels=0')).headers.etag);
});

test('a range that reaches over the ends is the recording, one beside it is empty', async () => {
  const whole = (await get('channels=0&buckets=50')).json();
  expect((await get('channels=0&buckets=50&fromMs=-1e15&toMs=Infinity')).json()).toEqual(whole);
  expect(whole.channels[0]).toMatchObject({ fromMs: 0, toMs: 599_000 });
  expect((await get('channels=0&fromMs=1e9&toMs=2e9')).json().channels[0].timeMs).toEqual([]);
  expect((await get('channels=0&fromMs=-20&toMs=-10')).json().channels[0].timeMs).toEqual([]);
  expect((await get('channels=0&fromMs=3000&toMs=3000')).json().channels[0].timeMs).toEqual([3000]);
});

test.each([
  ['channels=0&fromMs=10&toMs=9', 422, 'range-empty'],
  ['channels=0&fromMs=NaN', 400, 'validation-failed'],
  ['channels=0&fromMs=1e999', 400, 'envelope-range'],
  ['channels=0&buckets=0', 400, 'validation-failed'],
  ['channels=0&buckets=4001', 400, 'validation-failed'],
  ['channels=0&buckets=2.5', 400, 'validation-failed'],
  ['channels=-1', 400, 'validation-failed'],
  ['channels=', 400, 'validation-failed'],
  ['buckets=10', 400, 'validation-failed'],
  ['channels=3', 404, 'channel-not-found'],
])('%s is refused (%i %s)', async (query, status, code) => {
  expect((await get(query)).json()).toMatchObject({ status, code });
});

/** Flips a bit of the first samples of the first channel of a recording that was not read yet. */
async function damagedRecording(name: string): Promise<string> {
  const { appliance } = app;
  const id = await importRecording(app, await createSystem(app, name), madeUpLoggerFile(900 + name.length));
  const { recording } = (await app.as('viewer', { url: `/api/v1/recordings/${id}` })).json();
  const path = appliance.files.pathOf(recording.seriesSha256);
  const bytes = readFileSync(path);
  bytes[100]! ^= 4;
  chmodSync(path, 0o600);
  writeFileSync(path, bytes);
  return id;
}

test('a damaged sample is never shown: the answer names channel and time', async () => {
  const id = await damagedRecording('Press 6');
  const reply = await app.as('viewer', { url: `/api/v1/recordings/${id}/series?channels=0`, headers: packed });
  expect(reply.json()).toMatchObject({ status: 500, code: 'series-damaged', extra: { damage: { channel: 'Pump pressure' } } });
  expect((await get('channels=0')).statusCode).toBe(200);
});

test.each([
  ['json', {}],
  ['packed', packed],
] as const)('beside a damaged channel the others are answered, and it is named (%s)', async (form, headers) => {
  const id = await damagedRecording(`Press of ${form}`);
  const read = async (channels: string) => {
    const reply = await app.as('viewer', { url: `/api/v1/recordings/${id}/series?channels=${channels}`, headers });
    return { reply, content: form === 'packed' ? unpackSeries(new Uint8Array(reply.rawPayload).buffer) : reply.json() };
  };
  const sound = await read('2,1');
  expect(sound.content.damaged).toEqual([]);
  const { reply, content } = await read('2,0,1');
  expect(reply.statusCode).toBe(200);
  expect(content.channels).toEqual(sound.content.channels);
  expect(content.damaged).toEqual([
    {
      channel: 0,
      name: 'Pump pressure',
      unit: 'bar',
      code: 'series-damaged',
      detail: expect.stringMatching(/^Series file [0-9a-f]{64}: channel "Pump pressure" from .* fail their checksum/),
      fromMs: 0,
      toMs: expect.any(Number),
    },
  ]);
  // A restored file is to be seen at the next question.
  expect([reply.headers.etag, reply.headers['cache-control']]).toEqual([undefined, 'no-store']);
});

test('a file that was restored is read again', async () => {
  const id = await damagedRecording('Press that is restored');
  const { recording } = (await app.as('viewer', { url: `/api/v1/recordings/${id}` })).json();
  const path = app.appliance.files.pathOf(recording.seriesSha256);
  const ask = async () => (await app.as('viewer', { url: `/api/v1/recordings/${id}/series?channels=0,1` })).json();
  expect((await ask()).damaged).toHaveLength(1);
  const bytes = readFileSync(path);
  bytes[100]! ^= 4;
  rmSync(path);
  writeFileSync(path, bytes);
  expect(await ask()).toMatchObject({ channels: [{ channel: 0 }, { channel: 1 }], damaged: [] });
});
