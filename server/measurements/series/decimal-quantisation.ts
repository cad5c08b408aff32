import { chunkSamples } from './series-format.ts';

/** Values as integers: value = (origin + distance) / 10^decimals, exactly, but for the patched positions. */
export interface Quantised {
  readonly decimals: number;
  /** The first value, as a whole number below 2^51. */
  readonly origin: number;
  /** Distance from the origin per value, and the least and the most of them; shared scratch memory, valid until the next call. */
  readonly distances: Int32Array;
  readonly least: number;
  readonly most: number;
  /** Positions whose value is no such decimal (infinities, -0, a stray unrounded value) ... */
  readonly patchAt: readonly number[];
}

const mostDecimals = 12;
/** Adding and subtracting 1.5 * 2^52 rounds to the nearest whole number, several times faster than Math.round. Good below 2^51. */
const rounder = 6_755_399_441_055_744;
const scales = Array.from({ length: mostDecimals + 1 }, (_, decimals) => Number(`1e${decimals}`));
const distances = new Int32Array(chunkSamples);

/**
 * Looks for the fewest decimals with which every value is an exact decimal; undefined when the values are no decimals
 * (or spread over more than 31 bits) and have to be stored as they are. `values[0..count)` holds no NaN.
 */
export function quantise(values: Float64Array, count: number): Quantised | undefined {
  if (count === 0) return { decimals: 0, origin: 0, distances, least: 0, most: 0, patchAt: [] };
  let decimals = decimalsOfSample(values, count);
  while (decimals !== undefined) {
    const attempt = quantiseWith(values, count, decimals);
    if (typeof attempt !== 'number') return attempt;
    decimals = attempt > decimals ? attempt : undefined;
  }
  return undefined;
}

/** The most decimals among some values spread over the chunk; undefined when more than a quarter of them are no decimals. */
function decimalsOfSample(values: Float64Array, count: number): number | undefined {
  const step = Math.max(1, Math.floor(count / 64));
  let most = 0;
  let seen = 0;
  let refused = 0;
  for (let i = 0; i < count; i += step) {
    const decimals = decimalsOf(values[i]!);
    seen++;
    if (decimals === undefined) refused++;
    else if (decimals > most) most = decimals;
  }
  return refused * 4 > seen ? undefined : most;
}

/** The fewest decimals of one value, undefined when it has more than twelve, is infinite, too large or -0. */
function decimalsOf(value: number): number | undefined {
  if (Object.is(value, -0)) return undefined;
  for (let decimals = 0; decimals <= mostDecimals; decimals++) {
    const scale = scales[decimals]!;
    const integer = value * scale + rounder - rounder;
    if (integer / scale === value) return decimals;
  }
  return undefined;
}

/** Quantised, or the decimals to try next, or -1 when it cannot be done. Every value is checked: what is stored reads back bit for bit. */
function quantiseWith(values: Float64Array, count: number, decimals: number): Quantised | number {
  const scale = scales[decimals]!;
  const patchAt: number[] = [];
  const mostPatches = count >> 6;
  const origin = firstInteger(values, count, scale);
  let least = 0;
  let most = 0;
  let integer = origin;
  for (let i = 0; i < count; i++) {
    const value = values[i]!;
    const rounded = value * scale + rounder - rounder;
    if (rounded / scale !== value || Object.is(value, -0)) {
      const needed = decimalsOf(value);
      if (needed !== undefined && needed > decimals) return needed;
      if (patchAt.length >= mostPatches) return -1;
      patchAt.push(i);
      // A patched place repeats its neighbour, so that it costs nothing in the integers.
    } else integer = rounded;
    const distance = integer - origin;
    if (distance < least) least = distance;
    else if (distance > most) most = distance;
    distances[i] = distance;
  }
  if (most - least >= 2 ** 31) return -1;
  return { decimals, origin, distances, least, most, patchAt };
}

function firstInteger(values: Float64Array, count: number, scale: number): number {
  for (let i = 0; i < count; i++) {
    const integer = values[i]! * scale + rounder - rounder;
    if (integer / scale === values[i]) return integer;
  }
  return 0;
}
