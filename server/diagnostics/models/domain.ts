import type { CycleTable } from './cycle-table.ts';
import { columnCount } from './cycle-table.ts';

/** What the training looked like, channel by channel: a cycle unlike all of it is not judged. */
export interface Domain {
  /** Mean profile of each class, classes x columns; NaN for a class without rows. */
  readonly means: Float64Array;
  /** Spread within the classes, per column. */
  readonly spread: Float64Array;
  readonly classes: number;
}

export function learnDomain(
  values: Float64Array,
  labels: Int32Array,
  at: { columns: number; classes: number; rows: readonly number[] },
): Domain {
  const { columns, classes, rows } = at;
  const means = new Float64Array(classes * columns);
  const counts = new Float64Array(classes);
  for (const row of rows) {
    const group = labels[row] as number;
    counts[group] = (counts[group] as number) + 1;
    for (let column = 0; column < columns; column++)
      means[group * columns + column] = (means[group * columns + column] as number) + (values[row * columns + column] as number);
  }
  for (let index = 0; index < means.length; index++)
    means[index] = (means[index] as number) / (counts[Math.floor(index / columns)] as number);
  return { means, spread: trimmedSpread(values, labels, { columns, rows, means }), classes };
}

/** Spread within the classes without what lies beyond three of it: a few disturbed cycles must not make every other disturbance look usual. */
function trimmedSpread(
  values: Float64Array,
  labels: Int32Array,
  at: { columns: number; rows: readonly number[]; means: Float64Array },
): Float64Array {
  const { columns, rows, means } = at;
  let spread = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
  for (let pass = 0; pass < 4; pass++) {
    const squares = new Float64Array(columns);
    const counts = new Float64Array(columns);
    for (const row of rows) {
      const start = (labels[row] as number) * columns;
      for (let column = 0; column < columns; column++) {
        const away = (values[row * columns + column] as number) - (means[start + column] as number);
        if (Math.abs(away) > 3 * (spread[column] as number)) continue;
        squares[column] = (squares[column] as number) + away * away;
        counts[column] = (counts[column] as number) + 1;
      }
    }
    spread = squares.map((square, column) => Math.sqrt(square / Math.max(1, counts[column] as number)) || 1e-9);
  }
  return spread;
}

/** Per channel: how many times the training's own spread (root mean square over the cycle) a cycle is away from the nearest class. */
export function channelDistances(domain: Domain, table: CycleTable, row: number): Float64Array {
  const { bins } = table;
  const columns = columnCount(table);
  return Float64Array.from(table.channels, (_, channel) => {
    let nearest = Number.POSITIVE_INFINITY;
    for (let group = 0; group < domain.classes; group++) {
      let square = 0;
      for (let column = channel * bins; column < (channel + 1) * bins; column++) {
        const away =
          ((table.values[row * columns + column] as number) - (domain.means[group * columns + column] as number)) /
          (domain.spread[column] as number);
        square += away * away;
      }
      if (square < nearest) nearest = square;
    }
    return Math.sqrt(nearest / bins);
  });
}

/**
 * Limit for one channel: twice what 95 % of the held-out cycles kept. Not their largest: the disturbed cycles that every training set has
 * must not widen the domain. The factor is ours: on the ZeMA rig disturbed cycles are tens of times outside, new runs hardly ever twice.
 */
export function distanceLimit(heldOut: readonly number[]): number {
  const sorted = [...heldOut].sort((a, b) => a - b);
  return 2 * (sorted[Math.floor(0.95 * (sorted.length - 1))] ?? 0);
}
