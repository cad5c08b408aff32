import { POWERS_OF_TEN } from './number-text.ts';

/** Where the numbers of a row go: value k of `count` to `cells[at + k * stride]`. One object, reused for every row. */
export interface ValueLane {
  cells: Float64Array;
  at: number;
  stride: number;
  readonly count: number;
  readonly delimiter: number;
  readonly decimal: number;
}

/** Bytes less 48, so that digits are 0 to 9 and one unsigned comparison tells them from everything else. */
const MINUS = -3;
const LINE_FEED = -38;
const CARRIAGE_RETURN = -35;
/** So many digits surely fit into 31 bits. */
const MOST_DIGITS = 9;

/**
 * The hot loop: numbers of at most nine digits, one delimiter between them and the end of the line behind the last. Answers the index of
 * the line end, or -1 when anything else turns up (the caller then reads the row cell by cell). 32-bit arithmetic and one exact division:
 * correctly rounded. One to three decimals, what loggers write, are spelled out: half as long again as fast as a loop over them.
 */
export function parseCleanValues(b: Uint8Array, from: number, lane: ValueLane): number {
  const { cells, stride } = lane;
  const delimiter = lane.delimiter - 48;
  const decimal = lane.decimal - 48;
  const end = lane.at + lane.count * stride;
  let i = from;
  for (let out = lane.at; ; ) {
    let c = b[i]! - 48;
    const isNegative = c === MINUS;
    if (isNegative) c = b[++i]! - 48;
    if (c >>> 0 > 9) return -1;
    let mantissa = c;
    const start = i;
    for (c = b[++i]! - 48; c >>> 0 < 10; c = b[++i]! - 48) mantissa = (Math.imul(mantissa, 10) + c) | 0;
    let digits = i - start;
    let value = mantissa;
    if (c === decimal) {
      const first = b[i + 1]! - 48;
      const second = b[i + 2]! - 48;
      const third = b[i + 3]! - 48;
      if (first >>> 0 > 9) {
        i += 1;
        c = first;
      } else if (second >>> 0 > 9) {
        mantissa = (Math.imul(mantissa, 10) + first) | 0;
        value = mantissa / 10;
        digits += 1;
        i += 2;
        c = second;
      } else {
        mantissa = (Math.imul(mantissa, 100) + Math.imul(first, 10) + second) | 0;
        digits += 2;
        if (third >>> 0 > 9) {
          value = mantissa / 100;
          i += 3;
          c = third;
        } else {
          const mark = i;
          i += 3;
          for (c = third; c >>> 0 < 10; c = b[++i]! - 48) mantissa = (Math.imul(mantissa, 10) + c) | 0;
          const decimals = i - mark - 1;
          value = mantissa / (decimals === 3 ? 1000 : POWERS_OF_TEN[decimals]!);
          digits += decimals - 2;
        }
      }
    }
    if (digits > MOST_DIGITS) return -1;
    cells[out] = isNegative ? -value : value;
    out += stride;
    if (out === end) return c === LINE_FEED || (c === CARRIAGE_RETURN && b[i + 1] === 10) ? i : -1;
    if (c !== delimiter) return -1;
    i++;
  }
}
