import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPromise } from 'yauzl';
import { type TestDatabase, testDatabase } from '../../../tests/support/test-database.ts';
import { createAuditTrail } from '../../accounts/audit.service.ts';
import { openContentStore } from '../../platform/files/content-store.ts';
import { newId } from '../../platform/ids.ts';
import { createJobService } from '../../platform/jobs/job.service.ts';
import type { JobContext } from '../../platform/jobs/job-runner.ts';
import { openSigningKey } from '../../platform/signing/signing-key.ts';
import { createDataExportHandler } from './data-export.jobs.ts';
import type { DataExportFormat, NewDataExport } from './data-export.schema.ts';
import { createDataExportService } from './data-export.service.ts';
import { openWorkFolders } from './work-folder.store.ts';

const folder = mkdtempSync(join(tmpdir(), 'sightglass-data-export-'));
const now = () => new Date('2026-11-23T12:00:00.000Z');
const actor = { name: 'ada', requestId: null };
let base: TestDatabase;

beforeAll(async () => {
  base = await testDatabase();
});
afterAll(async () => {
  await base.drop();
  rmSync(folder, { recursive: true, force: true });
});

function parts() {
  const { db } = base;
  const audit = createAuditTrail({ db, now });
  const files = openContentStore(join(folder, 'files'));
  const common = { db, now, audit, files, folders: openWorkFolders(join(folder, 'files', 'exports')) };
  const service = createDataExportService({ ...common, jobs: createJobService({ db, now }) });
  return {
    db,
    files,
    service,
    handler: createDataExportHandler({ ...common, signingKey: () => openSigningKey(folder), checkpointBytes: 100_000 }),
  };
}

class Killed extends Error {}

/** Where the attempts of the last run began, in rows. */
let beginnings: number[] = [];

/** Runs the job as often as it takes; `diesAt` says after how many rows each attempt dies, as a killed process does: without tidying up. */
async function run(wanted: NewDataExport, diesAt: readonly number[] = [], meanwhile?: () => Promise<void>): Promise<Map<string, Buffer>> {
  const { db, files, service, handler } = parts();
  const started = await service.start(wanted, actor);
  beginnings = [];
  for (let attempt = 0; ; attempt++) {
    let written = 0;
    let before: number | undefined;
    const context: JobContext = {
      ...{ jobId: started.jobId, createdBy: 'ada', signal: new AbortController().signal },
      onProgress({ phase, done }) {
        if (phase !== 'writing-rows') return;
        if (before === undefined) beginnings.push(done);
        before ??= done;
        written = done - before;
        if (written > (diesAt[attempt] ?? Number.POSITIVE_INFINITY)) throw new Killed();
      },
      afterwards: () => undefined,
      otherwise: () => undefined,
    };
    try {
      const [commit] = await Promise.all([handler({ dataExportId: started.id } as never, context), meanwhile?.()]);
      await db.transaction((trx) => commit(trx));
      break;
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
    }
  }
  await db('job').where({ id: started.jobId }).update({ state: 'done' });
  const { sha256 } = await service.getFile(started.id);
  const zip = await openPromise(files.pathOf(sha256), { lazyEntries: true });
  const members = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) members.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  return members;
}

async function plant(texts: readonly string[]): Promise<string[]> {
  const rows = texts.map((text) => ({
    ...{ id: newId(), at: now().toISOString(), actor: text.slice(0, 100), action: 'test.planted', subject_type: 'test' },
    ...{ subject_id: null, old_value: null, new_value: JSON.stringify({ text }), request_id: null },
  }));
  await base.db.batchInsert('audit_event', rows, 50);
  return rows.map(({ id }) => id);
}

const plainText = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((text) => !text.includes('\0') && text.isWellFormed());

it('exported rows are the rows of the database, each once, whatever they say, wherever the job dies, while others write', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(plainText, { minLength: 1, maxLength: 60 }),
      fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 3 }),
      async (texts, diesAt) => {
        await plant(Array.from({ length: 2500 }, (_, i) => `bulk ${i}`));
        await plant(texts);
        const before: { id: string; actor: string; new_value: string }[] = await base.db('audit_event').orderBy('id');
        const members = await run({ datasets: ['audit'], format: 'json' }, diesAt, async () => void (await plant(['written meanwhile'])));
        const lines = String(members.get('audit.jsonl')).trimEnd().split('\n');
        const rows = lines.map((line) => JSON.parse(line) as { id: string; actor: string; newValue: unknown });
        const byId = new Map(rows.map((row) => [row.id, row]));
        expect(byId.size).toBe(rows.length);
        for (const row of before)
          expect(byId.get(row.id)).toMatchObject({ actor: row.actor, newValue: row.new_value === null ? null : JSON.parse(row.new_value) });
        await base.db('audit_event').delete();
      },
    ),
    { numRuns: 12 },
  );
});

