/** Rows x channels, row by row; NaN is a missing sample. */
export interface RowTable {
  readonly channels: readonly string[];
  readonly rows: number;
  readonly values: Float64Array;
}

export function rowsOf(table: RowTable, from: number, to: number): RowTable {
  const width = table.channels.length;
  return { channels: table.channels, rows: to - from, values: table.values.subarray(from * width, to * width) };
}

export function columnOf({ channels, rows, values }: RowTable, channel: number): Float64Array {
  const width = channels.length;
  return Float64Array.from({ length: rows }, (_, row) => values[row * width + channel] as number);
}
