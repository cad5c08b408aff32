import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSystem, ended, importRecording, madeUpLoggerFile, upload } from '../../../tests/support/import.ts';
import { type TestApp, testApp } from '../../../tests/support/test-app.ts';
import type { RecordingDetail } from '../recording.schema.ts';
import type { VerificationResult } from './verification.schema.ts';

let app: TestApp;
let id: string;
let detail: RecordingDetail;
beforeAll(async () => {
  app = await testApp();
  app.appliance.runner.start();
  // With a rejected row, so that the list of them is a stored file, too.
  id = await importRecording(app, await createSystem(app), `${madeUpLoggerFile(300)}no time;1;2;3\r\n`);
  detail = (await app.as('viewer', { url: `/api/v1/recordings/${id}` })).json();
});
afterAll(() => app.close());

async function verify(payload: object = {}): Promise<VerificationResult> {
  const started = await app.as('admin', { method: 'POST', url: '/api/v1/verifications', payload });
  const job = await ended(app, started.json().id);
  expect(job).toMatchObject({ kind: 'verification', state: 'done', problem: null });
  return job.result as unknown as VerificationResult;
}

function flip(sha256: string, at: (length: number) => number): void {
  const path = app.appliance.files.pathOf(sha256);
  const bytes = readFileSync(path);
  bytes[at(bytes.length)]! ^= 1;
  chmodSync(path, 0o600);
  writeFileSync(path, bytes);
}

test('sound files are read to the last byte and said to be sound', async () => {
  await upload(app, 'kept, not imported.csv', madeUpLoggerFile(20));
  const result = await verify();
  const known = detail.files[0]!.bytes + detail.recording.seriesBytes;
  expect(result).toMatchObject({ recordings: 1, files: 4, damageCount: 0, damages: [] });
  expect(result.bytes).toBeGreaterThan(known);
});

test('a flipped bit in the samples is found with recording, channel and time range', async () => {
  const inside = () => 90;
  flip(detail.recording.seriesSha256, inside);
  for (const payload of [{}, { recordingId: id }]) {
    const { damageCount, damages } = await verify(payload);
    expect(damageCount).toBe(1);
    expect(damages[0]).toMatchObject({
      file: 'series',
      sha256: detail.recording.seriesSha256,
      recordingId: id,
      recordingName: 'press',
      part: 'samples',
      channel: 'Pump pressure',
      fromMs: 0,
    });
    expect(damages[0]?.toMs).toBe(299_000);
  }
  flip(detail.recording.seriesSha256, inside);
});

test('damage at the head, in the table of contents and at the end concerns the whole file', async () => {
  for (const [at, part] of [
    [() => 9, 'header'],
    [(length: number) => length - 60, 'directory'],
    [(length: number) => length - 5, 'end'],
  ] as const) {
    flip(detail.recording.seriesSha256, at);
    expect((await verify({ recordingId: id })).damages).toMatchObject([{ file: 'series', part, channel: null, fromMs: null, toMs: null }]);
    flip(detail.recording.seriesSha256, at);
  }
});

test('starting it is for admins, is audited, and asking twice is one job', async () => {
  const post = (role: 'engineer' | 'admin', payload: object = {}) =>
    app.as(role, { method: 'POST', url: '/api/v1/verifications', payload });
  expect((await post('engineer')).json()).toMatchObject({ code: 'permission-denied' });
  expect((await post('admin', { recordingId: '0190a000-0000-7000-8000-000000000000' })).json()).toMatchObject({
    code: 'recording-not-found',
  });
  const first = (await post('admin', { recordingId: id })).json();
  expect(first).toMatchObject({ kind: 'verification', title: 'Verify press' });
  const trail = (await app.as('admin', { url: `/api/v1/audit-events?subjectId=${id}` })).json().items;
  expect(trail[0]).toMatchObject({ action: 'verification.started', newValue: { jobId: first.id } });
});

test('a flipped bit in a raw file and a file that is gone are found, for every recording that rests on them', async () => {
  const raw = detail.files[0]!;
  flip(raw.sha256, (length) => length >> 1);
  rmSync(app.appliance.files.pathOf(detail.recording.seriesSha256));
  const { damageCount, damages } = await verify();
  expect(damageCount).toBe(2);
  expect(damages).toMatchObject([
    { file: 'series', recordingId: id, part: 'missing' },
    { file: 'raw', name: 'press.csv', recordingId: id, sha256: raw.sha256, part: 'content' },
  ]);
});
