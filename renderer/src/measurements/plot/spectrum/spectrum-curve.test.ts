import { describe, expect, it } from 'vitest';
import type { ComputedSpectrum } from '../../../../../server/measurements/analyses/analysis.schema.ts';
import { firstChoices } from '../mode-choices.ts';
import { spectrumCurve } from './spectrum-curve.ts';

const spectrum = {
  ...{ unit: 'bar', frequencyHz: [0, 10, 20, 30], amplitude: [0, 1, 5, 0], psd: [0, 0.1, 2.5, 0] },
  peaks: [{ frequencyHz: 20.4, amplitude: 5.1, order: 1 }],
  order: { computable: true, rpm: 1200, shaftHz: 20, highestOrder: 2, pump: null, speedVariationPercent: null },
} as unknown as ComputedSpectrum;
const choices = firstChoices.spectrum;

describe('the curve of a spectrum', () => {
  it('leaves out 0 Hz and says its unit', () => {
    expect(spectrumCurve(spectrum, choices)).toMatchObject({ x: [10, 20, 30], y: [1, 5, 0], yUnit: 'bar' });
    expect(spectrumCurve(spectrum, { ...choices, isDensity: true })).toMatchObject({ y: [0.1, 2.5, 0], yUnit: '(bar)²/Hz' });
  });
  it('counts in orders of the shaft', () => {
    const { x, peaks } = spectrumCurve(spectrum, { ...choices, isOrder: true });
    expect(x).toEqual([0.5, 1, 1.5]);
    expect(peaks[0]).toEqual({ x: 1.02, y: 5 });
  });
  it('has no point where a logarithm has none', () => {
    expect(spectrumCurve(spectrum, { ...choices, isLog: true }).y).toEqual([1, 5, null]);
  });
  it('stays in Hz when orders could not be computed', () => {
    const without = { ...spectrum, order: { computable: false, code: 'no-speed', because: 'x', whatWouldHelp: 'y' } } as ComputedSpectrum;
    expect(spectrumCurve(without, { ...choices, isOrder: true }).x).toEqual([10, 20, 30]);
  });
});
