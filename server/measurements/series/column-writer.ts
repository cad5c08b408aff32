import { countMissing, encodePart } from './part-encoding.ts';
import type { Column, PartName } from './series-directory.ts';
import { chunkSamples } from './series-format.ts';
import type { SeriesSink } from './series-sink.ts';

/** Writes parts of one column and remembers where they lie. */
export interface ColumnWriter {
  readonly column: Column;
  /** Up to 65,536 values; only the last part of a column may be shorter. `missing` saves counting the NaN among them. */
  write(values: Float64Array, missing?: number): void;
}

export function createColumnWriter(sink: SeriesSink, name: Omit<PartName, 'index'>): ColumnWriter {
  const column: Column = { at: [], bytes: [] };
  return {
    column,
    write(values, missing = countMissing(values)) {
      const part = encodePart(values, { ...name, index: column.at.length }, missing);
      column.at.push(sink.write(part));
      column.bytes.push(part.length);
    },
  };
}

/** A column that is filled value by value: for pyramid cells. Grows with what it holds, because a recording may have thousands of channels. */
export interface CellColumn {
  push(value: number): void;
  /** Writes what is left. Without it nothing of a short column reaches the file. */
  finish(): Column;
}

export function createCellColumn(sink: SeriesSink, name: Omit<PartName, 'index'>): CellColumn {
  const writer = createColumnWriter(sink, name);
  let buffer = new Float64Array(32);
  let filled = 0;
  return {
    push(value) {
      if (filled === buffer.length) buffer = grown(buffer);
      buffer[filled++] = value;
      if (filled < chunkSamples) return;
      writer.write(buffer);
      filled = 0;
    },
    finish() {
      if (filled > 0) writer.write(buffer.subarray(0, filled));
      filled = 0;
      return writer.column;
    },
  };
}

export function grown(buffer: Float64Array, atLeast = buffer.length + 1): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(Math.min(chunkSamples, Math.max(atLeast, buffer.length * 2)));
  larger.set(buffer);
  return larger;
}
