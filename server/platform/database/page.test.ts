import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/support/test-database.ts';
import { readPage } from './page.ts';

interface Row {
  name: string;
  id: number;
}
let database: TestDatabase;
beforeEach(async () => {
  database = await testDatabase();
  await database.db.schema.createTable('thing', (table) => {
    table.string('name').notNullable();
    table.integer('id').primary();
  });
});
afterEach(() => database.drop());

const insert = (rows: Row[]) => database.db('thing').insert(rows);
const page = (request: { limit?: number; cursor?: string }, descending = false) =>
  readPage<Row, Row>(database.db('thing'), request, { columns: ['name', 'id'], descending, toItem: (row) => row });

async function walk(limit: number, descending: boolean, between: () => Promise<unknown> = async () => undefined): Promise<number[]> {
  const ids: number[] = [];
  let cursor: string | undefined;
  do {
    const { items, next } = await page({ limit, ...(cursor === undefined ? {} : { cursor }) }, descending);
    ids.push(...items.map((row) => row.id));
    cursor = next;
    await between();
  } while (cursor !== undefined);
  return ids;
}

test('every page size in either direction reads each row exactly once, in order, equal names included', async () => {
  await insert(Array.from({ length: 23 }, (_, id) => ({ id, name: 'abc'[id % 3] as string })));
  const expected = (await database.db<Row>('thing').orderBy('name').orderBy('id')).map((row) => row.id);
  for (const limit of [1, 2, 5, 22, 23, 24, 500]) {
    expect(await walk(limit, false)).toEqual(expected);
    expect(await walk(limit, true)).toEqual([...expected].reverse());
  }
});

test('the last page names no next, even when it is full', async () => {
  await insert([1, 2, 3, 4].map((id) => ({ id, name: 'x' })));
  const first = await page({ limit: 2 });
  expect((await page({ limit: 2, cursor: first.next as string })).next).toBeUndefined();
  expect(await page({ limit: 4 })).not.toHaveProperty('next');
});

test('rows added while somebody reads make no row appear twice or vanish', async () => {
  await insert(Array.from({ length: 20 }, (_, n) => ({ id: 1000 + n, name: 'm' })));
  let added = 0;
  const ids = await walk(3, false, async () => {
    added++;
    await insert([
      { id: added, name: 'm' },
      { id: 5000 + added, name: 'a' },
    ]);
  });
  const old = ids.filter((id) => id >= 1000 && id < 5000);
  expect(new Set(ids).size).toBe(ids.length);
  expect(old).toEqual(Array.from({ length: 20 }, (_, n) => 1000 + n));
});

const cursorOf = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

test.each([
  ['no base64', '%%%'],
  ['no JSON', Buffer.from('{').toString('base64url')],
  ['no list', cursorOf({ name: 'a' })],
  ['too short', cursorOf(['a'])],
  ['too long', cursorOf(['a', 1, 2])],
  ['a nested list', cursorOf([['a'], 1])],
  ['null', cursorOf([null, 1])],
  ['a zero character', cursorOf(['a\u0000b', 1])],
  ['a number that is none', Buffer.from('["a",1e999]').toString('base64url')],
])('a cursor with %s is a problem with a code', async (_name, cursor) => {
  await expect(page({ cursor })).rejects.toMatchObject({ code: 'cursor-invalid', status: 400 });
});

test('no cursor makes the database fail', async () => {
  await insert([{ id: 1, name: 'a' }]);
  const value = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.double(), fc.integer(), fc.constant("'; DROP TABLE thing --"));
  await fc.assert(
    fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 3 }), async (values) => {
      await page({ cursor: cursorOf(values) }).catch((error: unknown) => expect(error).toMatchObject({ code: 'cursor-invalid' }));
    }),
    { numRuns: 100 },
  );
  expect(await database.db('thing').pluck('id')).toEqual([1]);
});
