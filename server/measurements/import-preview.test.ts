// SQLite is enough: this is about files and workers; the rows behind them have tests of their own.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSystem, ended, madeUpLoggerFile, upload } from '../../tests/support/import.ts';
import { type TestApp, testApp } from '../../tests/support/test-app.ts';
import type { ImportPreview } from './import-preview.schema.ts';
import type { RecordingDetail } from './recording.schema.ts';

let app: TestApp;
let systemId: string;
beforeEach(async () => {
  app = await testApp();
  app.appliance.runner.start();
  systemId = await createSystem(app);
});
afterEach(() => app.close());

const ambiguous = `Zeit;P1 [bar];Druck Pumpe;T Öl\n${Array.from({ length: 40 }, (_, i) => `03/04/2025 08:00:${String(i % 60).padStart(2, '0')};${100 + i};${90 + i};45`).join('\n')}\n`;

interface Request {
  files: { sha256: string; name: string }[];
  answers?: object;
  template?: string;
}
const preview = async (request: Request): Promise<ImportPreview> => {
  const reply = await app.as('technician', { method: 'POST', url: '/api/v1/import-previews', payload: { systemId, ...request } });
  if (reply.statusCode !== 200) throw new Error(reply.body);
  return reply.json();
};
const importFile = async (request: Request): Promise<RecordingDetail> => {
  const started = await app.as('technician', { method: 'POST', url: '/api/v1/imports', payload: { systemId, ...request } });
  const job = await ended(app, started.json().id);
  if (job.state !== 'done') throw new Error(JSON.stringify(job.problem));
  return (await app.as('viewer', { url: `/api/v1/recordings/${job.result?.recordingId}` })).json();
};

test('a preview asks what is open, shows the first rows and what each date order would mean, and stores nothing', async () => {
  const file = await upload(app, 'trend.csv', ambiguous);
  const before = readdirSync(join(app.dataDir, 'files/objects')).length;
  const found = await preview({ files: [file] });
  expect(found).toMatchObject({ verdict: 'needs-answer', isComplete: true, template: null });
  expect(found.questions.map(({ id }) => id).sort()).toEqual(['date-order', 'unit']);
  expect(found.report).toMatchObject({ acceptedRows: 40, rejectedRows: 0, headerLine: 1 });
  expect(found.rows).toHaveLength(41);
  expect(found.outcomes.map(({ first }) => first)).toEqual(['2025-04-03T08:00:00', '2025-03-04T08:00:00']);
  const answers = { 'date-order': 'dmy', unit: { 'Druck Pumpe': 'bar', 'T Öl': '°C' } };
  const answered = await preview({ files: [file], answers });
  expect(answered).toMatchObject({ verdict: 'ok', questions: [] });
  expect(answered.rows[1]).toMatchObject({ line: 2, time: '2025-04-03T08:00:00', values: [100, 90, 45] });
  expect(readdirSync(join(app.dataDir, 'files/objects'))).toHaveLength(before);
  expect(readdirSync(join(app.dataDir, 'files/staging'))).toEqual([]);
  expect((await app.as('viewer', { url: '/api/v1/recordings' })).json().items).toEqual([]);
});

test('channels come with a suggestion, its reason and every near candidate', async () => {
  const file = await upload(app, 'trend.csv', ambiguous);
  const { mapping } = await preview({ files: [file], answers: { unit: { 'Druck Pumpe': 'bar', 'T Öl': '°C' } } });
  expect(mapping[1]).toMatchObject({
    name: 'Druck Pumpe',
    confidence: 'likely',
    signal: 'p_P',
    candidates: [{ reason: 'word', text: 'Pump' }],
  });
  expect(mapping[0]).toMatchObject({ name: 'P1', confidence: 'open', signal: null, candidates: [{ signal: 'p_P', reason: 'number' }] });
  expect(mapping[2]).toMatchObject({ name: 'T Öl', signal: 'T_T' });
});

