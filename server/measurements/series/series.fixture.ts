import type { SeriesSummary } from './series-summary.ts';
import { createSeriesWriter } from './series-writer.ts';

/** One time base of a test recording. */
export interface Rows {
  readonly times: Float64Array;
  readonly columns: readonly Float64Array[];
}

export interface WriteOptions {
  readonly block?: number;
  readonly threads?: number;
  readonly clock?: 'absolute' | 'relative';
  readonly cycleMs?: number;
}

/** Writes rows in blocks of the given size through the public writer; channels are c0, c1, ... The rows themselves stay usable. */
export async function writeRows(path: string, bases: readonly Rows[], options: WriteOptions = {}): Promise<SeriesSummary> {
  const { block = 10_000, threads = 0, clock = 'relative', cycleMs } = options;
  const cycle = cycleMs === undefined ? {} : { cycleMs };
  const timeBases = bases.map(({ columns }) => ({ channels: columns.map((_, i) => ({ name: `c${i}`, unit: 'bar' })), ...cycle }));
  const writer = await createSeriesWriter({ path, clock, timeBases, threads });
  try {
    for (const [timeBase, { times, columns }] of bases.entries()) {
      for (let from = 0; from < times.length; from += block) {
        const to = Math.min(times.length, from + block);
        const copies = columns.map((column) => column.slice(from, to));
        await writer.append(timeBase, { times: times.slice(from, to), columns: copies, rows: to - from });
      }
    }
    return await writer.finish();
  } catch (error) {
    await writer.abort();
    throw error;
  }
}

/** `count` numbers at a constant step. */
export function steps(count: number, step = 10, first = 0): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => first + i * step);
}

/** Numbers from 0 to 1 that are the same in every run (Park and Miller 1988). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
