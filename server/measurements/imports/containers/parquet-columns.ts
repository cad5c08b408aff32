import type { SchemaElement } from 'hyparquet';
import { cellText } from './table-text.ts';

/** One column of a stretch of rows, held compactly until its rows are written. */
export interface ColumnBuffer {
  /** `at`: row within the stretch. */
  set(at: number, value: unknown): void;
  /** Text of a cell; '' where there is no value. */
  text(at: number): string;
}

const NULL = -(2n ** 63n);

/** A buffer for the values that the library decodes a column into. */
export function columnBuffer(element: SchemaElement, rows: number): ColumnBuffer {
  const { type } = element;
  if (isInstant(element)) return bigBuffer(rows, (nanos) => instantText(nanos, element));
  if (type === 'INT64' && element.converted_type !== 'DECIMAL' && element.converted_type !== 'UINT_64') return bigBuffer(rows, String);
  if (type === 'BYTE_ARRAY' && element.converted_type !== 'DECIMAL') return textBuffer(rows);
  if (type === 'INT64' && element.converted_type === 'UINT_64') return textBuffer(rows);
  return numberBuffer(rows, element);
}

function numberBuffer(rows: number, { converted_type, scale = 0 }: SchemaElement): ColumnBuffer {
  const values = new Float64Array(rows).fill(Number.NaN);
  // The library multiplies decimals by a power of ten: rounding to their digits gives the number that was written.
  const isDecimal = converted_type === 'DECIMAL' && scale <= 20;
  return {
    set(at, value) {
      if (typeof value === 'number') values[at] = value;
      else if (typeof value === 'boolean') values[at] = value ? 1 : 0;
    },
    text(at) {
      const value = values[at]!;
      if (Number.isNaN(value)) return '';
      return isDecimal && Number.isFinite(value) ? value.toFixed(scale) : numberText(value);
    },
  };
}

/** -0 keeps its sign, as in the file. */
function numberText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function bigBuffer(rows: number, write: (value: bigint) => string): ColumnBuffer {
  const values = new BigInt64Array(rows).fill(NULL);
  return {
    set(at, value) {
      if (typeof value === 'bigint' && value > NULL && value < -NULL) values[at] = value;
    },
    text: (at) => (values[at] === NULL ? '' : write(values[at]!)),
  };
}

function textBuffer(rows: number): ColumnBuffer {
  const values = new Array<string>(rows).fill('');
  return {
    set(at, value) {
      if (typeof value === 'string') values[at] = cellText(value);
      else if (typeof value === 'bigint') values[at] = String(value);
    },
    text: (at) => values[at]!,
  };
}

/** Instants come as nanoseconds since 1970; a Date would lose what is behind the milliseconds. */
export const instantParsers = {
  timestampFromMilliseconds: (millis: bigint) => nanosOf(millis, 1_000_000n),
  timestampFromMicroseconds: (micros: bigint) => nanosOf(micros, 1000n),
  timestampFromNanoseconds: (nanos: bigint) => nanosOf(nanos, 1n),
  dateFromDays: (days: number) => (typeof days === 'number' ? nanosOf(BigInt(days), 86_400_000_000_000n) : undefined),
};

/** Undefined for null, and for what lies beyond the years that 64 bits of nanoseconds reach (1678 to 2262). */
function nanosOf(value: bigint | undefined | null, factor: bigint): bigint | undefined {
  if (value === undefined || value === null) return undefined;
  const nanos = BigInt(value) * factor;
  return nanos > NULL && nanos < -NULL ? nanos : undefined;
}

function isInstant({ type, converted_type, logical_type }: SchemaElement): boolean {
  return (
    type === 'INT96' ||
    logical_type?.type === 'TIMESTAMP' ||
    converted_type === 'DATE' ||
    converted_type === 'TIMESTAMP_MILLIS' ||
    converted_type === 'TIMESTAMP_MICROS'
  );
}

/** `2025-05-14 22:40:00.123` with as many digits as there are. Instants of UTC end in `Z`; local times and dates are readings of a wall clock. */
function instantText(nanos: bigint, { logical_type, converted_type, type }: SchemaElement): string {
  const millis = nanos / 1_000_000n - (nanos % 1_000_000n < 0n ? 1n : 0n);
  const rest = nanos - millis * 1_000_000n;
  const digits = rest === 0n ? '' : String(rest).padStart(6, '0').replace(/0+$/, '');
  const isLocal = logical_type?.type === 'TIMESTAMP' ? !logical_type.isAdjustedToUTC : converted_type === 'DATE' || type === 'INT96';
  return `${new Date(Number(millis)).toISOString().slice(0, 23).replace('T', ' ')}${digits}${isLocal ? '' : 'Z'}`;
}
