import { type CycleTable, columnCount, rowCount } from './cycle-table.ts';

/**
 * Standardised rows and their cross products per fold. A scatter matrix is a sum over rows, so that of any set of folds is the sum of theirs:
 * every inner and outer model of a nested validation is then one factorisation, not one more pass over the data.
 */
export interface FoldSums {
  readonly rows: number;
  readonly columns: number;
  readonly folds: Int32Array;
  readonly foldCount: number;
  /** rows x columns, row-major: (value - centre) / spread. Conditioning only: each model standardises again with its own rows. */
  readonly standardised: Float64Array;
  readonly centre: Float64Array;
  readonly spread: Float64Array;
  /** Lower triangle of ZᵀZ of one fold, columns x columns. */
  cross(fold: number): Float64Array;
}

export function createFoldSums(table: CycleTable, folds: Int32Array): FoldSums {
  const rows = rowCount(table);
  const columns = columnCount(table);
  const { centre, spread } = moments(table.values, rows, columns);
  const standardised = new Float64Array(rows * columns);
  for (let index = 0; index < standardised.length; index++) {
    const column = index % columns;
    standardised[index] = ((table.values[index] as number) - (centre[column] as number)) / (spread[column] as number);
  }
  const known = new Map<number, Float64Array>();
  return {
    rows,
    columns,
    folds,
    foldCount: Math.max(...folds) + 1,
    standardised,
    centre,
    spread,
    cross(fold) {
      const found = known.get(fold) ?? crossProducts(standardised, columns, rowsOf(folds, fold));
      known.set(fold, found);
      return found;
    },
  };
}

function rowsOf(folds: Int32Array, fold: number): number[] {
  return Array.from(folds.keys()).filter((row) => folds[row] === fold);
}

/** A column without spread keeps its values: its difference from the centre is zero everywhere it was seen. */
function moments(values: Float64Array, rows: number, columns: number): { centre: Float64Array; spread: Float64Array } {
  const centre = new Float64Array(columns);
  const spread = new Float64Array(columns);
  for (let index = 0; index < values.length; index++)
    centre[index % columns] = (centre[index % columns] as number) + (values[index] as number) / rows;
  for (let index = 0; index < values.length; index++) {
    spread[index % columns] =
      (spread[index % columns] as number) + ((values[index] as number) - (centre[index % columns] as number)) ** 2 / rows;
  }
  return { centre, spread: spread.map((variance) => (variance > 0 ? Math.sqrt(variance) : 1)) };
}

function crossProducts(standardised: Float64Array, columns: number, rows: readonly number[]): Float64Array {
  // Column by column, so that each product runs along memory.
  const count = rows.length;
  const byColumn = new Float64Array(columns * count);
  rows.forEach((row, position) => {
    for (let column = 0; column < columns; column++) byColumn[column * count + position] = standardised[row * columns + column] as number;
  });
  const products = new Float64Array(columns * columns);
  for (let i = 0; i < columns; i++) {
    for (let j = 0; j <= i; j++) products[i * columns + j] = alongMemory(byColumn, { first: i * count, second: j * count, length: count });
  }
  return products;
}

function alongMemory(values: Float64Array, at: { first: number; second: number; length: number }): number {
  const { first, second, length } = at;
  let a = 0;
  let b = 0;
  let index = 0;
  for (; index + 1 < length; index += 2) {
    a += (values[first + index] as number) * (values[second + index] as number);
    b += (values[first + index + 1] as number) * (values[second + index + 1] as number);
  }
  return index < length ? a + b + (values[first + index] as number) * (values[second + index] as number) : a + b;
}
