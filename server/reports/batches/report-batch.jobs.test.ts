import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/support/test-database.ts';
import { createAuditTrail } from '../../accounts/audit.service.ts';
import { newId } from '../../platform/ids.ts';
import { createJobService } from '../../platform/jobs/job.service.ts';
import type { JobContext, JobHandler } from '../../platform/jobs/job-runner.ts';
import { Problem } from '../../platform/problem.ts';
import { createSystemService } from '../../systems/system.service.ts';
import type { ReportPayload } from '../report.service.ts';
import { createReportBatchHandler } from './report-batch.jobs.ts';
import { findBatch, listItems } from './report-batch.repository.ts';
import type { NewReportBatch } from './report-batch.schema.ts';
import { createReportBatchService } from './report-batch.service.ts';

const now = () => new Date('2026-11-23T12:00:00.000Z');
const actor = { name: 'ada', requestId: null };
const systemCount = 6;
let base: TestDatabase;
let siteId: string;

beforeAll(async () => {
  base = await testDatabase();
  const systems = createSystemService({ db: base.db, now, audit: createAuditTrail({ db: base.db, now }) });
  siteId = (await systems.createSite({ name: 'Werk 1', timeZone: 'UTC' }, actor)).id;
  for (let n = 0; n < systemCount; n++) {
    const { id } = await systems.create({ siteId, name: `Press ${n}` }, actor);
    // The last one has recorded nothing, the others once in May and once in June.
    if (n < systemCount - 1) for (const month of ['05', '06']) await insertRecording(id, `2026-${month}-10T06:00:00.000Z`);
  }
});
afterAll(() => base.drop());

async function insertRecording(systemId: string, startedAt: string): Promise<void> {
  await base.db('recording').insert({
    ...{ id: newId(), system_id: systemId, name: startedAt.slice(0, 7), content_key: newId(), clock: 'absolute', started_at: startedAt },
    ...{ duration_ms: 1, channel_count: 0, sample_count: 0, series_sha256: '0'.repeat(64), series_bytes: 0, import_report: '{}' },
    ...{ importer_version: '1', created_at: now().toISOString(), created_by: 'ada' },
  });
}

class Killed extends Error {}

/** Stands for the making of one report: what it commits can be counted. It dies, or refuses, at the calls that are named. */
function reportMaker(made: string[], diesAt: Set<number>, refuses: (recordingId: string) => boolean): JobHandler {
  let calls = 0;
  return async ({ recordingId }: ReportPayload, { jobId }) => {
    if (refuses(recordingId)) throw new Problem('diagnosis-not-found', 404, 'There is no diagnosis yet');
    const call = calls++;
    if (diesAt.has(call * 2)) throw new Killed();
    return async (trx) => {
      await trx('audit_event').insert({
        ...{ id: newId(), at: now().toISOString(), actor: 'test', action: 'test.report', subject_type: 'report', subject_id: jobId },
      });
      if (diesAt.has(call * 2 + 1)) throw new Killed();
      made.push(recordingId);
      return { reportId: newId() };
    };
  };
}

async function run(wanted: NewReportBatch, { diesAt = new Set<number>(), refuses = (_id: string): boolean => false } = {}) {
  const { db } = base;
  const audit = createAuditTrail({ db, now });
  const systems = createSystemService({ db, now, audit });
  const started = await createReportBatchService({ db, now, audit, systems, jobs: createJobService({ db, now }) }).start(wanted, actor);
  const made: string[] = [];
  const handler = createReportBatchHandler({ db, audit, makeReport: reportMaker(made, diesAt, refuses) });
  const nothing = () => undefined;
  const context: JobContext = {
    ...{ jobId: started.jobId, createdBy: 'ada', signal: new AbortController().signal },
    ...{ onProgress: nothing, afterwards: nothing, otherwise: nothing },
  };
  for (;;) {
    try {
      const commit = await handler({ reportBatchId: started.id } as never, context);
      await db.transaction((trx) => commit(trx));
      break;
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
    }
  }
  await db('job').where({ id: started.jobId }).update({ state: 'done' });
  const rows: { subject_id: string }[] = await db('audit_event').where({ action: 'test.report' });
  await db('audit_event').where({ action: 'test.report' }).delete();
  const { items } = await listItems(db, started.id, { limit: 100 });
  return { batch: await findBatch(db, { id: started.id }), items, made, committed: rows.map((row) => row.subject_id) };
}

it('killed at any moment, a batch makes every report once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.nat(2 * systemCount), { maxLength: 5 }), async (diesAt) => {
      const { batch, committed } = await run({ siteId, formats: ['json'] }, { diesAt: new Set(diesAt) });
      expect(batch?.counts).toEqual({ open: 0, made: systemCount - 1, failed: 1 });
      expect([committed.length, new Set(committed).size]).toEqual([systemCount - 1, systemCount - 1]);
    }),
    { numRuns: 20 },
  );
});

it('a period chooses the newest recording that began in it', async () => {
  const chosen = async (wanted: Partial<NewReportBatch>) => {
    const { items } = await run({ siteId, ...wanted });
    const ids = items.flatMap(({ recordingId }) => recordingId ?? []);
    return [...new Set(await base.db('recording').whereIn('id', ids).pluck('name'))];
  };
  expect(await chosen({})).toEqual(['2026-06']);
  expect(await chosen({ to: '2026-06-01' })).toEqual(['2026-05']);
  expect(await chosen({ from: '2026-06-10T06:00:00Z', to: '2026-06-11' })).toEqual(['2026-06']);
  expect(await chosen({ from: '2026-07-01' })).toEqual([]);
});

it('what cannot be made is listed with its reason, and the others are made', async () => {
  const [first] = (await run({ siteId })).items;
  const { items } = await run({ siteId, formats: ['csv'] }, { refuses: (id) => id === first?.recordingId });
  expect(items.map(({ state, problem }) => [state, problem?.code])).toEqual([
    ['failed', 'diagnosis-not-found'],
    ...Array.from({ length: systemCount - 2 }, () => ['made', undefined]),
    ['failed', 'batch-no-recording'],
  ]);
});
