const zero = 48;
const minus = 45;
const point = 46;
const mostDecimals = 9;
const scales = Float64Array.from({ length: mostDecimals + 1 }, (_, decimals) => Number(`1e${decimals}`));
/** Adding and subtracting 1.5 * 2^52 rounds to the nearest whole number, several times faster than Math.round. Good below 2^51. */
const rounder = 6_755_399_441_055_744;
/** Four digits at once: a table of 0000 to 9999. */
const quads = Uint8Array.from({ length: 40_000 }, (_, i) => zero + (Math.floor((i >> 2) / 10 ** (3 - (i & 3))) % 10));
export const longestNumber = 32;

/**
 * Writes the numbers of a column so that reading them gives the very same float64: as decimal numbers with `decimals` places where that is
 * exact (a quotient by a power of ten is rounded correctly, as a reader's is), otherwise with the fewest digits that do. NaN writes nothing.
 * A class with bytes and position handed through, not an object per number: this runs a hundred million times per export.
 */
export class NumberWriter {
  readonly #mark: number;
  readonly #decimals: number;
  readonly #scale: number;
  readonly #inverse: number;

  constructor(decimalMark: '.' | ',', decimals: number) {
    this.#mark = decimalMark.charCodeAt(0);
    this.#decimals = decimals;
    this.#scale = scales[decimals]!;
    this.#inverse = 1 / this.#scale;
  }

  /** Needs `longestNumber` bytes of room at `at`; returns the position behind the number. */
  write(bytes: Uint8Array, at: number, value: number): number {
    const scale = this.#scale;
    const rounded = value * scale + rounder - rounder;
    // Also false for NaN, infinities, and whatever takes more than 31 bits.
    if (rounded / scale !== value || rounded >= 2 ** 31 || rounded <= -(2 ** 31) || (rounded === 0 && Object.is(value, -0)))
      return Number.isNaN(value) ? at : this.#writeAny(bytes, at, value);
    let integer = rounded | 0;
    let start = at;
    if (integer < 0) {
      bytes[start++] = minus;
      integer = -integer;
    }
    if (this.#decimals === 0) return writeInteger(bytes, start, integer);
    // A product instead of a quotient: several times faster, and at most one off.
    let whole = (integer * this.#inverse) | 0;
    if (integer - whole * scale >= scale) whole++;
    else if (integer < whole * scale) whole--;
    const behind = writeInteger(bytes, start, whole);
    bytes[behind] = this.#mark;
    const end = behind + 1 + this.#decimals;
    let rest = integer - whole * scale;
    let i = end - 1;
    // The last four digits and fewer come from the table; of more, the others by division first.
    for (; i > behind + 4; i--) {
      const quotient = (rest / 10) | 0;
      bytes[i] = zero + rest - quotient * 10;
      rest = quotient;
    }
    for (let from = (rest << 2) + 3; i > behind; i--) bytes[i] = quads[from--]!;
    return end;
  }

  #writeAny(bytes: Uint8Array, at: number, value: number): number {
    const text = Object.is(value, -0) ? '-0' : String(value);
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      bytes[at + i] = code === point ? this.#mark : code;
    }
    return at + text.length;
  }
}

/** A whole number below 2^31; returns the position behind it. */
function writeInteger(bytes: Uint8Array, at: number, integer: number): number {
  if (integer < 10) {
    bytes[at] = zero + integer;
    return at + 1;
  }
  let end = at;
  let rest = integer;
  if (integer >= 10_000) {
    const high = (integer / 10_000) | 0;
    end = writeInteger(bytes, at, high);
    rest = integer - high * 10_000;
  }
  const last = (rest << 2) + 3;
  for (let from = last - (integer >= 1000 ? 3 : integer >= 100 ? 2 : 1); from <= last; from++) bytes[end++] = quads[from]!;
  return end;
}

/** The decimal places of a column, told by some of its values: the most that one of them needs, as far as they are decimals at all. */
export function decimalsOf(values: Float64Array): number {
  const step = Math.max(1, Math.floor(values.length / 256));
  let most = 0;
  for (let i = 0; i < values.length; i += step) {
    const value = values[i]!;
    if (!Number.isFinite(value)) continue;
    for (let decimals = most; decimals <= mostDecimals; decimals++) {
      if ((value * scales[decimals]! + rounder - rounder) / scales[decimals]! !== value) continue;
      most = decimals;
      break;
    }
  }
  return most;
}