it('CSV and Parquet hold the same rows as JSON lines', async () => {
  const ids = await plant(['=1+1', '-5 bar', 'two\r\nlines, "quoted"', ' edges ', 'plain', '@SUM(A1)', "'tis", 'ß · µ']);
  const [csv, parquet] = [await run({ datasets: ['audit'], format: 'csv' }), await run({ datasets: ['audit'], format: 'parquet' })];
  const paths = { csv: join(folder, 'audit.csv'), parquet: join(folder, 'audit.parquet') };
  writeFileSync(paths.csv, csv.get('audit.csv') as Buffer);
  writeFileSync(paths.parquet, parquet.get('audit-00001.parquet') as Buffer);
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const actors = async (sql: string) => (await connection.runAndReadAll(sql)).getRows().map(([id, actor]) => [String(id), String(actor)]);
  const list = ids.map((id) => `'${id}'`).join(',');
  const where = `SELECT id, actor FROM FILE WHERE id IN (${list}) ORDER BY id`;
  const inParquet = await actors(where.replace('FILE', `'${paths.parquet}'`));
  const inCsv = await actors(where.replace('FILE', `read_csv('${paths.csv}', header = true, all_varchar = true)`));
  const stored: { id: string; actor: string }[] = await base.db('audit_event').whereIn('id', ids).orderBy('id').select('id', 'actor');
  expect(inParquet).toEqual(stored.map(({ id, actor: name }) => [id, name]));
  // Only where a spreadsheet would run it, an apostrophe stands in front.
  expect(inCsv).toEqual(stored.map(({ id, actor: name }) => [id, /^[=@-]/.test(name) ? `'${name}` : name]));
  connection.closeSync();
});

it('secrets are never in it: passwords, sessions, one-time links, paths of this computer, the signing key', async () => {
  const { db } = base;
  const canary = 'canary-7f3a';
  const at = now().toISOString();
  const userId = newId();
  await db('user_account').insert({
    ...{ id: userId, user_name: 'eve', user_name_key: 'eve', display_name: 'Eve', role: 'admin', is_active: true, created_at: at },
    password_hash: `$argon2id$${canary}-hash`,
  });
  const times = { created_at: at, expires_at: at };
  await db('session').insert({ token_sha256: `${canary}-session`.padEnd(64, '0'), user_id: userId, idle_until: at, ...times });
  await db('upload').insert({ id: newId(), name: `${canary}.csv`, bytes: 1, source_path: `/home/${canary}`, created_by: 'x', ...times });
  await db('audit_event').insert({
    ...{ id: newId(), at, actor: 'x', action: 'test.planted', subject_type: 'test' },
    new_value: JSON.stringify({ apiToken: canary, nested: [{ passwordHash: canary }], kept: 'seen' }),
  });
  openSigningKey(folder);
  const key = readFileSync(join(folder, 'keys', 'signing-key.pem'), 'utf8').split('\n')[1] as string;
  for (const format of ['csv', 'json', 'parquet'] satisfies DataExportFormat[]) {
    const members = await run({ datasets: ['systems', 'recordings', 'diagnoses', 'reports', 'audit'], format });
    const all = [...members.values()].map((content) => content.toString('latin1')).join('\n');
    for (const secret of [canary, key]) expect([format, secret, all.includes(secret)]).toEqual([format, secret, false]);
    if (format !== 'parquet') expect(all).toContain('seen');
  }
});

it('a job that died goes on behind what is on the disk, not from the beginning', async () => {
  await base.db('audit_event').delete();
  await plant(Array.from({ length: 8000 }, (_, i) => `row ${i} ${'x'.repeat(60)}`));
  const members = await run({ datasets: ['audit'], format: 'csv' }, [5000]);
  expect(beginnings).toEqual([0, 5000]);
  const lines = String(members.get('audit.csv')).trimEnd().split('\r\n');
  expect([lines.length - 1, new Set(lines).size - 1]).toEqual([8001, 8001]);
});

it('a Parquet file that was not finished when the job died is written anew; several files hold every row once', async () => {
  await base.db('audit_event').delete();
  await plant(Array.from({ length: 5000 }, (_, i) => `row ${i}`));
  const members = await run({ datasets: ['audit'], format: 'parquet' }, [1000, 3000]);
  const path = join(folder, 'again.parquet');
  writeFileSync(path, members.get('audit-00001.parquet') as Buffer);
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const sql = `SELECT count(*), count(DISTINCT id) FROM '${path}' WHERE action = 'test.planted'`;
  expect((await connection.runAndReadAll(sql)).getRows()[0]?.map(Number)).toEqual([5000, 5000]);
  connection.closeSync();
});
