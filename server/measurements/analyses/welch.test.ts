import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from '../series/series.fixture.ts';
import { createFourierTransform } from './fft.science.ts';
import { findPeaks } from './peak.science.ts';
import { createWelch, type WelchSpectrum } from './welch.science.ts';

function welch(signal: Float64Array, rateHz: number, length: number): WelchSpectrum {
  const average = createWelch(length, rateHz);
  for (let from = 0; from + length <= signal.length; from += length / 2) average.add(signal.subarray(from, from + length));
  return average.finish();
}

test('the transform is that of the definition', () => {
  const value = fc.double({ min: -10, max: 10, noNaN: true });
  fc.assert(
    fc.property(fc.array(value, { minLength: 32, maxLength: 32 }), (list) => {
      const real = Float64Array.from(list.slice(0, 16));
      const imaginary = Float64Array.from(list.slice(16));
      const [re, im] = [real.slice(), imaginary.slice()];
      createFourierTransform(16).run(re, im);
      for (let k = 0; k < 16; k++) {
        let [a, b] = [0, 0];
        for (let n = 0; n < 16; n++) {
          const angle = (-2 * Math.PI * k * n) / 16;
          a += real[n]! * Math.cos(angle) - imaginary[n]! * Math.sin(angle);
          b += real[n]! * Math.sin(angle) + imaginary[n]! * Math.cos(angle);
        }
        expect(re[k]).toBeCloseTo(a, 9);
        expect(im[k]).toBeCloseTo(b, 9);
      }
    }),
  );
});

// Computed once with scipy 1.17 (signal.welch, hann, nperseg 1024, noverlap 512, detrend constant; density, and sqrt of 2 x spectrum).
const lines = [0, 1, 2, 3, 50, 127, 128, 129, 200, 207, 208, 300, 511, 512];
const psdOfScipy = [
  1.9329948121635914e-5, 7.20716504659004e-5, 8.981744648573953e-5, 0.0001010661243291004, 6.115602006419166e-5, 1.5391864890074958,
  6.141165039608283, 1.5396855569930943, 0.00011637869641587728, 0.2537485183306832, 0.2303900067470483, 4.7617826655993795e-5,
  8.01868759702146e-5, 4.334555496383109e-5,
];
const amplitudeOfScipy = [
  0.003762668846297975, 0.010274906653452345, 0.011470332389499226, 0.012167418812558636, 0.009464883188180702, 1.5015550967270808,
  2.9993077911392643, 1.5017985101625988, 0.013056669026897528, 0.6096736267450492, 0.5809349029330837, 0.008351806736605917,
  0.010837953870403467, 0.005634468265908055,
];

test('density and amplitude are those of scipy', () => {
  const random = createRandom(12_345);
  const signal = Float64Array.from({ length: 6000 }, (_, i) => {
    const t = i / 500;
    const sines = 3 * Math.sin(2 * Math.PI * 62.5 * t) + 0.7 * Math.sin(2 * Math.PI * 101.3 * t + 0.4);
    return 150 + sines + 0.5 * (random() - 0.5) + 0.01 * t;
  });
  const { psd, amplitude, frequencyHz, segments } = welch(signal, 500, 1024);
  expect([segments, frequencyHz[128], frequencyHz.length]).toEqual([10, 62.5, 513]);
  for (const [i, line] of lines.entries()) {
    expect(psd[line]! / psdOfScipy[i]!).toBeCloseTo(1, 7);
    expect(amplitude[line]! / amplitudeOfScipy[i]!).toBeCloseTo(1, 7);
  }
});

test('the sum of the density is the variance of the signal (Parseval)', () => {
  const random = createRandom(7);
  const signal = Float64Array.from({ length: 400_000 }, () => 50 + random() + random());
  const { psd } = welch(signal, 1000, 1024);
  const power = psd.reduce((a, b) => a + b, 0) * (1000 / 1024);
  // Two even distributions of width 1 have a variance of 1/12 each.
  expect(power / (1 / 6)).toBeCloseTo(1, 1);
  expect(Math.abs(power / (1 / 6) - 1)).toBeLessThan(0.02);
});

test('a sine is found where it is, with its amplitude, wherever it stands between two lines', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 20, max: 400, noNaN: true }),
      fc.double({ min: 0.1, max: 50, noNaN: true }),
      fc.double({ min: 0, max: 6, noNaN: true }),
      (hz, high, phase) => {
        const signal = Float64Array.from({ length: 8192 }, (_, i) => 100 + high * Math.sin((2 * Math.PI * hz * i) / 1000 + phase));
        const [peak] = findPeaks(welch(signal, 1000, 1024).amplitude, 1000 / 1024, 3);
        expect(Math.abs(peak!.frequencyHz - hz)).toBeLessThan(0.05);
        expect(peak!.amplitude / high).toBeCloseTo(1, 1);
        expect(Math.abs(peak!.amplitude / high - 1)).toBeLessThan(0.02);
      },
    ),
  );
});
