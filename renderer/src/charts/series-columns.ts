import type { Envelope } from '../../../server/measurements/recording.schema.ts';

/** Numbers as they came over the wire where none is missing. */
export type Column<T> = readonly T[] | Float64Array;

/** An envelope whose columns need not be copied to be drawn. */
export interface SeriesColumns extends Omit<Envelope, 'timeMs' | 'min' | 'max' | 'mean' | 'count'> {
  timeMs: Column<number>;
  min: Column<number | null>;
  max: Column<number | null>;
  mean: Column<number | null>;
  count: readonly number[] | Uint32Array;
}
