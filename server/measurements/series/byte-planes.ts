/**
 * Columns of bytes: all lowest bytes, then all second bytes, ... The high bytes of neighbours are alike and nearly vanish under zstd;
 * with whole numbers mixed into one stream they do not.
 */

/** Bytes that a number from 0 to `largest` takes; 0 when there is only the number 0. */
export function widthOf(largest: number): number {
  if (largest === 0) return 0;
  if (largest < 0x100) return 1;
  if (largest < 0x10000) return 2;
  return largest < 0x1000000 ? 3 : 4;
}

/** Splits `integers[i] - least`, which fits into `width` bytes. */
export function splitIntegers(
  integers: Int32Array,
  count: number,
  target: { bytes: Uint8Array; at: number; width: number; least: number },
): void {
  const { bytes, at, width, least } = target;
  if (width === 2) {
    // The usual case in one pass.
    const second = at + count;
    for (let i = 0; i < count; i++) {
      const offset = integers[i]! - least;
      bytes[at + i] = offset;
      bytes[second + i] = offset >>> 8;
    }
    return;
  }
  for (let plane = 0; plane < width; plane++) {
    const start = at + plane * count;
    const shift = plane * 8;
    for (let i = 0; i < count; i++) bytes[start + i] = (integers[i]! - least) >>> shift;
  }
}

export function joinIntegers(source: { bytes: Uint8Array; at: number; width: number }, integers: Int32Array, count: number): void {
  const { bytes, at, width } = source;
  if (width === 0) return void integers.fill(0, 0, count);
  if (width === 2) {
    const second = at + count;
    for (let i = 0; i < count; i++) integers[i] = bytes[at + i]! | (bytes[second + i]! << 8);
    return;
  }
  for (let i = 0; i < count; i++) integers[i] = bytes[at + i]!;
  for (let plane = 1; plane < width; plane++) {
    const start = at + plane * count;
    const shift = plane * 8;
    for (let i = 0; i < count; i++) integers[i] = integers[i]! | (bytes[start + i]! << shift);
  }
}

/** Byte planes of fixed-width numbers as they lie in memory (little-endian on every machine that Node 24 runs on). */
export function splitBytes(source: Uint8Array, width: number, target: { bytes: Uint8Array; at: number }): void {
  const count = source.length / width;
  for (let plane = 0; plane < width; plane++) {
    const start = target.at + plane * count;
    for (let i = 0, from = plane; i < count; i++, from += width) target.bytes[start + i] = source[from]!;
  }
}

export function joinBytes(source: { bytes: Uint8Array; at: number }, width: number, target: Uint8Array): void {
  const count = target.length / width;
  for (let plane = 0; plane < width; plane++) {
    const start = source.at + plane * count;
    for (let i = 0, to = plane; i < count; i++, to += width) target[to] = source.bytes[start + i]!;
  }
}

/**
 * The change from one whole number to the next, in place, folded so that small changes of either sign are small:
 * 0, -1, 1, -2, ... become 0, 1, 2, 3, ... Returns a number with as many bits as the largest (read it and them as unsigned).
 */
export function toChanges(integers: Int32Array, count: number): number {
  let previous = 0;
  let every = 0;
  for (let i = 0; i < count; i++) {
    const current = integers[i]!;
    const change = (current - previous) | 0;
    const folded = (change << 1) ^ (change >> 31);
    integers[i] = folded;
    every |= folded;
    previous = current;
  }
  return every >>> 0;
}

export function fromChanges(integers: Int32Array, count: number): void {
  let current = 0;
  for (let i = 0; i < count; i++) {
    const folded = integers[i]!;
    current = (current + ((folded >>> 1) ^ -(folded & 1))) | 0;
    integers[i] = current;
  }
}
