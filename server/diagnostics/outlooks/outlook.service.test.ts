import { afterEach, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/support/test-database.ts';
import { newId, sha256 } from '../../platform/ids.ts';
import type { SystemService } from '../../systems/system.service.ts';
import { compareDiagnoses } from '../comparisons/comparison.ts';
import { diagnose } from '../diagnose.ts';
import { insertDiagnosis } from '../diagnosis.repository.ts';
import type { Diagnosis } from '../diagnosis.schema.ts';
import { type Condition, recordPress } from '../synthetic.fixture.ts';
import { createOutlookService, type OutlookService } from './outlook.service.ts';

let database: TestDatabase;
let outlooks: OutlookService;
const systemId = newId();
const day = (n: number): string => new Date(Date.UTC(2026, 0, 5 + n, 6)).toISOString();

beforeEach(async () => {
  database = await testDatabase();
  const { db } = database;
  const siteId = newId();
  await db('site').insert({ id: siteId, name: 'Hall', name_key: 'hall', time_zone: 'UTC', created_at: day(0) });
  const system = { id: systemId, site_id: siteId, name: 'Press', name_key: 'press', is_simulated: true, version: 1, created_at: day(0) };
  await db('hydraulic_system').insert(system);
  outlooks = createOutlookService({ db, systems: { getDetail: async () => ({}) } as unknown as SystemService });
});
afterEach(() => database.drop());

/** A recording of the made-up press, diagnosed by the engine; its samples are not stored. */
async function record(startedAt: string | null, condition: Condition): Promise<Diagnosis> {
  const recordingId = newId();
  await database.db('recording').insert({
    ...{ id: recordingId, system_id: systemId, name: `press ${startedAt}`, content_key: sha256(recordingId), clock: 'absolute' },
    ...{ started_at: startedAt, duration_ms: 720_000, channel_count: 1, sample_count: 1, series_sha256: sha256('x'), series_bytes: 1 },
    ...{ import_report: '{}', importer_version: 'test', created_at: day(0), created_by: 'test' },
  });
  const result = diagnose(recordPress(condition));
  const diagnosis = { id: newId(), recordingId, resultSha256: sha256(recordingId), createdAt: day(0), createdBy: 'test', result };
  await insertDiagnosis(database.db, diagnosis, { systemId, basis: null });
  return diagnosis;
}

async function lineOf(indicator: string) {
  const { items } = await outlooks.getHealth(systemId, { limit: 100 });
  const line = items.find((item) => item.indicator === indicator);
  if (!line) throw new Error(`no ${indicator} in ${items.map((item) => item.indicator).join(' ')}`);
  return line;
}

test('a pump that wears from week to week gets a trend and, with a limit in reach, an interval', async () => {
  for (let week = 0; week < 10; week++) await record(day(7 * week), { pumpLeak: 0.004 + 0.0022 * week });
  const line = await lineOf('pump-volumetric-efficiency');
  expect(line.points).toHaveLength(10);
  expect(line.points.map(({ at }) => at)).toEqual(Array.from({ length: 10 }, (_, week) => day(7 * week)));
  expect(line.points.every(({ notComparable }) => notComparable === null)).toBe(true);
  expect(line.trend).toMatchObject({ points: 10 });
  expect(line.trend!.perDay).toBeLessThan(0);
  expect(line.trend!.p).toBeLessThan(0.001);
  const life = line.remainingLife;
  expect(['interval', 'reached']).toContain(life.kind);
  if (life.kind === 'interval') expect(Date.parse(life.earliest)).toBeGreaterThanOrEqual(Date.parse(day(63)));
});

test('a healthy press has no basis for an outlook, in words', async () => {
  for (let week = 0; week < 9; week++) await record(day(7 * week), {});
  const line = await lineOf('pump-volumetric-efficiency');
  expect(line.remainingLife.kind).toBe('no-basis');
});

test('recordings without a clock are counted, not placed', async () => {
  await record(null, {});
  await record(day(3), {});
  expect(await lineOf('pump-volumetric-efficiency')).toMatchObject({ undated: 1, omitted: 0, points: [{ at: day(3) }] });
});

test('only the newest diagnosis of a recording counts', async () => {
  const first = await record(day(1), {});
  await insertDiagnosis(database.db, { ...first, id: newId() }, { systemId, basis: null });
  expect((await lineOf('pump-volumetric-efficiency')).points).toHaveLength(1);
});

test('the list of indicators is paged, and no page repeats another', async () => {
  await record(day(1), {});
  const all = await outlooks.getHealth(systemId, { limit: 100 });
  const first = await outlooks.getHealth(systemId, { limit: 3 });
  const second = await outlooks.getHealth(systemId, { limit: 3, cursor: first.next! });
  expect([...first.items, ...second.items].map(({ indicator }) => indicator)).toEqual(
    all.items.slice(0, 6).map(({ indicator }) => indicator),
  );
});

test('before and after a repair: the pump is better, nothing else is called so', async () => {
  const worn = await record(day(0), { pumpLeak: 0.03 });
  const repaired = await record(day(7), {});
  const comparison = compareDiagnoses(worn, repaired);
  expect(comparison.operatingPoint).toEqual({ isSame: true, differences: [] });
  const pump = comparison.indicators.find(({ indicator }) => indicator === 'pump-volumetric-efficiency');
  expect(pump).toMatchObject({ outcome: 'better' });
  expect(pump!.effect!.shift).toBeGreaterThan(0);
  expect(comparison.indicators.filter(({ outcome }) => outcome === 'worse')).toEqual([]);
});

test('the same press twice has no clear change anywhere', async () => {
  const comparison = compareDiagnoses(await record(day(0), {}), await record(day(7), {}));
  expect(comparison.indicators.filter(({ outcome }) => !['no-clear-change', 'not-comparable'].includes(outcome))).toEqual([]);
});

test('another operating point is not compared, and the reason is said', async () => {
  const before = await record(day(0), {});
  const after = await record(day(7), {});
  const hot = after.result.operatingPoint!.map((value) => (value.unit === '°C' ? { ...value, median: value.median + 20 } : value));
  const comparison = compareDiagnoses(before, { ...after, result: { ...after.result, operatingPoint: hot } });
  expect(comparison.operatingPoint.isSame).toBe(false);
  expect(comparison.operatingPoint.differences[0]).toContain('temperature');
  expect(new Set(comparison.indicators.map(({ outcome }) => outcome))).toEqual(new Set(['not-comparable']));
  expect(comparison.sentence).toContain('cannot be compared');
});

test('what an older database found is in the history after the migration', async () => {
  const { db } = database;
  await record(day(1), { pumpLeak: 0.01 });
  const kept = await db('indicator_value').orderBy('indicator');
  const { down, up } = await import('../../../migrations/0012-create-indicator-values.ts');
  await down(db);
  await up(db);
  const filled = await db('indicator_value').orderBy('indicator');
  expect(filled).toEqual(kept);
});

test('components of diagnoses made before grades were kept have theirs after the migration', async () => {
  const { db } = database;
  await record(day(1), { pumpLeak: 0.03 });
  const kept = await db('component_grade').orderBy('component');
  expect(kept.length).toBeGreaterThan(3);
  const { down, up } = await import('../../../migrations/0021-create-component-grades.ts');
  await down(db);
  await up(db);
  await (await import('../../../migrations/0023-grade-by-findings.ts')).up(db);
  expect(await db('component_grade').orderBy('component')).toEqual(kept);
});
