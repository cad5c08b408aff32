import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amplitudeNear, bandRms, spectrumOf } from './band.science.ts';

const sine = (hz: number, amplitude: number, rateHz = 1000, seconds = 4) =>
  Float64Array.from({ length: rateHz * seconds }, (_, index) => amplitude * Math.sin((2 * Math.PI * hz * index) / rateHz));

describe('a band of the spectrum', () => {
  it('holds the r.m.s. of a sine inside it and nothing of one outside', () => {
    fc.assert(
      fc.property(fc.double({ min: 3, max: 18, noNaN: true }), fc.double({ min: 0.1, max: 50, noNaN: true }), (hz, amplitude) => {
        const spectrum = spectrumOf(sine(hz, amplitude), 1000);
        expect(spectrum && bandRms(spectrum, [1, 20])).toBeCloseTo(amplitude / Math.SQRT2, 0);
        expect(spectrum && bandRms(spectrum, [50, 500])).toBeLessThan(0.02 * amplitude);
      }),
      { numRuns: 30 },
    );
  });

  it('does not take a pressure that settles along a line for an oscillation', () => {
    const ramp = Float64Array.from({ length: 2000 }, (_, index) => 100 + 0.05 * index);
    const spectrum = spectrumOf(ramp, 100);
    expect(spectrum && bandRms(spectrum, [1, 20])).toBeLessThan(1e-6);
  });

  it('reads the amplitude of a line although the speed is off by 1 %', () => {
    const spectrum = spectrumOf(sine(200, 3), 1000);
    expect(spectrum && amplitudeNear(spectrum, 202)).toBeCloseTo(3, 0);
  });

  it('says nothing about a stretch with a gap or with few samples', () => {
    const values = sine(10, 1);
    values[100] = Number.NaN;
    expect(spectrumOf(values, 1000)).toBeNull();
    expect(spectrumOf(new Float64Array(20), 100)).toBeNull();
  });
});
