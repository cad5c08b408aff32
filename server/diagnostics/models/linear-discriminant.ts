import { solveLower, solveUpper } from './linear-algebra.ts';
import type { WithinScatter } from './within-scatter.ts';

/** One linear score per class on raw columns `from..to`: bias + weights · x. Differences of scores are differences of log posteriors. */
export interface LinearScores {
  readonly columns: { readonly from: number; readonly to: number };
  /** classes x columns, row-major. */
  readonly weights: Float64Array;
  readonly bias: Float64Array;
}

/** Linear discriminant analysis with equal covariances (Hastie, Tibshirani, Friedman, Elements of Statistical Learning, 4.3), priors as in training. */
export function linearDiscriminant(scatter: WithinScatter): LinearScores {
  const size = scatter.columns.to - scatter.columns.from;
  const classes = scatter.counts.length;
  const total = scatter.counts.reduce((sum, count) => sum + count, 0);
  const weights = new Float64Array(classes * size);
  const bias = new Float64Array(classes);
  for (let group = 0; group < classes; group++) {
    const count = scatter.counts[group] as number;
    if (count === 0) {
      bias[group] = -1e9;
      continue;
    }
    const mean = scatter.means.slice(group * size, (group + 1) * size);
    const solved = solveUpper(scatter.factor, solveLower(scatter.factor, mean));
    let constant = Math.log(count / total);
    for (let column = 0; column < size; column++) {
      const weight = (solved[column] as number) / (scatter.spread[column] as number);
      weights[group * size + column] = weight;
      constant -= 0.5 * (solved[column] as number) * (mean[column] as number) + weight * (scatter.centre[column] as number);
    }
    bias[group] = constant;
  }
  return { columns: scatter.columns, weights, bias };
}

/** Scores of one row that starts at `offset` of `values`. */
export function scoresOf(model: LinearScores, values: Float64Array, offset: number): Float64Array {
  const size = model.columns.to - model.columns.from;
  return model.bias.map((bias, group) => {
    let score = bias;
    const weightStart = group * size;
    const valueStart = offset + model.columns.from;
    for (let column = 0; column < size; column++)
      score += (model.weights[weightStart + column] as number) * (values[valueStart + column] as number);
    return score;
  });
}
