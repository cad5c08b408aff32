import { createFourierTransform } from './fft.science.ts';

/**
 * Welch's averaged periodogram (Welch 1967): Hann window, the mean of each segment removed, powers averaged.
 * Scaling after Heinzel, Rüdiger, Schilling (2002): `psd` one-sided in unit²/Hz, so that its sum times the resolution is the variance;
 * `amplitude` the peak value of a sine in the middle of a line, unit of the signal.
 */
export interface Welch {
  /** Samples of one segment, all finite; they are not kept. */
  add(segment: Float64Array): void;
  finish(): WelchSpectrum;
}

export interface WelchSpectrum {
  readonly segments: number;
  /** Lines 0 to length / 2. */
  readonly frequencyHz: Float64Array;
  readonly amplitude: Float64Array;
  readonly psd: Float64Array;
}

export function createWelch(length: number, sampleRateHz: number): Welch {
  const transform = createFourierTransform(length);
  // The periodic Hann window: the one whose side lines are exactly half, also scipy's `hann`.
  const window = Float64Array.from({ length }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / length));
  const lines = length / 2 + 1;
  const power = new Float64Array(lines);
  const real = new Float64Array(length);
  const imaginary = new Float64Array(length);
  let isHalfFull = false;
  let segments = 0;

  /** Two real segments are one complex one: their transforms come apart by symmetry. */
  function transformBoth(): void {
    transform.run(real, imaginary);
    for (let k = 0; k < lines; k++) {
      const m = (length - k) % length;
      const a = (real[k]! + real[m]!) ** 2 + (imaginary[k]! - imaginary[m]!) ** 2;
      const b = (imaginary[k]! + imaginary[m]!) ** 2 + (real[k]! - real[m]!) ** 2;
      power[k]! += (a + b) / 4;
    }
    isHalfFull = false;
  }

  return {
    add(segment) {
      segments++;
      windowed(segment, window, isHalfFull ? imaginary : real);
      if (isHalfFull) transformBoth();
      else isHalfFull = true;
    },
    finish() {
      if (isHalfFull) {
        imaginary.fill(0);
        transformBoth();
      }
      return toSpectrum(power, { segments, length, sampleRateHz, window });
    },
  };
}

function windowed(segment: Float64Array, window: Float64Array, out: Float64Array): void {
  // Distances from the first sample: a large offset costs no digits.
  const origin = segment[0]!;
  let sum = 0;
  for (let i = 0; i < window.length; i++) sum += segment[i]! - origin;
  const mean = sum / window.length;
  for (let i = 0; i < window.length; i++) out[i] = (segment[i]! - origin - mean) * window[i]!;
}

function toSpectrum(
  power: Float64Array,
  { segments, length, sampleRateHz, window }: { segments: number; length: number; sampleRateHz: number; window: Float64Array },
): WelchSpectrum {
  const sum = window.reduce((a, b) => a + b, 0);
  const squares = window.reduce((a, b) => a + b * b, 0);
  const last = length / 2;
  /** Half of the power stands at negative frequencies, but for the mean and the highest line. */
  const sides = (k: number) => (k === 0 || k === last ? 1 : 2);
  const of = (value: (power: number, k: number) => number) => power.map((total, k) => value(total / Math.max(1, segments), k));
  return {
    segments,
    frequencyHz: Float64Array.from({ length: last + 1 }, (_, k) => (k * sampleRateHz) / length),
    amplitude: of((p, k) => (sides(k) * Math.sqrt(p)) / sum),
    psd: of((p, k) => (sides(k) * p) / (squares * sampleRateHz)),
  };
}
