import { type CurveData, joinedColumns, type PlotValue, valueAt } from '../../../charts/plot-data.ts';

/** Steps of the mean over cycles. */
const gridSteps = 400;

export interface CycleColumns {
  /** s since the beginning of the cycle, then one column per cycle, and with a band lower edge, upper edge and mean. */
  readonly data: PlotValue[][];
  readonly hasBand: boolean;
}

/**
 * Cycles laid over one another. The band is mean ± one standard deviation (n − 1) of the nearest samples, at times at which at least two
 * cycles have one: nothing is interpolated, and a cycle that has ended takes no part.
 */
export function cycleColumns(cycles: readonly CurveData[], wantsBand: boolean): CycleColumns {
  const lines = cycles.map(([time, , , mean]) => [time, mean]);
  const hasBand = wantsBand && cycles.length > 1;
  const columns = joinedColumns(hasBand ? [...lines, bandOf(cycles)] : lines);
  return { data: columns.map((column) => [...column]), hasBand };
}

function bandOf(cycles: readonly CurveData[]): (number | null)[][] {
  const end = Math.max(...cycles.map(([time]) => time.at(-1) ?? 0));
  const columns: (number | null)[][] = [[], [], [], []];
  for (let step = 0; step <= gridSteps; step++) {
    const time = (end * step) / gridSteps;
    const values = cycles.flatMap((cycle) => valueAt(cycle, time) ?? []);
    const found = values.length > 1 ? spread(values) : null;
    [time, found && found.mean - found.std, found && found.mean + found.std, found?.mean ?? null].forEach((value, i) => {
      columns[i]?.push(value);
    });
  }
  return columns;
}

function spread(values: readonly number[]): { mean: number; std: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, std: Math.sqrt(squares / (values.length - 1)) };
}
