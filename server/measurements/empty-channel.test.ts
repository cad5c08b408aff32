import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSystem, importRecording } from '../../tests/support/import.ts';
import { type TestApp, testApp } from '../../tests/support/test-app.ts';
import type { RecordingDetail } from './recording.schema.ts';

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
  app.appliance.runner.start();
});
afterEach(() => app.close());

/** A sensor that only ever said OL, in a file with one value in a line: its channel has no sample at all. */
const text = ['time;name;value']
  .concat(
    Array.from({ length: 40 }, (_, i) => {
      const at = new Date(Date.UTC(2026, 0, 5, 6, 0, i)).toISOString();
      return `${at};PS1 [bar];${100 + i}\n${at};PS2 [bar];OL`;
    }),
  )
  .join('\n');

test('a channel without a single value is kept, and shown, exported and verified as one', async () => {
  const id = await importRecording(app, await createSystem(app), text);
  const detail: RecordingDetail = (await app.as('viewer', { url: `/api/v1/recordings/${id}` })).json();
  expect(detail.importReport).toMatchObject({ acceptedRows: 40, rejectedRows: 40 });
  expect(detail.channels.map(({ name, count }) => [name, count])).toEqual([
    ['PS1 [bar]', 40],
    ['PS2 [bar]', 0],
  ]);
  const series = await app.as('viewer', { url: `/api/v1/recordings/${id}/series?channels=0,1&fromMs=0&toMs=60000&buckets=10` });
  expect(series.statusCode).toBe(200);
  const exported = await app.as('engineer', { url: `/api/v1/recordings/${id}/export?format=csv` });
  expect(exported.statusCode).toBe(200);
  // Every clock has a table of its own.
  expect(exported.headers['content-type']).toBe('application/zip');
  expect(exported.rawPayload.length).toBeGreaterThan(200);
  const diagnosis = await app.as('viewer', { url: `/api/v1/recordings/${id}/diagnosis` });
  expect(diagnosis.statusCode).toBe(200);
});
