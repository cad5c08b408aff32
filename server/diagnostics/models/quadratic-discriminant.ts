import { choleskyInPlace, solveLower } from './linear-algebra.ts';

/** A Gaussian of its own per class, in standardised features. */
export interface QuadraticScores {
  readonly centre: Float64Array;
  readonly spread: Float64Array;
  readonly classes: readonly { readonly mean: Float64Array; readonly factor: Float64Array; readonly constant: number }[];
}

/**
 * Regularised quadratic discriminant analysis (Friedman, Regularized Discriminant Analysis, JASA 84 (1989)): each class's covariance is mixed
 * with `regularisation` times the identity. Unlike trees and kernels it also speaks where training had nothing: far from a narrow class, the
 * wide one is the likelier.
 */
export function quadraticDiscriminant(
  features: Float64Array,
  labels: Int32Array,
  at: { width: number; classes: number; regularisation: number },
): QuadraticScores {
  const { width, classes, regularisation } = at;
  const rows = labels.length;
  const { mean: centre, factor: variance } = momentsOf(features, width, Array.from(labels.keys()));
  const spread = Float64Array.from({ length: width }, (_, column) => Math.sqrt(variance[column * width + column] as number) || 1);
  const standardised = features.map((value, index) => (value - (centre[index % width] as number)) / (spread[index % width] as number));
  return {
    centre,
    spread,
    classes: Array.from({ length: classes }, (_, group) => {
      const own = Array.from(labels.keys()).filter((row) => labels[row] === group);
      if (own.length === 0) return { mean: new Float64Array(width), factor: identity(width), constant: -1e9 };
      const { mean, factor } = momentsOf(standardised, width, own);
      for (let i = 0; i < width; i++) {
        for (let j = 0; j < width; j++)
          factor[i * width + j] = (factor[i * width + j] as number) * (1 - regularisation) + (i === j ? regularisation : 0);
      }
      choleskyInPlace(factor, width);
      let constant = Math.log(own.length / rows);
      for (let i = 0; i < width; i++) constant -= Math.log(factor[i * width + i] as number);
      return { mean, factor, constant };
    }),
  };
}

/** Log posteriors up to a constant, of one row of features at `offset`. */
export function quadraticScoresOf(model: QuadraticScores, features: Float64Array, offset: number): Float64Array {
  const width = model.centre.length;
  const row = Float64Array.from(
    { length: width },
    (_, column) => ((features[offset + column] as number) - (model.centre[column] as number)) / (model.spread[column] as number),
  );
  return Float64Array.from(model.classes, ({ mean, factor, constant }) => {
    const away = solveLower(
      factor,
      row.map((value, column) => value - (mean[column] as number)),
    );
    return constant - 0.5 * away.reduce((sum, value) => sum + value * value, 0);
  });
}

function momentsOf(features: Float64Array, width: number, rows: readonly number[]): { mean: Float64Array; factor: Float64Array } {
  const mean = new Float64Array(width);
  const factor = new Float64Array(width * width);
  for (const row of rows)
    for (let i = 0; i < width; i++) mean[i] = (mean[i] as number) + (features[row * width + i] as number) / rows.length;
  for (const row of rows) {
    for (let i = 0; i < width; i++) {
      for (let j = 0; j < width; j++) {
        const product =
          ((features[row * width + i] as number) - (mean[i] as number)) * ((features[row * width + j] as number) - (mean[j] as number));
        factor[i * width + j] = (factor[i * width + j] as number) + product / rows.length;
      }
    }
  }
  return { mean, factor };
}

function identity(width: number): Float64Array {
  return Float64Array.from({ length: width * width }, (_, index) => (index % (width + 1) === 0 ? 1 : 0));
}
