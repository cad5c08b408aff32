// SQLite is enough: that a waiting job is locked on PostgreSQL is the database's promise.
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSystem, ended, importRecording } from '../../../tests/support/import.ts';
import { type TestApp, testApp } from '../../../tests/support/test-app.ts';
import { openDatabase } from '../../platform/database/database.ts';
import type { Job } from '../../platform/jobs/job.schema.ts';
import type { CompositionState } from '../compositions/composition-api.schema.ts';
import { startReportWorker } from '../report.process.ts';
import { reportFormats } from '../report.schema.ts';
import { createRenderingHandler, renderingKind } from './rendering.jobs.ts';

let app: TestApp;
let reportId: string;
beforeAll(async () => {
  app = await testApp();
  const recordingId = await withJobs(importRecording(app, await createSystem(app)));
  const payload = { recordingId, formats: [...reportFormats] };
  const started = await app.as('engineer', { method: 'POST', url: '/api/v1/reports', payload });
  reportId = String((await withJobs(ended(app, started.json().id))).result?.reportId);
});
afterAll(() => app.close());

/** Runs what waits until the work is done; afterwards nobody takes a job by himself. */
async function withJobs<T>(work: Promise<T>): Promise<T> {
  let isOver = false;
  const over = work.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    const { items } = await app.appliance.jobs.list({ limit: 10, state: 'queued' });
    for (const { id } of items) await app.appliance.runner.runOne(id);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return over;
}

async function rename(title: string): Promise<void> {
  const url = `/api/v1/reports/${reportId}/composition`;
  const read = await app.as('engineer', { url });
  const { composition } = read.json<CompositionState>();
  const { language, sections } = composition;
  const payload = { title, language, sections, texts: [], blocks: [], pins: [] };
  const reply = await app.as('engineer', { method: 'PUT', url, payload, headers: { 'if-match': String(read.headers.etag) } });
  expect(reply.statusCode, reply.body).toBe(200);
}

const renderings = async (): Promise<Job[]> =>
  (await app.appliance.jobs.list({ limit: 100 })).items.filter(({ kind }) => kind === renderingKind);

test('files that a newer change makes outdated are not written to the end', async () => {
  const { logger, files } = app.appliance;
  const db = openDatabase({ kind: 'sqlite', file: join(app.dataDir, 'sightglass.sqlite') });
  const worker = startReportWorker(logger);
  try {
    const phases: string[] = [];
    const handler = createRenderingHandler({ db, files, worker });
    const { revision } = await db('report').where({ id: reportId }).first('revision');
    const commit = await handler({ reportId } as never, {
      ...{ jobId: 'outdated', createdBy: 'ada', signal: new AbortController().signal },
      ...{ afterwards: () => undefined, otherwise: () => undefined },
      onProgress({ phase }) {
        if (phases.length === 0) void db('report').where({ id: reportId }).update({ revision: 99 }).then();
        phases.push(phase);
      },
    });
    expect(await db.transaction((trx) => commit(trx))).toEqual({ reportId, isOutdated: true });
    expect(phases).not.toContain('done');
    await db('report').where({ id: reportId }).update({ revision });
  } finally {
    worker.close();
    await db.destroy();
  }
});

test('changes that are saved one after the other wait for one writing of the files, which shows the last', async () => {
  await rename('First thoughts');
  await rename('Second thoughts');
  const [job, ...others] = await renderings();
  expect([job?.state, others]).toEqual(['queued', []]);
  expect((await withJobs(ended(app, String(job?.id)))).state).toBe('done');
  const reply = await app.as('viewer', { url: `/api/v1/reports/${reportId}/files/json` });
  expect(reply.json()).toMatchObject({ title: 'Second thoughts' });
});
