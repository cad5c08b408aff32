/** Complex discrete Fourier transform of a fixed length (a power of two), in place; radix 2 (Cooley and Tukey 1965). */
export interface FourierTransform {
  readonly length: number;
  /** `real` and `imaginary` of that length become sum x[n] exp(-2 pi i k n / length). */
  run(real: Float64Array, imaginary: Float64Array): void;
}

export function createFourierTransform(length: number): FourierTransform {
  if (length < 2 || (length & (length - 1)) !== 0) throw new RangeError(`A transform needs a power of two, not ${length}.`);
  const half = length / 2;
  const cosine = Float64Array.from({ length: half }, (_, i) => Math.cos((2 * Math.PI * i) / length));
  const sine = Float64Array.from({ length: half }, (_, i) => Math.sin((2 * Math.PI * i) / length));
  const order = bitReversed(length);

  return {
    length,
    run(real, imaginary) {
      for (let i = 0; i < length; i++) {
        const j = order[i]!;
        if (j <= i) continue;
        [real[i], real[j]] = [real[j]!, real[i]!];
        [imaginary[i], imaginary[j]] = [imaginary[j]!, imaginary[i]!];
      }
      for (let size = 2; size <= length; size *= 2) pass(size);

      function pass(size: number): void {
        const reach = size / 2;
        const stride = length / size;
        for (let start = 0; start < length; start += size) {
          for (let k = 0, at = start; k < reach; k++, at++) {
            const c = cosine[k * stride]!;
            const s = sine[k * stride]!;
            const other = at + reach;
            const re = real[other]! * c + imaginary[other]! * s;
            const im = imaginary[other]! * c - real[other]! * s;
            real[other] = real[at]! - re;
            imaginary[other] = imaginary[at]! - im;
            real[at]! += re;
            imaginary[at]! += im;
          }
        }
      }
    },
  };
}

function bitReversed(length: number): Uint32Array {
  const order = new Uint32Array(length);
  for (let i = 1, j = 0; i < length; i++) {
    let bit = length / 2;
    for (; j & bit; bit /= 2) j ^= bit;
    j ^= bit;
    order[i] = j;
  }
  return order;
}
