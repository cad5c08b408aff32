import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSystem, ended, importRecording, madeUpLoggerFile, upload } from '../../../tests/support/import.ts';
import { type TestApp, testApp } from '../../../tests/support/test-app.ts';
import type { RecordingMapping } from './mapping.schema.ts';

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

const url = (recording = id) => `/api/v1/recordings/${recording}/mapping`;
const read = async (): Promise<RecordingMapping> => (await app.as('viewer', { url: url() })).json();
const change = (tag: string | null, mapping: object, role: 'technician' | 'viewer' = 'technician') =>
  app.as(role, { method: 'PUT', url: url(), payload: { mapping }, headers: tag === null ? {} : { 'if-match': tag } });
const channelsOf = async (recording: string) => (await app.as('viewer', { url: `/api/v1/recordings/${recording}` })).json().channels;

test('every channel has what it is taken for, and a suggestion with its reason', async () => {
  const { channels } = await read();
  expect(channels.map(({ index }) => index)).toEqual([0, 1, 2]);
  expect(channels[0]).toMatchObject({ signal: 'p_P', suggestion: { name: 'Pump pressure', confidence: 'likely' } });
  expect(channels[0]?.suggestion.candidates[0]?.reason).toBeDefined();
});

test('a correction reaches the recording, its recipe, the audit trail and the next file of the logger', async () => {
  const created = await app.as('engineer', {
    method: 'POST',
    url: `/api/v1/systems/${systemId}/channels`,
    payload: { name: 'Tank', quantity: 'temperature', unit: '°C', signal: 'T_T' },
  });
  const { tag } = await read();
  const mapping = { 'Pump pressure': 'p_A', 'Pump flow': null, 'Oil temperature': { channel: 'Tank' } };
  const reply = await change(tag, mapping);
  expect(reply.statusCode, reply.body).toBe(200);
  const expected = [
    { name: 'Pump pressure', signal: 'p_A', channelId: null },
    { name: 'Pump flow', signal: null, channelId: null },
    { name: 'Oil temperature', signal: 'T_T', channelId: created.json().id, quantity: 'temperature' },
  ];
  expect(await channelsOf(id)).toMatchObject(expected);
  expect(reply.json().channels[1]).toMatchObject({ signal: null, suggestion: { confidence: 'confirmed' } });
  const detail = (await app.as('viewer', { url: `/api/v1/recordings/${id}` })).json();
  expect(detail.recipe.channels.map(({ role }: { role: string | null }) => role)).toEqual(['p_A', null, 'T_T']);
  const audit = (await app.as('admin', { url: '/api/v1/audit-events?limit=20' })).json();
  expect(audit.items).toContainEqual(expect.objectContaining({ action: 'recording.mapping-changed', subjectId: id }));

  const file = await upload(app, 'next.csv', madeUpLoggerFile(300));
  const started = await app.as('technician', { method: 'POST', url: '/api/v1/imports', payload: { systemId, files: [file] } });
  const job = await ended(app, started.json().id);
  expect(await channelsOf(String(job.result?.recordingId))).toMatchObject(expected);
});

test('who changes what somebody else has changed in the meantime is told so', async () => {
  const { tag } = await read();
  expect((await change(tag, { 'Pump flow': 'Q_P' })).statusCode).toBe(200);
  const second = await change(tag, { 'Pump flow': 'p_P' });
  expect([second.statusCode, second.json().code]).toEqual([412, 'mapping-changed']);
  expect((await channelsOf(id))[1].signal).toBe('Q_P');
});

test('a name that is not there is refused by name, and who may only look changes nothing', async () => {
  const { tag } = await read();
  const unknown = await change(tag, { Nowhere: 'p_P', 'Pump flow': { channel: 'Nobody' } });
  expect(unknown.statusCode).toBe(422);
  expect(unknown.json().errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['#/mapping/Nowhere', '#/mapping/Pump flow']);
  expect((await change(tag, {}, 'viewer')).statusCode).toBe(403);
});

test('a change says on which state it was made: the tag of the answer before, which every answer carries', async () => {
  const before = await app.as('viewer', { url: url() });
  expect(before.headers.etag).toBe(before.json().tag);
  expect(before.headers.etag).toMatch(/^"[\w-]{32}"$/);
  const blind = await change(null, { 'Pump flow': null });
  expect([blind.statusCode, blind.json().code]).toEqual([428, 'precondition-required']);
  const after = await change(String(before.headers.etag), { 'Pump flow': null });
  expect([after.statusCode, after.headers.etag]).toEqual([200, after.json().tag]);
  expect(after.headers.etag).not.toBe(before.headers.etag);
  expect((await change(`"another", ${after.headers.etag}`, { 'Pump flow': 'Q_P' })).statusCode).toBe(200);
});

test('what the lines above the table call a channel is what its signal is suggested by', async () => {
  const rows = Array.from(
    { length: 30 },
    (_, i) => `2026-02-03 06:00:${String(i).padStart(2, '0')};${150 + i / 4};${40 + i / 8};${1 + i / 9};7`,
  );
  const legend = ['Kanal 1: Druck Pumpe [bar]', 'Kanal 2: Öltemperatur Tank [°C]', 'Kanal 3: Rücklaufdruck', 'Kanal 4: Tank'];
  const text = [...legend, 'Zeit;Kanal 1;Kanal 2;Kanal 3 [bar];Kanal 4 [bar]', ...rows].join('\r\n');
  const file = await upload(app, 'kanal.csv', `${text}\r\n`);
  const started = await app.as('technician', { method: 'POST', url: '/api/v1/imports', payload: { systemId, files: [file] } });
  const job = await ended(app, started.json().id);
  const { channels } = (await app.as('viewer', { url: url(String(job.result?.recordingId)) })).json() as RecordingMapping;
  expect(channels.map(({ signal }) => signal)).toEqual(['p_P', 'T_T', 'p_R', null]);
  expect(channels[0]?.suggestion).toMatchObject({ name: 'Kanal 1', confidence: 'likely', candidates: [{ reason: 'word', text: 'Pump' }] });
});
