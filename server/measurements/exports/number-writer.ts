import type { ByteText } from './byte-text.ts';

const zero = 48;
const minus = 45;
const mostDecimals = 9;
const scales = Float64Array.from({ length: mostDecimals + 1 }, (_, decimals) => Number(`1e${decimals}`));
/** Adding and subtracting 1.5 * 2^52 rounds to the nearest whole number, several times faster than Math.round. Good below 2^51. */
const rounder = 6_755_399_441_055_744;
/** Two digits at once: a table of 00 to 99. */
const pairs = Uint8Array.from({ length: 200 }, (_, i) => zero + (i % 2 === 0 ? Math.floor(i / 20) : (i >> 1) % 10));
const longestNumber = 32;

/**
 * Writes numbers so that reading them gives the very same float64: as a decimal number with `decimals` places where that is exact (a quotient
 * by a power of ten is rounded correctly, as a reader's is), otherwise with the fewest digits that do. NaN writes nothing.
 */
export interface NumberWriter {
  write(target: ByteText, value: number, decimals: number): void;
}

export function createNumberWriter(decimalMark: '.' | ','): NumberWriter {
  const mark = decimalMark.charCodeAt(0);

  function writeAny(target: ByteText, value: number): void {
    const text = Object.is(value, -0) ? '-0' : String(value);
    target.ascii(decimalMark === '.' ? text : text.replace('.', decimalMark));
  }
  return {
    write(target, value, decimals) {
      if (Number.isNaN(value)) return;
      target.reserve(longestNumber);
      const scale = scales[decimals]!;
      const rounded = value * scale + rounder - rounder;
      if (rounded / scale !== value || rounded >= 2 ** 31 || rounded <= -(2 ** 31) || (rounded === 0 && Object.is(value, -0))) {
        writeAny(target, value);
        return;
      }
      const { bytes } = target;
      let at = target.length;
      let integer = rounded | 0;
      if (integer < 0) {
        bytes[at++] = minus;
        integer = -integer;
      }
      target.length = decimals === 0 ? writeInteger(bytes, at, integer) : writeDecimal(bytes, at, { integer, decimals, mark });
    },
  };
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

function writeDecimal(
  bytes: Uint8Array,
  at: number,
  { integer, decimals, mark }: { integer: number; decimals: number; mark: number },
): number {
  const scale = scales[decimals]!;
  const whole = (integer / scale) | 0;
  const behind = writeInteger(bytes, at, whole);
  bytes[behind] = mark;
  const end = behind + 1 + decimals;
  let rest = integer - whole * scale;
  for (let i = end - 1; i > behind; i--) {
    const quotient = (rest / 10) | 0;
    bytes[i] = zero + rest - quotient * 10;
    rest = quotient;
  }
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
