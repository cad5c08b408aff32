import { extremes, median } from '../statistics.ts';
import { combine } from '../uncertainty.ts';
import { say } from '../wordings/phrase.science.ts';
import { flowToPortA } from './cylinder.science.ts';
import {
  accuracyOf,
  differenceOf,
  type IndicatorDefinition,
  type Measured,
  type NotComputable,
  perEpochMedian,
  slotwise,
} from './definition.indicator.ts';
import { perChosenEpoch, samplesOf } from './stretch.science.ts';
import { rateText } from './valve.indicator.ts';

const resistance: IndicatorDefinition = {
  id: 'supply-line-resistance',
  name: 'Pressure drop from pump to actuator at the same flow',
  component: 'other',
  unit: 'bar',
  formula: '(p_P - p_A)·(Q_ref/Q)² on load plateaus while the actuator moves (a cylinder: extends); Q_ref is the median flow there',
  reference: 'C1.5: Δp grows with Q²; limits C2 row 21 (+30 % / +60 %), C4 row O07',
  needs: ['p_P', 'p_A'],
  compute(bench): Measured | NotComputable {
    const flow = flowToPortA(bench);
    if (!flow)
      return {
        because: 'the flow to the actuator is neither measured nor can it be told from the cylinder',
        wouldNeed: 'signal Q_A, or x (v) and the cylinder’s areas on its nameplate',
      };
    const moving = flow.values.map((value) => (value > 1 ? value : Number.NaN));
    const reference = median(perEpochMedian(bench, moving, 'plateau'));
    const drop = slotwise(bench, ['p_P', 'p_A'], (pump, actuator) => pump - actuator);
    const values = drop.map((value, slot) => {
      const now = moving[slot] as number;
      // Only near the usual flow: a slot in which the valve still opens says nothing about the line.
      return Math.abs(now / reference - 1) < 0.15 ? value * (reference / now) ** 2 : Number.NaN;
    });
    return {
      perEpoch: perEpochMedian(bench, values, 'plateau'),
      uncertainty: combine(accuracyOf(bench, 'p_P'), accuracyOf(bench, 'p_A')),
      inputs: ['p_P', 'p_A', flow.id],
      regime: 'plateau',
      note: ` Reference flow ${reference.toFixed(1)} l/min.`,
      whenEmpty: { because: 'the actuator does not move on a load plateau', wouldNeed: 'a load plateau with flow to the actuator' },
    };
  },
};

const margin: IndicatorDefinition = {
  id: 'load-sensing-margin',
  name: 'Pump pressure above the load-sensing pressure',
  component: 'pump',
  unit: 'bar',
  formula: 'median of p_P - p_LS on load plateaus',
  reference: 'C1.5, C2 row 16: 14–24 bar',
  needs: ['p_P', 'p_LS'],
  compute: (bench) => differenceOf(bench, ['p_P', 'p_LS'], 'plateau'),
};

const peak: IndicatorDefinition = {
  id: 'pressure-peak-ratio',
  name: 'Highest pressure peak / permitted pressure',
  component: 'pump',
  unit: '%',
  formula: '100·max(p_P)/permitted pressure (pump plate maxPressureBar, else the relief setting), per epoch',
  reference: 'C4 rows P19, V03, O08: peaks last milliseconds and need 1 kHz',
  needs: ['p_P'],
  compute(bench): Measured | NotComputable {
    const signal = bench.signals.find('p_P');
    if (!signal || !(signal.intervalS <= 0.001))
      return {
        because: say`the pump pressure is sampled at ${rateText(signal)}: peaks of milliseconds fall between the samples`,
        wouldNeed: 'dynamic p_P at 1 kHz or more',
      };
    const plate = bench.plateNumber('pump', 'maxPressureBar');
    const permitted = plate > 0 ? plate : bench.plateNumber('relief-valve', 'settingBar');
    if (!(permitted > 0)) return { because: 'the permitted pressure is on no nameplate', wouldNeed: 'pump nameplate: maxPressureBar' };
    const perEpoch = perChosenEpoch(bench, (epoch) => (100 * extremes(samplesOf(bench, signal, epoch)).max) / permitted);
    return {
      perEpoch,
      uncertainty: (100 * accuracyOf(bench, 'p_P')) / permitted,
      inputs: ['p_P'],
      regime: 'all',
      note: ` Permitted: ${permitted} bar.`,
    };
  },
};

export const lineIndicators: readonly IndicatorDefinition[] = [resistance, margin, peak];
