import type { ComputedSpectrum, OrderAxis } from '../../../../../server/measurements/analyses/analysis.schema.ts';
import type { SpectrumChoices } from '../mode-choices.ts';

export interface SpectrumCurve {
  /** Hz, or orders of the shaft. */
  readonly x: readonly number[];
  /** Amplitude of a sine in the unit of the channel, or unit² / Hz; null where a logarithm has nothing to show. */
  readonly y: readonly (number | null)[];
  readonly yUnit: string;
  readonly peaks: readonly { readonly x: number; readonly y: number }[];
}

/** The orders of a spectrum when they could be computed. */
export function orderAxis({ order }: ComputedSpectrum): OrderAxis | null {
  return order?.computable ? order : null;
}

/** What is drawn of a spectrum. The line at 0 Hz is left out: the mean was removed, and a logarithm has no zero. */
export function spectrumCurve(spectrum: ComputedSpectrum, { isDensity, isLog, isOrder }: SpectrumChoices): SpectrumCurve {
  const values = isDensity ? spectrum.psd : spectrum.amplitude;
  const shaftHz = isOrder ? orderAxis(spectrum)?.shaftHz : undefined;
  const x = spectrum.frequencyHz.map((frequency) => (shaftHz === undefined ? frequency : frequency / shaftHz));
  const first = spectrum.frequencyHz[0] === 0 ? 1 : 0;
  const valueAt = (frequencyHz: number) => values[nearest(spectrum.frequencyHz, frequencyHz)] ?? 0;
  return {
    x: x.slice(first),
    y: values.slice(first).map((value) => (isLog && !(value > 0) ? null : value)),
    yUnit: isDensity ? `(${spectrum.unit})²/Hz` : spectrum.unit,
    peaks: spectrum.peaks.map(({ frequencyHz }) => ({
      x: shaftHz === undefined ? frequencyHz : frequencyHz / shaftHz,
      y: valueAt(frequencyHz),
    })),
  };
}

function nearest(list: readonly number[], value: number): number {
  const step = (list[1] ?? 1) - (list[0] ?? 0);
  return Math.min(Math.max(0, Math.round((value - (list[0] ?? 0)) / step)), list.length - 1);
}
