import { hasHalf } from './deviation-reference.ts';

/** The last rows of a stream, with their means per channel. */
export interface RecentRows {
  add(row: ArrayLike<number>): void;
  /** NaN where fewer than half of the window's samples are there. */
  mean(channel: number): number;
  rows(): (number | null)[][];
}

/**
 * Sums are taken afresh for every row: a running sum would depend on where the stream began.
 *
 * @param state rows to go on from, oldest first
 */
export function createRecentRows(
  { width, length }: { width: number; length: number },
  state: readonly (readonly (number | null)[])[] = [],
): RecentRows {
  const kept = new Float64Array(width * length).fill(Number.NaN);
  let at = 0;
  const add = (row: ArrayLike<number>): void => {
    for (let channel = 0; channel < width; channel++) kept[channel * length + at] = row[channel] as number;
    at = (at + 1) % length;
  };
  for (const row of state) add(row.map((value) => value ?? Number.NaN));
  return {
    add,
    mean(channel) {
      const values = kept.subarray(channel * length, (channel + 1) * length);
      if (!hasHalf(values)) return Number.NaN;
      let sum = 0;
      let count = 0;
      // Oldest first, whatever the position: the sum of the same rows is the same number.
      for (let age = 0; age < length; age++) {
        const value = values[(at + age) % length] as number;
        if (!Number.isFinite(value)) continue;
        sum += value;
        count++;
      }
      return sum / count;
    },
    rows: () =>
      Array.from({ length }, (_, age) =>
        Array.from({ length: width }, (_unused, channel) => {
          const value = kept[channel * length + ((at + age) % length)] as number;
          return Number.isFinite(value) ? value : null;
        }),
      ),
  };
}
