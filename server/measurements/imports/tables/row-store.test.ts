import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RowBlock, RowStore, type RowStoreOptions, TooFarOutOfOrder } from './row-store.ts';

/** Puts rows of one value into a store as the parser does, taking blocks out whenever one may leave. */
function feed(
  rows: readonly (readonly [time: number, value: number])[],
  width: number,
  budgetBytes: number,
  options: RowStoreOptions = {},
) {
  const store = new RowStore(width, budgetBytes, options);
  const blocks: RowBlock[] = [];
  const placements: string[] = [];
  for (const [time, value] of rows) {
    for (const column of store.block.columns) column[store.row] = value;
    if (time > store.newestMs) {
      store.block.times[store.row] = time;
      store.newestMs = time;
      if (++store.row === store.blockRows) store.rotate();
      placements.push('next');
    } else placements.push(store.place(time));
    blocks.push(...store.take(false));
  }
  blocks.push(...store.take(true));
  const times = blocks.flatMap((block) => Array.from(block.times.subarray(0, block.rows)));
  const values = blocks.flatMap((block) => Array.from(block.columns[0]!.subarray(0, block.rows)));
  return { store, times, values, placements };
}

describe('a row store', () => {
  it('keeps the first row of each time, sorted, and names the others', () => {
    const row = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 2 }));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 80 }), (rows) => {
        const first = new Map<number, number>();
        const expected = rows.map(([time, value], i) => {
          const known = first.get(time);
          if (known !== undefined) return known === value ? 'duplicate' : 'conflicting-duplicate';
          const isNext = rows.slice(0, i).every(([earlier]) => earlier < time);
          first.set(time, value);
          return isNext ? 'next' : 'late';
        });
        const { times, values, placements, store } = feed(rows, 1, 1e8);
        const sorted = [...first].sort((a, b) => a[0] - b[0]);
        expect(times).toEqual(sorted.map(([time]) => time));
        expect(values).toEqual(sorted.map(([, value]) => value));
        expect(placements).toEqual(expected);
        expect(store.outOfOrderRows).toBe(expected.filter((placement) => placement === 'late').length);
        expect(store.acceptedRows).toBe(sorted.length);
      }),
      { numRuns: 60 },
    );
  });

  it('merges late rows across blocks that are still in the window', () => {
    // 4,095 columns: a block has 512 rows.
    const count = 2000;
    const rows = Array.from({ length: count }, (_, i) => [i, i] as const);
    const late = [...rows.filter(([time]) => time % 7 !== 3), ...rows.filter(([time]) => time % 7 === 3)];
    const { times } = feed(late, 4095, 1e9);
    expect(times).toEqual(rows.map(([time]) => time));
  });

  it('never shows what a recycled piece of memory held before', () => {
    const row = fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 2 }));
    const recycle = (bytes: number) => new Float64Array(bytes / 8).fill(-77).buffer;
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 120 }), (rows) => {
        const clean = feed(rows, 2, 1e8, { blockRows: 8 });
        const dirty = feed(rows, 2, 1e8, { blockRows: 8, recycle });
        expect([dirty.times, dirty.values, dirty.placements]).toEqual([clean.times, clean.values, clean.placements]);
      }),
      { numRuns: 60 },
    );
  });

  it('refuses a row that is older than its window instead of losing it', () => {
    const rows = Array.from({ length: 3000 }, (_, i) => [i, i] as const);
    expect(() => feed([...rows, [0.5, 1]], 4095, 4096 * 8 * 512 * 2)).toThrow(TooFarOutOfOrder);
  });
});
