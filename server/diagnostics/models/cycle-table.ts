/** What the learned models look at: one row per work cycle, the profile of every channel in that cycle. */
export interface CycleTable {
  /** Names of the signals, in the order of the columns. */
  readonly channels: readonly string[];
  /** Points per channel: the cycle resampled to as many equal parts (their means). */
  readonly bins: number;
  /** rows x (channels * bins), row-major; units as stored (bar, l/min, °C, …). */
  readonly values: Float64Array;
  /** Number of each cycle in its recording: where it is not the previous one plus one, the recording is interrupted. */
  readonly cycles: Int32Array;
}

/** A table with what a person said about its cycles. */
export interface LabelledTable {
  readonly table: CycleTable;
  /** Index into `classes`, per row. */
  readonly labels: Int32Array;
  readonly classes: readonly string[];
  /** Runs of unchanged conditions: held out as a whole, because neighbours within one are nearly the same measurement. */
  readonly runs: Int32Array;
}

export function rowCount(table: CycleTable): number {
  return table.cycles.length;
}

export function columnCount(table: CycleTable): number {
  return table.channels.length * table.bins;
}

/** True where a row does not follow the row before it in time. */
export function interruptions(table: CycleTable): boolean[] {
  return Array.from(table.cycles, (cycle, row) => row === 0 || cycle !== (table.cycles[row - 1] as number) + 1);
}
