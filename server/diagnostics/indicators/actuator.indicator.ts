import { regimes } from '../segments/regime.segment.ts';
import { mean, median, quantile } from '../statistics.ts';
import { combine } from '../uncertainty.ts';
import { say } from '../wordings/phrase.science.ts';
import { cylinderAreas, LMIN_PER_MMS_CM2, speedOf, takenFlow } from './cylinder.science.ts';
import {
  accuracyOf,
  columnOf,
  type IndicatorDefinition,
  type Measured,
  type NotComputable,
  perEpochMedian,
  steadyRegime,
} from './definition.indicator.ts';
import { longestStretch, perChosenEpoch, samplesOf, scatterOf } from './stretch.science.ts';

const noArea: NotComputable = {
  because: 'the cylinder’s areas are not on its nameplate',
  wouldNeed: 'cylinder nameplate: boreMm and rodMm (or capAreaCm2 and rodAreaCm2)',
};

const speedRatio: IndicatorDefinition = {
  id: 'cylinder-speed-ratio',
  name: 'Cylinder speed / speed that its flow should give',
  component: 'cylinder',
  unit: '1',
  formula: 'k_v = v·A/(166.7·Q_A) on load plateaus while the cylinder extends',
  reference: 'C1.6: below 0.9 oil passes the piston',
  needs: ['Q_A', ['v', 'x']],
  compute(bench): Measured | NotComputable {
    const { cap } = cylinderAreas(bench);
    if (!(cap > 0)) return noArea;
    const flow = columnOf(bench, 'Q_A');
    const speed = speedOf(bench) ?? new Float64Array(0);
    const values = flow.map((value, slot) => {
      const moved = (speed[slot] as number) * cap * LMIN_PER_MMS_CM2;
      return value > 1 && moved > 0 ? moved / value : Number.NaN;
    });
    const regime = steadyRegime(bench);
    const share = accuracyOf(bench, 'Q_A') / median(flow);
    const perEpoch = perEpochMedian(bench, values, regime);
    const id = bench.signals.find('v') ? 'v' : 'x';
    return { perEpoch, uncertainty: combine(share, 0.02) * median(perEpoch), inputs: ['Q_A', id], regime };
  },
};

const loadedSpeed: IndicatorDefinition = {
  id: 'cylinder-loaded-speed',
  name: 'Cylinder speed on the most loaded plateau',
  component: 'cylinder',
  unit: 'mm/s',
  formula: 'mean of |v| (else of the slope of x) on the plateau slots in the upper third of the working pressure',
  reference: 'C1.6; limits C2 row 30 (cycle time) turned into speeds',
  needs: ['p_A', ['v', 'x']],
  compute(bench): Measured | NotComputable {
    const speed = speedOf(bench) ?? new Float64Array(0);
    const pressure = columnOf(bench, 'p_A');
    const { regimeOf } = bench.timeline;
    const isPlateau = (slot: number) => regimeOf[slot] === regimes.indexOf('plateau');
    const limit = quantile(
      pressure.filter((_, slot) => isPlateau(slot)),
      0.67,
    );
    const perEpoch = Float64Array.from(bench.timeline.epochs, ({ from, to }) => {
      const kept: number[] = [];
      for (let slot = from; slot < to; slot += 1)
        if (isPlateau(slot) && (pressure[slot] as number) >= limit) kept.push(Math.abs(speed[slot] as number));
      return mean(kept);
    });
    return { perEpoch, uncertainty: scatterOf(perEpoch), inputs: ['p_A', bench.signals.find('v') ? 'v' : 'x'], regime: 'plateau' };
  },
};

const workingPressure: IndicatorDefinition = {
  id: 'working-pressure',
  name: 'Working pressure on the load plateaus',
  component: 'cylinder',
  unit: 'bar',
  formula: 'median of p_A on the load plateaus',
  reference: 'C1.6: F = p·A·eta with eta 0.85–0.95, so friction alone explains at most a factor 1.12',
  needs: ['p_A'],
  compute: (bench) => {
    const regime = steadyRegime(bench);
    return {
      perEpoch: perEpochMedian(bench, columnOf(bench, 'p_A'), regime),
      uncertainty: accuracyOf(bench, 'p_A'),
      inputs: ['p_A'],
      regime,
    };
  },
};

const endPeak: IndicatorDefinition = {
  id: 'end-stroke-pressure-peak',
  name: 'Pressure peak at the end of the stroke',
  component: 'cylinder',
  unit: 'bar',
  formula: 'highest p_A or p_B within 5 % of the stroke before its ends, less the median of the stretch',
  reference: 'C1.6: a failed cushion shows as a deceleration peak and pressure spike; needs 500 Hz (C4 row C04)',
  needs: ['x', ['p_B', 'p_A']],
  compute(bench): Measured | NotComputable {
    const id = bench.signals.find('p_B') ? 'p_B' : 'p_A';
    const signal = bench.signals.find(id);
    if (!signal || !(signal.intervalS <= 0.002))
      return {
        because: say`${id} is sampled slower than 500 Hz: a peak of milliseconds falls between the samples`,
        wouldNeed: say`${id} at 500 Hz or more`,
      };
    const position = columnOf(bench, 'x');
    const [low, high] = [quantile(position, 0.01), quantile(position, 0.99)];
    const near = (slot: number) => Math.min((position[slot] as number) - low, high - (position[slot] as number)) < 0.05 * (high - low);
    const perEpoch = perChosenEpoch(bench, (epoch) => {
      const stretch = longestStretch(bench, epoch, ['transition']);
      if (!stretch || !near(stretch.to - 1)) return Number.NaN;
      const values = samplesOf(bench, signal, stretch);
      return quantile(values, 1) - median(values);
    });
    return { perEpoch, uncertainty: accuracyOf(bench, id), inputs: ['x', id], regime: 'all' };
  },
};

const balance: IndicatorDefinition = {
  id: 'cycle-flow-balance',
  name: 'Oil delivered by the pump / oil taken by the cylinder, over a cycle',
  component: 'other',
  unit: '1',
  formula: '∫Q_P dt / ∫|v|·A dt per cycle (piston area extending, ring area retracting); an accumulator ends where it began',
  reference: 'mass balance (C6); limits 4 / 8 / 20 % more than the healthy value, as for the flow that does not arrive',
  needs: ['Q_P', ['v', 'x']],
  compute(bench): Measured | NotComputable {
    const taken = takenFlow(bench);
    if (!taken) return noArea;
    if (bench.timeline.cycleSlots === null)
      return { because: 'without repeated cycles an accumulator’s content does not cancel', wouldNeed: 'a recording with repeated cycles' };
    const delivered = columnOf(bench, 'Q_P');
    const perEpoch = Float64Array.from(bench.timeline.epochs, ({ from, to }) => {
      const used = mean(taken.subarray(from, to));
      return used > 0.02 * quantile(delivered, 0.95) ? mean(delivered.subarray(from, to)) / used : Number.NaN;
    });
    const share = accuracyOf(bench, 'Q_P') / median(delivered);
    const whenEmpty = { because: 'the cylinder hardly moves', wouldNeed: 'cycles in which the cylinder moves' };
    const inputs = ['Q_P', bench.signals.find('v') ? 'v' : 'x'] as const;
    return { perEpoch, uncertainty: share * median(perEpoch), inputs, regime: 'all', whenEmpty };
  },
};

export const actuatorIndicators: readonly IndicatorDefinition[] = [speedRatio, loadedSpeed, workingPressure, endPeak, balance];
