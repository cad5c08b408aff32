import { createWelch, type WelchSpectrum } from '../../measurements/analyses/welch.science.ts';
import { line } from '../statistics.ts';

/** Fewer samples make no spectrum worth the name. */
const MIN_SAMPLES = 64;
const MAX_LENGTH = 8192;

/**
 * Spectrum of an evenly sampled stretch without its straight line (a settling pressure is no oscillation); null when it is too short or has
 * a gap. `values` in any unit, `rateHz` samples per second.
 */
export function spectrumOf(values: Float64Array, rateHz: number): WelchSpectrum | null {
  if (values.length < MIN_SAMPLES || values.some((value) => !Number.isFinite(value))) return null;
  const at = Float64Array.from(values, (_, index) => index);
  const trend = line(at, values);
  const level = values.map((value, index) => value - trend.intercept - trend.slope * index);
  const length = Math.min(MAX_LENGTH, 2 ** Math.floor(Math.log2(values.length)));
  const welch = createWelch(length, rateHz);
  for (let from = 0; from + length <= level.length; from += length / 2) welch.add(level.slice(from, from + length));
  return welch.finish();
}

/** r.m.s. of what lies between two frequencies (Hz), unit of the signal; `isLeftOut` skips single lines. */
export function bandRms(spectrum: WelchSpectrum, band: readonly [number, number], isLeftOut?: (hz: number) => boolean): number {
  const { frequencyHz, psd } = spectrum;
  const step = (frequencyHz[1] ?? 0) - (frequencyHz[0] ?? 0);
  let sum = 0;
  frequencyHz.forEach((hz, index) => {
    if (hz >= band[0] && hz <= band[1] && !isLeftOut?.(hz)) sum += (psd[index] as number) * step;
  });
  return Math.sqrt(sum);
}

/** Highest peak amplitude within 2 % (at least one line) of a frequency: slip and drift of the speed within the stretch. */
export function amplitudeNear(spectrum: WelchSpectrum, hz: number): number {
  const { frequencyHz, amplitude } = spectrum;
  const step = (frequencyHz[1] ?? 0) - (frequencyHz[0] ?? 0);
  const reach = Math.max(step, 0.02 * hz);
  let top = Number.NaN;
  frequencyHz.forEach((line, index) => {
    if (Math.abs(line - hz) <= reach && !((amplitude[index] as number) <= top)) top = amplitude[index] as number;
  });
  return top;
}
