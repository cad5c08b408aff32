import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSystem, ended, upload } from '../../tests/support/import.ts';
import { type TestApp, testApp } from '../../tests/support/test-app.ts';

let app: TestApp;
let systemId: string;
beforeEach(async () => {
  app = await testApp();
  app.appliance.runner.start();
  systemId = await createSystem(app);
});
afterEach(() => app.close());

const log = (channel: string, day: number): string =>
  `time;${channel}\n${Array.from({ length: 60 }, (_, i) => `2026-01-${String(day).padStart(2, '0')} 06:00:${String(i).padStart(2, '0')};${i}`).join('\n')}\n`;

async function importTexts(texts: Readonly<Record<string, string>>) {
  const files = [];
  for (const [name, text] of Object.entries(texts)) files.push(await upload(app, name, text));
  const reply = await app.as('technician', { method: 'POST', url: '/api/v1/imports', payload: { systemId, files } });
  return reply.statusCode === 202 ? ended(app, reply.json().id) : reply.json();
}

test('files that do not belong together become several recordings of one job, each with its own files', async () => {
  const texts = { 'a.csv': log('p [bar]', 1), 'b.csv': log('p [bar]', 2), 'c.csv': log('T [°C]', 9) };
  const job = await importTexts(texts);
  expect(job).toMatchObject({ state: 'done', result: { existing: [] } });
  const made = job.result.recordings as { recordingId: string }[];
  expect(job.result.recordingId).toBe(made[0]!.recordingId);
  const details = [];
  for (const { recordingId } of made) details.push((await app.as('viewer', { url: `/api/v1/recordings/${recordingId}` })).json());
  expect(details.map(({ files }) => files.map(({ name }: { name: string }) => name))).toEqual([['a.csv', 'b.csv'], ['c.csv']]);
  expect(details.map(({ recording }) => recording.name)).toEqual(['a and 1 more files', 'c']);
  expect(details[0].importReport.files).toMatchObject([
    { name: 'a.csv', lines: 61, acceptedRows: 60, skippedLines: 1, gapBefore_s: null },
    { name: 'b.csv', gapBefore_s: 86_341 },
  ]);

  // The same files again, and one of them alone: nothing is imported twice.
  expect(await importTexts(texts)).toMatchObject({ state: 'failed', problem: { code: 'recording-exists' } });
  expect(await importTexts({ 'other name.csv': texts['c.csv'] })).toMatchObject({ status: 409, code: 'recording-exists' });
  // Beside a new file, what exists is left out and named.
  const beside = await importTexts({ 'c.csv': texts['c.csv'], 'd.csv': log('q [l/min]', 12) });
  expect(beside).toMatchObject({ state: 'done', result: { existing: [made[1]!.recordingId] } });
  expect(beside.result.recordings).toHaveLength(1);
});
