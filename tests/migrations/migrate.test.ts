import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import { openAppliance } from '../../server/app.ts';
import { type Db, openDatabase } from '../../server/platform/database/database.ts';
import { migrate } from '../../server/platform/database/migrate.ts';
import { reserveNumber } from '../../server/reports/numbers/number.repository.ts';
import { findReport, findReportCiting, knowsReportFile } from '../../server/reports/report.repository.ts';
import { limitsInForce } from '../../server/systems/limits/limit.repository.ts';

let folder: string;
let file: string;
let db: Db;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sightglass-migrate-'));
  file = join(folder, 'sightglass.sqlite');
  db = openDatabase({ kind: 'sqlite', file });
});
afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true, force: true });
});

/** A migration source of given steps, as the product has one. */
function sourceOf(steps: Record<string, Knex.Migration>): Knex.MigrationSource<string> {
  return {
    getMigrations: async () => Object.keys(steps),
    getMigrationName: (name) => name,
    getMigration: async (name) => steps[name] as Knex.Migration,
  };
}

const createFamily: Knex.Migration = {
  async up(trx) {
    await trx.schema.createTable('parent', (table) => {
      table.integer('id').primary();
      table.string('name').notNullable();
      table.string('old');
    });
    await trx.schema.createTable('child', (table) => {
      table.integer('id').primary();
      table.integer('parent_id').notNullable().references('id').inTable('parent').onDelete('CASCADE');
    });
    await trx.schema.createTable('other', (table) => table.integer('id').primary());
    await trx('parent').insert({ id: 1, name: 'p' });
    await trx('child').insert([
      { id: 1, parent_id: 1 },
      { id: 2, parent_id: 1 },
    ]);
  },
  down: async () => undefined,
};

/** Every operation by which knex rebuilds a SQLite table; with foreign keys on, each of them empties the child table. */
const emptyingOperations: Record<string, (table: Knex.AlterTableBuilder) => void> = {
  'drop a column': (table) => table.dropColumn('old'),
  'alter a column': (table) => table.text('name').notNullable().alter(),
  'make a column nullable': (table) => table.setNullable('name'),
  'make a column not nullable': (table) => table.dropNullable('name'),
  'add a foreign key': (table) => void table.foreign('id').references('other.id'),
  'add a column that references another table': (table) => void table.integer('other_id').references('id').inTable('other'),
};

describe('an operation that rebuilds a table keeps its child rows', () => {
  for (const [name, operation] of Object.entries(emptyingOperations)) {
    test(name, async () => {
      await migrate(db, sourceOf({ '1': createFamily }));
      if (name === 'add a foreign key') await db('other').insert({ id: 1 });
      await migrate(
        db,
        sourceOf({ '1': createFamily, '2': { up: (trx) => trx.schema.alterTable('parent', operation), down: async () => undefined } }),
      );
      expect(await db('child').select('id').orderBy('id')).toEqual([{ id: 1 }, { id: 2 }]);
      expect(await db.raw('PRAGMA foreign_keys')).toEqual([{ foreign_keys: 1 }]);
    });
  }

  // If this ever fails, knex has learnt it and migrate() may become simpler.
  test('and knex alone, with foreign keys on, empties it', async () => {
    await migrate(db, sourceOf({ '1': createFamily }));
    const dropColumn: Knex.Migration = {
      up: (trx) => trx.schema.alterTable('parent', (table) => table.dropColumn('old')),
      down: async () => undefined,
    };
    await db.migrate.latest({ migrationSource: sourceOf({ '1': createFamily, '2': dropColumn }) });
    expect(await db('child').select('id')).toEqual([]);
  });
});

test('a migration that leaves a broken reference fails, and a copy from before is there', async () => {
  await migrate(db, sourceOf({ '1': createFamily }));
  const breaking: Knex.Migration = { up: async (trx) => void (await trx('parent').delete()), down: async () => undefined };
  await expect(migrate(db, sourceOf({ '1': createFamily, '2': breaking }), { file })).rejects.toThrow(/broken references/);
  const copy = readdirSync(folder).find((name) => name.includes('.before-'));
  expect(copy).toBeDefined();
  const before = openDatabase({ kind: 'sqlite', file: join(folder, copy as string) });
  expect(await before('child').select('id').orderBy('id')).toEqual([{ id: 1 }, { id: 2 }]);
  await before.destroy();
});

test('all migrations go up, down and up again on an empty database', async () => {
  await migrate(db, migrations);
  await db.raw('PRAGMA foreign_keys = OFF');
  await db.migrate.rollback({ migrationSource: migrations }, true);
  const left: { name: string }[] = await db.raw(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'knex_%' AND name NOT LIKE 'sqlite_%'",
  );
  expect(left).toEqual([]);
  await migrate(db, migrations);
  expect(await db.schema.hasTable('report_file')).toBe(true);
});

