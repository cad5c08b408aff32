import { standstill } from '../quality/physics.rule.ts';
import { median, quantile } from '../statistics.ts';
import { say } from '../wordings/phrase.science.ts';
import { accuracyOf, type Bench, columnOf, type IndicatorDefinition, type Measured, type NotComputable } from './definition.indicator.ts';
import { longestRun, scatterOf } from './stretch.science.ts';

const coupling: IndicatorDefinition = {
  id: 'accumulator-coupling',
  name: 'Sweep of the accumulator pressure / sweep of the pump pressure',
  component: 'accumulator',
  unit: '%',
  formula: '100·(95 % - 5 % quantile of p_acc)/(the same of p_P) per epoch',
  reference: 'C4 row A05: behind a closed isolation valve the accumulator pressure does not follow',
  needs: ['p_acc', 'p_P'],
  compute(bench): Measured | NotComputable {
    const sweep = (id: 'p_acc' | 'p_P', from: number, to: number) => {
      const part = columnOf(bench, id).subarray(from, to);
      return quantile(part, 0.95) - quantile(part, 0.05);
    };
    const perEpoch = Float64Array.from(bench.timeline.epochs, ({ from, to }) => {
      const pump = sweep('p_P', from, to);
      return pump > 20 ? (100 * sweep('p_acc', from, to)) / pump : Number.NaN;
    });
    const whenEmpty = {
      because: 'the pump pressure moves by less than 20 bar',
      wouldNeed: 'cycles with a pressure change of more than 20 bar',
    };
    return { perEpoch, uncertainty: scatterOf(perEpoch), inputs: ['p_acc', 'p_P'], regime: 'all', whenEmpty };
  },
};

/** Rises of a pressure from below a third to above two thirds of its sweep. */
function countCharges(values: Float64Array, low: number, high: number): number {
  let isLow = false;
  let count = 0;
  for (const value of values) {
    if (value < low + (high - low) / 3) isLow = true;
    if (isLow && value > low + (2 * (high - low)) / 3) {
      count += 1;
      isLow = false;
    }
  }
  return count;
}

const charges: IndicatorDefinition = {
  id: 'accumulator-charges-per-hour',
  name: 'Charges of the accumulator per hour',
  component: 'accumulator',
  unit: '1/h',
  formula: 'rises of p_acc from the lower to the upper third of its sweep, per hour',
  reference: 'C2 row 33; C1.7 (d): the same consumption with less gas or more leakage means more charges',
  needs: ['p_acc'],
  compute(bench): Measured | NotComputable {
    const values = columnOf(bench, 'p_acc');
    const [low, high] = [quantile(values, 0.02), quantile(values, 0.98)];
    if (!(high - low > 10))
      return { because: 'the accumulator pressure moves by less than 10 bar', wouldNeed: 'a recording with charges and discharges' };
    const hours = (bench.grid.count * bench.grid.stepS) / 3600;
    const count = countCharges(values, low, high);
    if (count < 3) return { because: say`only ${count} charges were recorded`, wouldNeed: 'a recording of at least three charges' };
    const perEpoch = new Float64Array(bench.timeline.epochs.length).fill(count / hours);
    return { perEpoch, uncertainty: 2 / hours / Math.sqrt(count), inputs: ['p_acc'], regime: 'all' };
  },
};

/** s; engineering default: a shorter stop still holds the pump running down. */
const MIN_REST_SLOTS = 30;

const decay: IndicatorDefinition = {
  id: 'standstill-pressure-decay',
  name: 'Pressure lost while the pump stands still',
  component: 'check-valve',
  unit: '%/min',
  formula: 'fall of p_acc (else p_A) over the longest standstill of the pump, in % of its value at the start per minute',
  reference: 'C4 rows V15 and V06: decay test with the pump off; limits C2 row 20 (leakage × 2 / × 4 of the healthy value)',
  needs: [
    ['p_acc', 'p_A'],
    ['n', 'P_el'],
  ],
  compute(bench: Bench): Measured | NotComputable {
    const id = bench.signals.find('p_acc') ? 'p_acc' : 'p_A';
    const isOff = standstill(bench, bench.signals.find('n') ? 'n' : 'P_el');
    const pressure = columnOf(bench, id);
    const rest = longestRun({ from: 0, to: bench.grid.count }, isOff);
    if (!rest || rest.to - rest.from < MIN_REST_SLOTS)
      return {
        because: 'the pump never stands still for half a minute',
        wouldNeed: 'a standstill under pressure, 10 min for a valve test (C4 row V15)',
      };
    const third = Math.floor((rest.to - rest.from) / 3);
    const first = median(pressure.subarray(rest.from, rest.from + third));
    const last = median(pressure.subarray(rest.to - third, rest.to));
    if (!(first > 10))
      return {
        because: 'no pressure is left when the pump stands still',
        wouldNeed: 'a standstill with the accumulator or the load under pressure',
      };
    const minutes = ((rest.to - rest.from - third) * bench.grid.stepS) / 60;
    const perEpoch = new Float64Array(bench.timeline.epochs.length).fill((100 * (first - last)) / first / minutes);
    return { perEpoch, uncertainty: (100 * Math.SQRT2 * accuracyOf(bench, id)) / first / minutes, inputs: [id], regime: 'all' };
  },
};

export const storageIndicators: readonly IndicatorDefinition[] = [coupling, charges, decay];
