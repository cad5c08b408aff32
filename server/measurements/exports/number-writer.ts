const zero = 48;
const minus = 45;
const point = 46;
const mostDecimals = 9;
const scales = Float64Array.from({ length: mostDecimals + 1 }, (_, decimals) => Number(`1e${decimals}`));
/** Adding and subtracting 1.5 * 2^52 rounds to the nearest whole number, several times faster than Math.round. Good below 2^51. */
const rounder = 6_755_399_441_055_744;
/** Two digits at once: a table of 00 to 99. */
const pairs = Uint8Array.from({ length: 200 }, (_, i) => zero + (i % 2 === 0 ? Math.floor(i / 20) : (i >> 1) % 10));
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

  constructor(decimalMark: '.' | ',', decimals: number) {
    this.#mark = decimalMark.charCodeAt(0);
    this.#decimals = decimals;
    this.#scale = scales[decimals]!;
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
    const whole = (integer / scale) | 0;
    const behind = writeInteger(bytes, start, whole);
    bytes[behind] = this.#mark;
    const end = behind + 1 + this.#decimals;
    let rest = integer - whole * scale;
    for (let i = end - 1; i > behind; i--) {
      const quotient = (rest / 10) | 0;
      bytes[i] = zero + rest - quotient * 10;
      rest = quotient;
    }
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
  const end = at + digitsOf(integer);
  let rest = integer;
  let i = end;
  while (rest >= 100) {
    const quotient = (rest / 100) | 0;
    const pair = (rest - quotient * 100) << 1;
    bytes[--i] = pairs[pair + 1]!;
    bytes[--i] = pairs[pair]!;
    rest = quotient;
  }
  if (rest >= 10) {
    bytes[--i] = pairs[(rest << 1) + 1]!;
    bytes[--i] = pairs[rest << 1]!;
  } else bytes[--i] = zero + rest;
  return end;
}

function digitsOf(integer: number): number {
  if (integer < 10) return 1;
  if (integer < 100) return 2;
  if (integer < 1000) return 3;
  if (integer < 10_000) return 4;
  if (integer < 100_000) return 5;
  if (integer < 1_000_000) return 6;
  if (integer < 10_000_000) return 7;
  if (integer < 100_000_000) return 8;
  return integer < 1_000_000_000 ? 9 : 10;
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