test('the system’s channel of the same name is certain, and can be chosen by its name', async () => {
  const channel = { name: 'P1', quantity: 'pressure', unit: 'bar', signal: 'p_B' };
  await app.as('engineer', { method: 'POST', url: `/api/v1/systems/${systemId}/channels`, payload: channel });
  const file = await upload(app, 'trend.csv', ambiguous);
  const unit = { 'Druck Pumpe': 'bar', 'T Öl': '°C' };
  const { mapping } = await preview({ files: [file], answers: { unit } });
  expect(mapping[0]).toMatchObject({
    confidence: 'certain',
    signal: 'p_B',
    candidates: [{ reason: 'same-name', target: { channel: 'P1' } }],
  });
  const answers = { unit, 'date-order': 'dmy', mapping: { P1: null, 'Druck Pumpe': { channel: 'p1' } } };
  const { channels } = await importFile({ files: [file], answers });
  expect(channels).toMatchObject([{ channelId: null, signal: null }, { signal: 'p_B' }, { signal: 'T_T' }]);
});

test('what a person said a channel is becomes part of the recipe and holds for the next file of this logger', async () => {
  const answers = { 'date-order': 'dmy', unit: { 'Druck Pumpe': 'bar', 'T Öl': '°C' }, mapping: { P1: 'p_A', 'Druck Pumpe': null } };
  const first = await importFile({ files: [await upload(app, 'one.csv', ambiguous)], answers });
  expect(first.channels.map(({ signal }) => signal)).toEqual(['p_A', null, 'T_T']);
  expect(first.recipe).toMatchObject({ channels: [{ name: 'P1', role: 'p_A' }, { role: null }, { role: 'T_T' }] });
  expect(first.importSettings).toMatchObject({ mapping: [{ confidence: 'confirmed', target: 'p_A' }, { confidence: 'confirmed' }, {}] });
  const { mapping: _, ...others } = answers;
  const next = await importFile({ files: [await upload(app, 'two.csv', ambiguous.replaceAll('08:00', '09:00'))], answers: others });
  expect(next.channels.map(({ signal }) => signal)).toEqual(['p_A', null, 'T_T']);
  expect(next.importSettings?.mapping[0]?.candidates[0]).toMatchObject({ reason: 'confirmed', text: 'test-technician' });
});

test('two channels that look like the same signal are given none, and the report says so', async () => {
  const text = madeUpLoggerFile(30).replace('Pump flow [l/min]', 'Pumpendruck [bar]');
  const { channels, importReport } = await importFile({ files: [await upload(app, 'twins.csv', text)] });
  expect(channels.slice(0, 2).map(({ signal }) => signal)).toEqual([null, null]);
  expect(importReport.notes.join(' ')).toContain('"Pumpendruck" may be p_P');
});

test('a mapping that names no signal is refused before anything is queued', async () => {
  const file = await upload(app, 'press.csv', madeUpLoggerFile());
  const payload = { systemId, files: [file], answers: { mapping: { 'Pump pressure': 'p_X' } } };
  const reply = await app.as('technician', { method: 'POST', url: '/api/v1/imports', payload });
  expect(reply.json()).toMatchObject({ status: 422, code: 'mapping-invalid' });
});

test('a check reads files to their end as a job and stores no recording', async () => {
  const file = await upload(app, 'press.csv', madeUpLoggerFile(5000));
  const started = await app.as('technician', { method: 'POST', url: '/api/v1/import-checks', payload: { systemId, files: [file] } });
  expect(started.statusCode).toBe(202);
  const job = await ended(app, started.json().id);
  expect(job).toMatchObject({
    state: 'done',
    result: { report: { acceptedRows: 5000, rejectedRows: 0 }, mapping: [{ signal: 'p_P' }, {}, {}] },
  });
  expect((await app.as('viewer', { url: '/api/v1/recordings' })).json().items).toEqual([]);
});

test('a viewer cannot look into files that were handed in', async () => {
  const file = await upload(app, 'press.csv', madeUpLoggerFile());
  const reply = await app.as('viewer', { method: 'POST', url: '/api/v1/import-previews', payload: { systemId, files: [file] } });
  expect(reply.statusCode).toBe(403);
});
