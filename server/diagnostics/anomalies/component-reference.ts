import { symmetricEigen } from '../models/linear-algebra.ts';
import type { ChannelReference, ComponentModel } from './anomaly.types.ts';
import { fisherQuantile } from './fisher-quantile.ts';
import { columnOf, type RowTable } from './row-table.ts';

/** Kept components explain more than this of the variance. */
const explained = 0.85;
const share = 0.999;
/** Φ⁻¹(0.999). */
const normal999 = 3.090232306167813;
/** Rows in the trailing median of each statistic. */
const medianRows = 5;

/**
 * Principal components of the standardised reference (divisor n), limits of T² by the F distribution and of Q by the Jackson–Mudholkar form
 * of the published benchmark, in which the sums of powers of the residual variances are powers of their sum: Q = 11.157 · S
 * (Katser & Kozitsin, SKAB v0.9). Rows with a missing sample teach nothing.
 *
 * @throws RangeError with fewer complete rows than watched channels + 2
 */
export function fitComponents(table: RowTable, channels: readonly ChannelReference[]): ComponentModel {
  const watched = channels.flatMap(({ notWatched }, channel) => (notWatched === null ? [channel] : []));
  const complete = completeRows(table, watched);
  const n = complete.length;
  const d = watched.length;
  if (d === 0 || n < d + 2) throw new RangeError(`${n} complete rows of ${d} channels are too few`);
  const standard = standardise(complete, d);
  const { values, vectors } = symmetricEigen(covariance(standard.rows, d), d);
  const total = values.reduce((sum, value) => sum + value, 0);
  let kept = 0;
  for (let sum = 0; kept < d && sum / total <= explained; kept++) sum += values[kept] as number;
  const rest = values.slice(kept).reduce((sum, value) => sum + value, 0);
  return {
    method: 'components',
    channels: channels.map((channel, index) => {
      const at = watched.indexOf(index);
      return at < 0 ? channel : { ...channel, centre: standard.means[at] as number, spread: standard.spreads[at] as number };
    }),
    referenceRows: table.rows,
    watched,
    variances: [...values.slice(0, kept)],
    components: vectors.slice(0, kept).map((vector) => [...vector]),
    limitT2: ((kept * (n - 1) * (n + 1)) / (n * (n - kept))) * fisherQuantile(share, kept, n - kept),
    limitQ: rest * (7 / 9 + (Math.SQRT2 * normal999) / 3) ** 3,
    window: medianRows,
    limit: 1,
  };
}

function completeRows(table: RowTable, watched: readonly number[]): Float64Array[] {
  const columns = watched.map((channel) => columnOf(table, channel));
  const rows: Float64Array[] = [];
  for (let row = 0; row < table.rows; row++) {
    const values = Float64Array.from(columns, (column) => column[row] as number);
    if (values.every(Number.isFinite)) rows.push(values);
  }
  return rows;
}

function standardise(rows: readonly Float64Array[], width: number) {
  const of = (pick: (row: Float64Array) => number): number => rows.reduce((sum, row) => sum + pick(row), 0) / rows.length;
  const means = Array.from({ length: width }, (_, at) => of((row) => row[at] as number));
  const spreads = means.map((middle, at) => Math.sqrt(of((row) => ((row[at] as number) - middle) ** 2)));
  return { means, spreads, rows: rows.map((row) => row.map((value, at) => (value - (means[at] as number)) / (spreads[at] as number))) };
}

function covariance(rows: readonly Float64Array[], width: number): Float64Array {
  const sums = new Float64Array(width * width);
  for (const row of rows)
    for (let a = 0; a < width; a++)
      for (let b = 0; b < width; b++) sums[a * width + b] = (sums[a * width + b] as number) + (row[a] as number) * (row[b] as number);
  return sums.map((sum) => sum / (rows.length - 1));
}