test('a second run has nothing to do and makes no copy', async () => {
  await migrate(db, migrations, { file });
  await migrate(db, migrations, { file });
  expect(readdirSync(folder).filter((name) => name.includes('.before-'))).toEqual([]);
});

test('a data folder from a newer version is refused in words, and nothing in it changes', async () => {
  await migrate(db, migrations);
  await db('knex_migrations').insert({ name: '9999-from-the-future', batch: 99, migration_time: new Date() });
  await db.destroy();
  const config = {
    dataDir: folder,
    database: { kind: 'sqlite' } as const,
    listen: { kind: 'tcp', host: '127.0.0.1', port: 0 } as const,
    logLevel: 'silent',
    maxUploadBytes: 1,
    scan: { scanner: null, isRequired: false },
  };
  await expect(openAppliance({ config, role: 'server' })).rejects.toMatchObject({ code: 'data-folder-newer', status: 409 });
  expect(existsSync(file)).toBe(true);
  db = openDatabase({ kind: 'sqlite', file });
});

test('the database syncs every commit to disk and keeps foreign keys', async () => {
  expect(await db.raw('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }]);
  expect(await db.raw('PRAGMA synchronous')).toEqual([{ synchronous: 2 }]);
  expect(await db.raw('PRAGMA foreign_keys')).toEqual([{ foreign_keys: 1 }]);
});

test('limits from before approvals stay in force as version 1 and say that nobody approved them', async () => {
  const upTo = (last: string): Knex.MigrationSource<string> => ({
    ...migrations,
    getMigrations: async () => (await migrations.getMigrations([])).filter((name) => name <= last),
  });
  await migrate(db, upTo('0016'));
  const at = { created_at: '2026-01-05T06:00:00.000Z' };
  await db('site').insert({ id: 's', name: 'North', name_key: 'north', time_zone: 'UTC', ...at });
  await db('hydraulic_system').insert({ id: 'h', site_id: 's', name: 'Press', name_key: 'press', is_simulated: false, version: 1, ...at });
  const words = { subject_type: 'indicator', subject: 'tank-temperature', unit: '°C', source_type: 'plant', source_reference: 'Book 12' };
  await db('limit_value').insert({ id: 'l', system_id: 'h', ...words, warning_high: 55, ...at });
  await migrate(db, upTo('0017-z'));
  const [limit] = await limitsInForce(db, 'h');
  expect(limit).toMatchObject({ id: 'l', version: 1, state: 'approved', warningHigh: 55, alarmHigh: null, hasSecondPerson: false });
  expect(limit).toMatchObject({ source: { type: 'plant', reference: 'Book 12' }, conditions: [], proposedAt: at.created_at });
  expect(await db.schema.hasTable('limit_value')).toBe(false);
});

test('reports from before versions stay with their number, status and files, and keep their recording from being removed', async () => {
  const upTo = (last: string): Knex.MigrationSource<string> => ({
    ...migrations,
    getMigrations: async () => (await migrations.getMigrations([])).filter((name) => name <= last),
  });
  await migrate(db, upTo('0024'));
  const at = { created_at: '2026-01-05T06:00:00.000Z' };
  const report = { title: 'Monday', recording_id: 'r', diagnosis_id: 'd', created_by: 'ada', ...at };
  // The rows they rest on are not what is tested here.
  await db.raw('PRAGMA foreign_keys = OFF');
  await db('report').insert([
    { ...report, id: 'a', number: '2025-00041', status: 'issued' },
    { ...report, id: 'b', number: '2026-00042', status: 'draft' },
  ]);
  await db('report_file').insert({ report_id: 'a', format: 'pdf', name: 'report.pdf', sha256: 'f'.repeat(64), bytes: 7 });
  const steps = await migrations.getMigration('0024-create-report-versions');
  await db.transaction(async (trx) => await steps.up(trx));
  const issued = await findReport(db, { number: '2025-00041' });
  expect(issued).toMatchObject({ id: 'a', version: 1, status: 'issued', statusBy: 'ada', inputSha256: null, recordingIds: ['r'] });
  expect(issued).toMatchObject({ source: { kind: 'diagnosis', recordingId: 'r' }, files: [{ name: 'report.pdf', bytes: 7 }] });
  expect(await findReportCiting(db, 'r')).toBe('2025-00041');
  await db('report')
    .where({ id: 'b' })
    .update({ input_sha256: '1'.repeat(64), content_sha256: '2'.repeat(64) });
  const known = await Promise.all(['1', '2', '3', 'f'].map((digit) => knowsReportFile(db, digit.repeat(64))));
  expect(known).toEqual([true, true, false, true]);
  expect(await reserveNumber(db, '2026-{n:5}', { jobId: 'j', at: at.created_at, name: 'ada' })).toBe('2026-00043');
  expect(await reserveNumber(db, '2026-{n:5}', { jobId: 'j', at: at.created_at, name: 'ada' })).toBe('2026-00043');
});
