import type { SignalId } from '../../systems/signal.schema.ts';
import type { Regime } from '../segments/regime.segment.ts';
import { median } from '../statistics.ts';
import { say } from '../wordings/phrase.science.ts';
import { bandRms, spectrumOf } from './band.science.ts';
import {
  type Bench,
  columnOf,
  type IndicatorDefinition,
  type Measured,
  type NotComputable,
  perEpochMedian,
} from './definition.indicator.ts';
import { elementsOf } from './ripple.indicator.ts';
import { longestStretch, perChosenEpoch, samplesOf, scatterOf } from './stretch.science.ts';

/** A band of frequencies in which a fault swings (C4), looked for where the operating point stands still. */
interface Band {
  readonly id: string;
  readonly name: string;
  readonly component: string;
  readonly unit: string;
  readonly signal: SignalId;
  readonly band: readonly [number, number];
  readonly regimes: readonly Regime[];
  readonly reference: string;
}

/** 2.56 samples per period: the usual margin over the theoretical 2. */
const SAMPLES_PER_PERIOD = 2.56;

/** Hz on each side of a folded line that slip and window smear. */
const SMEAR_HZ = 1.5;

/** Lines on which the pump's own ripple (z·n/60 and twice that) appears folded at this sample rate (C1.4: alias): not an oscillation. */
function foldedRipple(bench: Bench, rateHz: number): (hz: number) => boolean {
  const elements = elementsOf(bench);
  const speed = bench.signals.find('n') ? median(columnOf(bench, 'n')) : bench.plateNumber('pump', 'ratedSpeedRpm');
  const lines = [1, 2].map((order) => (order * elements * speed) / 60).filter((hz) => hz > rateHz / 2);
  const folded = lines.map((hz) => Math.abs(hz - rateHz * Math.round(hz / rateHz)));
  return (hz) => folded.some((line) => Math.abs(line - hz) < SMEAR_HZ);
}

function oscillation(one: Band): IndicatorDefinition {
  const [low, high] = one.band;
  const rate = Math.ceil(SAMPLES_PER_PERIOD * high);
  return {
    ...{ id: one.id, name: one.name, component: one.component, unit: one.unit, reference: one.reference },
    formula: `r.m.s. of ${one.signal} between ${low} and ${high} Hz (Welch, straight line removed) on the longest ${one.regimes.join(' or ')} of each epoch`,
    needs: [one.signal],
    compute(bench): Measured | NotComputable {
      const signal = bench.signals.find(one.signal);
      if (!signal || !(signal.intervalS <= 1 / rate))
        return {
          because: say`${one.signal} is sampled too slowly: an oscillation of up to ${high} Hz would appear folded or be lost`,
          wouldNeed: say`${one.signal} at ${rate} Hz or more`,
        };
      const isFolded = foldedRipple(bench, 1 / signal.intervalS);
      const perEpoch = perChosenEpoch(bench, (epoch) => {
        const stretch = longestStretch(bench, epoch, one.regimes);
        const spectrum = stretch && spectrumOf(samplesOf(bench, signal, stretch), 1 / signal.intervalS);
        return spectrum ? bandRms(spectrum, one.band, isFolded) : Number.NaN;
      });
      const whenEmpty = {
        because: 'no stretch with a steady operating point is long enough for a spectrum',
        wouldNeed: say`a steady phase of ${Math.ceil(4 / low)} s or more`,
      };
      return { perEpoch, uncertainty: scatterOf(perEpoch), inputs: [one.signal], regime: 'all', whenEmpty };
    },
  };
}

/** High-frequency acceleration as the logger gives it: already a level, so only its median is taken. */
const acceleration: IndicatorDefinition = {
  id: 'acceleration-level',
  name: 'High-frequency acceleration of the pump',
  component: 'pump',
  unit: 'g',
  formula: 'median of the absolute high-frequency acceleration per epoch',
  reference: 'C1.3 (high-frequency vibration +6 dB), C4 row P15; against the own baseline only',
  needs: ['a_hf'],
  compute(bench: Bench): Measured {
    const column = bench.grid.column('a_hf') ?? new Float64Array(0);
    const perEpoch = perEpochMedian(bench, column.map(Math.abs), 'all');
    return { perEpoch, uncertainty: scatterOf(perEpoch), inputs: ['a_hf'], regime: 'all' };
  },
};

export const oscillationIndicators: readonly IndicatorDefinition[] = [
  oscillation({
    ...{ id: 'pump-pressure-hunting', name: 'Slow oscillation of the pump pressure (1–20 Hz)', component: 'pump', unit: 'bar' },
    ...{
      signal: 'p_P',
      band: [1, 20],
      regimes: ['plateau', 'dead-head'],
      reference: 'C4 row P12: limit cycle of the pump control at 1–20 Hz',
    },
  }),
  oscillation({
    ...{ id: 'working-pressure-oscillation', name: 'Oscillation of the working pressure (2–10 Hz)', component: 'check-valve', unit: 'bar' },
    ...{ signal: 'p_A', band: [2, 10], regimes: ['plateau'], reference: 'C4 row V07: jerky lowering at 2–10 Hz' },
  }),
  oscillation({
    ...{ id: 'cylinder-speed-ripple', name: 'Ripple of the cylinder speed (1–10 Hz)', component: 'cylinder', unit: 'mm/s' },
    ...{ signal: 'v', band: [1, 10], regimes: ['plateau'], reference: 'C1.6: stick-slip shows as speed ripple at 1–10 Hz' },
  }),
  oscillation({
    ...{ id: 'relief-valve-chatter', name: 'Fast oscillation of the pump pressure (50–500 Hz)', component: 'relief-valve', unit: 'bar' },
    ...{
      signal: 'p_P',
      band: [50, 500],
      regimes: ['dead-head', 'plateau'],
      reference: 'C4 row V04: chatter at 50–500 Hz near the set point',
    },
  }),
  acceleration,
];
