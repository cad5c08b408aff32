import type { CycleTable, LabelledTable } from './cycle-table.ts';
import { randomFrom } from './folds.ts';

/**
 * An invented rig of three channels whose wear shows in one second of one of them; the oil warms up independently of it. Runs of six cycles.
 */
export function inventedRig({ seed = 1, runs = 24, bins = 12, offset = 0 } = {}): LabelledTable {
  const random = randomFrom(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random());
  const cycles = runs * 6;
  const width = 3 * bins;
  const values = new Float64Array(cycles * width);
  const labels = new Int32Array(cycles);
  const run = new Int32Array(cycles);
  for (let row = 0; row < cycles; row++) {
    run[row] = Math.floor(row / 6);
    labels[row] = (run[row] as number) % 3;
    const warm = 40 + 10 * Math.sin(row / 17);
    for (let bin = 0; bin < bins; bin++) {
      values[row * width + bin] = 150 + 10 * Math.sin(bin) + 0.1 * normal() + (bin === 4 ? 2 * (labels[row] as number) : 0) + offset;
      values[row * width + bins + bin] = warm + 0.2 * normal();
      values[row * width + 2 * bins + bin] = 8 + 0.01 * warm + 0.05 * normal();
    }
  }
  const table: CycleTable = {
    channels: ['pressure', 'temperature', 'flow'],
    bins,
    values,
    cycles: Int32Array.from({ length: cycles }, (_, row) => row),
  };
  return { table, labels, classes: ['new', 'worn', 'broken'], runs: run };
}
