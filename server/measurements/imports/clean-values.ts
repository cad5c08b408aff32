import { POWERS_OF_TEN } from './number-text.ts';

/** Where the numbers of a row go: `count` channels from `first` on, at `row`. One object, reused for every row. */
export interface ValueLane {
  columns: Float64Array[];
  row: number;
  readonly first: number;
  readonly count: number;
  readonly delimiter: number;
  readonly decimal: number;
}

/**
 * The hot loop: numbers of at most nine digits, one delimiter between them and the end of the line behind the last. Answers the index of
 * the line end, or -1 when anything else turns up (the caller then reads the row cell by cell). 32-bit arithmetic and one exact division:
 * correctly rounded.
 */
export function parseCleanValues(b: Uint8Array, from: number, lane: ValueLane): number {
  const { columns, row, delimiter, decimal } = lane;
  const end = lane.first + lane.count;
  let i = from;
  for (let target = lane.first; ; ) {
    let ch = b[i]!;
    const isNegative = ch === 45;
    if (isNegative) ch = b[++i]!;
    let mark = i;
    let mantissa = 0;
    for (; ch >= 48 && ch <= 57; ch = b[++i]!) mantissa = (Math.imul(mantissa, 10) + ch - 48) | 0;
    let digits = i - mark;
    let decimals = 0;
    if (ch === decimal) {
      mark = ++i;
      for (ch = b[i]!; ch >= 48 && ch <= 57; ch = b[++i]!) mantissa = (Math.imul(mantissa, 10) + ch - 48) | 0;
      decimals = i - mark;
      digits += decimals;
    }
    if (digits === 0 || digits > 9) return -1;
    const value = mantissa / POWERS_OF_TEN[decimals]!;
    columns[target]![row] = isNegative ? -value : value;
    if (++target === end) return ch === 10 || (ch === 13 && b[i + 1] === 10) ? i : -1;
    if (ch !== delimiter) return -1;
    i++;
  }
}
