import type { FoldSums } from './fold-sums.ts';
import { choleskyInPlace } from './linear-algebra.ts';

/** Which rows (by fold), in which groups, and which columns. */
export interface ScatterRequest {
  readonly folds: ReadonlySet<number>;
  readonly groups: Int32Array;
  readonly groupCount: number;
  readonly columns: { readonly from: number; readonly to: number };
}

/** Spread within groups, shrunk and factorised; in coordinates z = (x - centre) / spread of the rows it was made from. */
export interface WithinScatter {
  readonly columns: { readonly from: number; readonly to: number };
  readonly centre: Float64Array;
  readonly spread: Float64Array;
  /** Mean of every group, groupCount x columns; NaN for a group without rows. */
  readonly means: Float64Array;
  readonly counts: Int32Array;
  readonly shrinkage: number;
  /** Lower Cholesky factor of the shrunk covariance. */
  readonly factor: Float64Array;
}

/**
 * Pooled covariance within groups, shrunk towards a multiple of the identity.
 * Source of the intensity: Ledoit & Wolf, A well-conditioned estimator for large-dimensional covariance matrices, J. Multivar. Anal. 88 (2004), eq. 14.
 */
export function withinScatter(sums: FoldSums, request: ScatterRequest): WithinScatter {
  const { from, to } = request.columns;
  const size = to - from;
  const { means, counts, total } = groupMeans(sums, request);
  const covariance = summedCross(sums, request);
  const centre = weightedMean(means, counts, size);
  const spread = Float64Array.from(centre, (mean, column) => {
    const variance = (covariance[column * size + column] as number) / total - mean * mean;
    return variance > 1e-12 ? Math.sqrt(variance) : 1;
  });
  toCovariance({ covariance, means, counts, spread, size, total });
  for (let group = 0; group < counts.length; group++) {
    for (let column = 0; column < size; column++) {
      means[group * size + column] = ((means[group * size + column] as number) - (centre[column] as number)) / (spread[column] as number);
    }
  }
  const quartic = sumOfFourthPowers(sums, request, { means, centre, spread });
  const shrinkage = shrink(covariance, { size, total, quartic });
  return { columns: request.columns, centre, spread, means, counts, shrinkage, factor: choleskyInPlace(covariance, size) };
}

function groupMeans(sums: FoldSums, { folds, groups, groupCount, columns }: ScatterRequest) {
  const size = columns.to - columns.from;
  const means = new Float64Array(groupCount * size);
  const counts = new Int32Array(groupCount);
  let total = 0;
  for (let row = 0; row < sums.rows; row++) {
    if (!folds.has(sums.folds[row] as number)) continue;
    const group = groups[row] as number;
    counts[group] = (counts[group] as number) + 1;
    total++;
    const start = row * sums.columns + columns.from;
    for (let column = 0; column < size; column++)
      means[group * size + column] = (means[group * size + column] as number) + (sums.standardised[start + column] as number);
  }
  for (let index = 0; index < means.length; index++) means[index] = (means[index] as number) / (counts[Math.floor(index / size)] as number);
  return { means, counts, total };
}

function weightedMean(means: Float64Array, counts: Int32Array, size: number): Float64Array {
  const mean = new Float64Array(size);
  const total = counts.reduce((sum, count) => sum + count, 0);
  counts.forEach((count, group) => {
    if (count > 0)
      for (let column = 0; column < size; column++)
        mean[column] = (mean[column] as number) + ((means[group * size + column] as number) * count) / total;
  });
  return mean;
}

function summedCross(sums: FoldSums, { folds, columns }: ScatterRequest): Float64Array {
  const size = columns.to - columns.from;
  const summed = new Float64Array(size * size);
  for (const fold of folds) {
    const cross = sums.cross(fold);
    for (let i = 0; i < size; i++) {
      const start = (i + columns.from) * sums.columns + columns.from;
      for (let j = 0; j <= i; j++) summed[i * size + j] = (summed[i * size + j] as number) + (cross[start + j] as number);
    }
  }
  return summed;
}

/** Σ x xᵀ minus the groups' means, per row, in standardised columns; lower triangle. */
function toCovariance(at: {
  covariance: Float64Array;
  means: Float64Array;
  counts: Int32Array;
  spread: Float64Array;
  size: number;
  total: number;
}): void {
  const { covariance, means, counts, spread, size, total } = at;
  counts.forEach((count, group) => {
    if (count === 0) return;
    const start = group * size;
    for (let i = 0; i < size; i++) {
      const factor = count * (means[start + i] as number);
      for (let j = 0; j <= i; j++) covariance[i * size + j] = (covariance[i * size + j] as number) - factor * (means[start + j] as number);
    }
  });
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++)
      covariance[i * size + j] = (covariance[i * size + j] as number) / (total * (spread[i] as number) * (spread[j] as number));
  }
}

function sumOfFourthPowers(
  sums: FoldSums,
  request: ScatterRequest,
  at: { means: Float64Array; centre: Float64Array; spread: Float64Array },
): number {
  const { from, to } = request.columns;
  const size = to - from;
  let quartic = 0;
  for (let row = 0; row < sums.rows; row++) {
    if (!request.folds.has(sums.folds[row] as number)) continue;
    const group = request.groups[row] as number;
    let square = 0;
    for (let column = 0; column < size; column++) {
      const z =
        ((sums.standardised[row * sums.columns + from + column] as number) - (at.centre[column] as number)) / (at.spread[column] as number);
      square += (z - (at.means[group * size + column] as number)) ** 2;
    }
    quartic += square * square;
  }
  return quartic;
}

/** Shrinks the lower triangle in place; returns the intensity (0..1). */
function shrink(covariance: Float64Array, { size, total, quartic }: { size: number; total: number; quartic: number }): number {
  let trace = 0;
  let square = 0;
  for (let i = 0; i < size; i++) {
    trace += covariance[i * size + i] as number;
    for (let j = 0; j < i; j++) square += 2 * (covariance[i * size + j] as number) ** 2;
    square += (covariance[i * size + i] as number) ** 2;
  }
  const target = trace / size;
  const distance = square - trace * target;
  const noise = (quartic - total * square) / (total * total);
  // Never quite zero: a channel that stood still has no spread at all, and its inverse would be infinite.
  const intensity = distance > 0 ? Math.max(1e-4, Math.min(1, noise / distance)) : 1;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) covariance[i * size + j] = (covariance[i * size + j] as number) * (1 - intensity);
    covariance[i * size + i] = (covariance[i * size + i] as number) * (1 - intensity) + intensity * Math.max(target, 1e-9);
  }
  return intensity;
}
