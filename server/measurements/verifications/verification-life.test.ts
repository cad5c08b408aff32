import { chmodSync, copyFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSystem, ended, importRecording, upload } from '../../../tests/support/import.ts';
import { type TestApp, testApp } from '../../../tests/support/test-app.ts';
import type { Job } from '../../platform/jobs/job.schema.ts';
import type { RecordingDetail } from '../recording.schema.ts';
import type { VerificationResult } from './verification.schema.ts';

let app: TestApp;
let id: string;
beforeAll(async () => {
  app = await testApp();
  app.appliance.runner.start();
  id = await importRecording(app, await createSystem(app));
  await app.as('admin', { url: '/api/v1/jobs' });
});
afterAll(() => app.close());

const start = async (payload: object): Promise<string> =>
  (await app.as('admin', { method: 'POST', url: '/api/v1/verifications', payload })).json().id;
const jobOf = async (job: string): Promise<Job> => (await app.as('viewer', { url: `/api/v1/jobs/${job}` })).json();

test('a verification that is cancelled in the middle of a file ends without a result and changes nothing; the next one runs', async () => {
  const { sha256 } = await upload(app, 'kept.csv', 'time;p [bar]\n2026-01-01 00:00:00;1\n');
  const path = app.appliance.files.pathOf(sha256);
  const aside = join(app.dataDir, 'aside');
  copyFileSync(path, aside);
  // A hole of 64 GB takes no room and minutes to read.
  chmodSync(path, 0o600);
  truncateSync(path, 64e9);
  const job = await start({});
  for (let isReading = false; !isReading; ) {
    const { state, progress } = await jobOf(job);
    expect(['queued', 'running']).toContain(state);
    isReading = progress?.phase === 'reading' && progress.done > 0;
    await new Promise((resolve) => setImmediate(resolve));
  }
  await app.as('admin', { method: 'POST', url: `/api/v1/jobs/${job}/cancel` });
  expect(await ended(app, job)).toMatchObject({ state: 'cancelled', result: null, problem: null });
  rmSync(path, { force: true });
  copyFileSync(aside, path);
  expect(await ended(app, await start({}))).toMatchObject({ state: 'done', result: { damageCount: 0 } });
});

test('a computed channel is verified with its recording, and damage in it is said to be its', async () => {
  const derived = { name: 'Hydraulic power', expression: "'Pump pressure' * 'Pump flow'" };
  const made = await app.as('technician', { method: 'POST', url: `/api/v1/recordings/${id}/derived-channels`, payload: derived });
  expect(await ended(app, made.json().id)).toMatchObject({ state: 'done' });
  const { items } = (await app.as('viewer', { url: `/api/v1/recordings/${id}/derived-channels` })).json();
  const path = app.appliance.files.pathOf(items[0].seriesSha256);
  const sound = (await ended(app, await start({ recordingId: id }))).result as unknown as VerificationResult;
  expect(sound).toMatchObject({ recordings: 1, files: 3, damageCount: 0 });
  const bytes = readFileSync(path);
  bytes[90]! ^= 1;
  chmodSync(path, 0o600);
  writeFileSync(path, bytes);
  const hurt = (await ended(app, await start({ recordingId: id }))).result as unknown as VerificationResult;
  expect(hurt.damages).toMatchObject([
    {
      file: 'series',
      sha256: items[0].seriesSha256,
      recordingId: id,
      part: 'samples',
      channel: 'Hydraulic power',
      fromMs: 0,
      toMs: 599_000,
    },
  ]);
  const detail: RecordingDetail = (await app.as('viewer', { url: `/api/v1/recordings/${id}` })).json();
  expect(detail.channels).toHaveLength(4);
});
