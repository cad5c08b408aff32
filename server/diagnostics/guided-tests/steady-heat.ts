import { line, runs } from '../statistics.ts';

/** K per slot that still count as steady: C1.10 "quasi steady (dT/dt < 0.1 K/min)". */
const steadyKPerMin = 0.1;
/** C1.10: 10 min. */
const leastS = 600;

/**
 * The longest stretch of at least ten minutes in which all these temperatures stand still.
 *
 * @param columns slot means in °C, NaN where nothing was measured
 * @param stepS length of a slot
 * @returns s from the first slot; null when there is none
 */
export function steadyHeat(columns: readonly Float64Array[], stepS: number): { fromS: number; toS: number } | null {
  const window = Math.ceil(leastS / stepS - 1e-9);
  const count = (columns[0]?.length ?? 0) - window + 1;
  if (count < 1) return null;
  const minutes = Float64Array.from({ length: window }, (_, index) => (index * stepS) / 60);
  const isSteady = (from: number): boolean =>
    columns.every((column) => Math.abs(line(minutes, column.subarray(from, from + window)).slope) < steadyKPerMin);
  const found = runs(count, isSteady).toSorted((a, b) => b.to - b.from - (a.to - a.from))[0];
  return found ? { fromS: found.from * stepS, toS: (found.to - 1 + window) * stepS } : null;
}
