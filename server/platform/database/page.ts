import type { Knex } from 'knex';
import type { Page, PageRequest } from '../http/page.schema.ts';
import { Problem } from '../problem.ts';

type Value = string | number;

/**
 * Reads one page by keyset: rows after the cursor in the order of the given columns (the last one unique).
 * Stable while rows are added, and the last page costs as much as the first.
 */
export async function readPage<Row extends object, T>(
  query: Knex.QueryBuilder,
  request: PageRequest,
  order: { columns: readonly (keyof Row & string)[]; descending?: boolean; toItem: (row: Row) => T; table?: string },
): Promise<Page<T>> {
  const limit = request.limit ?? 50;
  const direction = order.descending ? 'desc' : 'asc';
  const qualified = order.columns.map((column) => (order.table ? `${order.table}.${column}` : column));
  if (request.cursor) after(query, qualified, decode(request.cursor, qualified.length), order.descending ? '<' : '>');
  for (const column of qualified) void query.orderBy(column, direction);
  const rows: Row[] = await query.limit(limit + 1).catch((error: unknown) => {
    // PostgreSQL class 22: the cursor's value is not of the column's type. SQLite compares anything with anything.
    throw request.cursor && (error as { code?: string }).code?.startsWith('22') ? invalidCursor() : error;
  });
  const items = rows.slice(0, limit).map(order.toItem);
  const last = rows[limit - 1];
  if (rows.length <= limit || !last) return { items };
  return { items, next: encode(order.columns.map((column) => last[column] as Value)) };
}

/** (a, b) after (x, y) written as `a > x OR (a = x AND b > y)`: both databases use the index for it. */
function after(query: Knex.QueryBuilder, columns: readonly string[], values: readonly Value[], sign: '<' | '>'): void {
  void query.where((any) => {
    columns.forEach((column, i) => {
      void any.orWhere((all) => {
        for (let k = 0; k < i; k++) void all.where(columns[k] as string, values[k] as Value);
        void all.where(column, sign, values[i] as Value);
      });
    });
  });
}

function encode(values: readonly Value[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

function decode(cursor: string, length: number): Value[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(values) && values.length === length && values.every(isValue)) return values;
  } catch {
    // Falls through to the problem below.
  }
  throw invalidCursor();
}

/** What a cursor of ours can hold; PostgreSQL refuses the zero character in any text. */
function isValue(value: unknown): value is Value {
  return typeof value === 'string' ? !value.includes('\0') : Number.isFinite(value);
}

function invalidCursor(): Problem {
  return new Problem('cursor-invalid', 400, 'The page cursor is not valid', {
    detail: 'Use the `next` value of the previous page unchanged, or start again without a cursor.',
  });
}
