import { solveLower, solveUpper, symmetricEigen } from './linear-algebra.ts';
import type { WithinScatter } from './within-scatter.ts';

/** Few coordinates in which unchanged conditions scatter about equally in every direction and changed ones lie far apart. */
export interface ConditionCoordinates {
  readonly columns: { readonly from: number; readonly to: number };
  /** coordinates x columns, row-major, on raw columns. */
  readonly axes: Float64Array;
  readonly count: number;
}

/**
 * The leading discriminant axes between runs (Rao's canonical variates with runs as groups): no label of any target is used, only which
 * cycles were recorded under unchanged conditions.
 */
export function conditionCoordinates(scatter: WithinScatter, count: number): ConditionCoordinates {
  const size = scatter.columns.to - scatter.columns.from;
  const groups = Array.from(scatter.counts.keys()).filter((group) => (scatter.counts[group] as number) > 0);
  const whitened = groups.map((group) => solveLower(scatter.factor, scatter.means.slice(group * size, (group + 1) * size)));
  const average = Float64Array.from(
    { length: size },
    (_, column) => whitened.reduce((sum, mean) => sum + (mean[column] as number), 0) / groups.length,
  );
  for (const mean of whitened)
    for (let column = 0; column < size; column++) mean[column] = (mean[column] as number) - (average[column] as number);
  const gram = new Float64Array(groups.length ** 2);
  for (let i = 0; i < groups.length; i++) {
    for (let j = 0; j < groups.length; j++) gram[i * groups.length + j] = dot(whitened[i] as Float64Array, whitened[j] as Float64Array);
  }
  const { values, vectors } = symmetricEigen(gram, groups.length);
  const kept = Math.min(count, values.findLastIndex((value) => value > 1e-9 * (values[0] as number)) + 1);
  const axes = new Float64Array(kept * size);
  for (let axis = 0; axis < kept; axis++) {
    const direction = new Float64Array(size);
    whitened.forEach((mean, group) => {
      const weight = ((vectors[axis] as Float64Array)[group] as number) / Math.sqrt(values[axis] as number);
      for (let column = 0; column < size; column++) direction[column] = (direction[column] as number) + weight * (mean[column] as number);
    });
    solveUpper(scatter.factor, direction).forEach((value, column) => {
      axes[axis * size + column] = value / (scatter.spread[column] as number);
    });
  }
  return { columns: scatter.columns, axes, count: kept };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index] as number) * (b[index] as number);
  return sum;
}

/** Length of the step between two rows of `values` in condition coordinates: about sqrt(count) for unchanged conditions. */
export function stepBetween(model: ConditionCoordinates, values: Float64Array, offsets: { before: number; after: number }): number {
  const size = model.columns.to - model.columns.from;
  const { from } = model.columns;
  const difference = new Float64Array(size);
  for (let column = 0; column < size; column++) {
    difference[column] = (values[offsets.after + from + column] as number) - (values[offsets.before + from + column] as number);
  }
  let square = 0;
  for (let axis = 0; axis < model.count; axis++) {
    let coordinate = 0;
    for (let column = 0; column < size; column++)
      coordinate += (model.axes[axis * size + column] as number) * (difference[column] as number);
    square += coordinate * coordinate;
  }
  return Math.sqrt(square);
}
