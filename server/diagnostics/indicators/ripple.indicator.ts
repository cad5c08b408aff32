import { median } from '../statistics.ts';
import { say } from '../wordings/phrase.science.ts';
import { amplitudeNear, bandRms, spectrumOf } from './band.science.ts';
import { type Bench, columnOf, type IndicatorDefinition, type Measured, type NotComputable } from './definition.indicator.ts';
import { longestStretch, perChosenEpoch, samplesOf, scatterOf } from './stretch.science.ts';
import { rateText } from './valve.indicator.ts';

/** C1.10: orders need 1 kHz for the fundamental of a piston pump. */
const MIN_RATE_HZ = 1000;

/** Displacement elements per revolution from the pump's plate: pistons, vanes or teeth. */
export function elementsOf(bench: Bench): number {
  const keys = ['pistons', 'vanes', 'teeth'] as const;
  return keys.map((key) => bench.plateNumber('pump', key)).find((count) => count > 0) ?? Number.NaN;
}

type Spectrum = NonNullable<ReturnType<typeof spectrumOf>>;
type Reading = (spectrum: Spectrum, shaftHz: number, elements: number) => number;

/** Reads the spectrum of the pump pressure on the longest plateau of every epoch. */
function readOrders(bench: Bench, reading: Reading): Measured | NotComputable {
  const signal = bench.signals.find('p_P');
  if (!signal || !(signal.intervalS <= 1 / MIN_RATE_HZ))
    return {
      because: say`the pump pressure is sampled at ${rateText(signal)}: the ripple of a pump (169–270 Hz for usual piston pumps) would appear folded (alias) at a wrong frequency`,
      wouldNeed: 'dynamic p_P at 1 kHz (2.5 kHz for harmonics) and the speed n',
    };
  const elements = elementsOf(bench);
  if (!(elements > 0))
    return {
      because: 'the number of pistons, vanes or teeth is not on the pump’s nameplate',
      wouldNeed: 'pump nameplate: pistons, vanes or teeth',
    };
  const speed = bench.signals.find('n') ? median(columnOf(bench, 'n')) : bench.plateNumber('pump', 'ratedSpeedRpm');
  if (!(speed > 0))
    return { because: 'the speed is neither measured nor on the nameplate', wouldNeed: 'signal n, or pump nameplate: ratedSpeedRpm' };
  const perEpoch = perChosenEpoch(bench, (epoch) => {
    const stretch = longestStretch(bench, epoch, ['plateau', 'dead-head']);
    const spectrum = stretch && spectrumOf(samplesOf(bench, signal, stretch), 1 / signal.intervalS);
    return spectrum ? reading(spectrum, speed / 60, elements) : Number.NaN;
  });
  const note = bench.signals.find('n') ? '' : ' Speed not measured: rated speed assumed, lines searched within 2 %.';
  return { perEpoch, uncertainty: scatterOf(perEpoch), inputs: ['p_P'], regime: 'all', ...(note ? { note } : {}) };
}

const words = { component: 'pump', unit: 'bar', needs: ['p_P'] } as const;

const ripple: IndicatorDefinition = {
  ...words,
  id: 'pressure-ripple',
  name: 'Pressure ripple at the frequency of the pistons, vanes or teeth',
  formula: 'amplitude of p_P at z·n/60 (Welch, Hann window)',
  reference: 'C1.4',
  compute: (bench) => readOrders(bench, (spectrum, shaftHz, elements) => amplitudeNear(spectrum, elements * shaftHz)),
};

const shaft: IndicatorDefinition = {
  ...words,
  id: 'pressure-ripple-once-per-turn',
  name: 'Pressure ripple once per revolution and beside the piston frequency',
  formula: 'root of the squares of the amplitudes of p_P at n/60 and at (z ± 1)·n/60',
  reference: 'C1.4: one damaged piston or slipper lets the first order and the side bands z ± 1 grow by 6 dB',
  compute: (bench) =>
    readOrders(bench, (spectrum, shaftHz, elements) =>
      Math.hypot(...[1, elements - 1, elements + 1].map((order) => amplitudeNear(spectrum, order * shaftHz))),
    ),
};

const broadband: IndicatorDefinition = {
  ...words,
  id: 'pressure-noise',
  name: 'Noise of the pump pressure between the orders',
  formula: 'r.m.s. of p_P from 20 Hz to 0.39 of the sample rate without the lines at multiples of z·n/60 (± 3 %)',
  reference: 'C1.3 and C1.4: cavitation and valve-plate wear raise the ripple over the whole band',
  compute: (bench) =>
    readOrders(bench, (spectrum, shaftHz, elements) => {
      const main = elements * shaftHz;
      const top = (spectrum.frequencyHz.at(-1) ?? 0) * 0.78;
      return bandRms(spectrum, [20, top], (hz) => Math.abs(hz / main - Math.round(hz / main)) < 0.03 && hz > 0.5 * main);
    }),
};

export const rippleIndicators: readonly IndicatorDefinition[] = [ripple, shaft, broadband];
