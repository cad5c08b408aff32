import { median } from '../statistics.ts';
import { flowToActuator } from './cylinder.science.ts';
import {
  accuracyOf,
  columnOf,
  type IndicatorDefinition,
  type Measured,
  type NotComputable,
  perEpochMedian,
} from './definition.indicator.ts';

/** Pressures closer together than this tell no law of a leak. */
const MIN_PRESSURE_RATIO = 1.15;

const exponent: IndicatorDefinition = {
  id: 'leak-pressure-exponent',
  name: 'How the lost flow grows with pressure (exponent)',
  component: 'relief-valve',
  unit: '1',
  formula: 'e = ln(Q_lost(dead-head)/Q_lost(plateau))/ln(p_P(dead-head)/p_P(plateau)); Q_lost = Q_P at dead-head, Q_P - Q on plateaus',
  reference:
    'C1.5: an orifice gives 0.5, a laminar gap 1; more means a path that pressure opens (relief valve), less or negative one that is not there at dead-head (behind the valve)',
  needs: ['p_P', 'Q_P'],
  compute(bench): Measured | NotComputable {
    const reached = flowToActuator(bench);
    if (!reached)
      return {
        because: 'the flow to the actuator is neither measured nor can it be told from the cylinder',
        wouldNeed: 'signal Q_A, or x (v) and the cylinder’s areas on its nameplate',
      };
    const [pressure, flow] = [columnOf(bench, 'p_P'), columnOf(bench, 'Q_P')];
    const lost = flow.map((value, slot) => ((reached.values[slot] as number) > 1 ? value - (reached.values[slot] as number) : Number.NaN));
    const at = (values: Float64Array, regime: 'dead-head' | 'plateau') => perEpochMedian(bench, values, regime);
    const [heldFlow, lostFlow] = [at(flow, 'dead-head'), at(lost, 'plateau')];
    const [high, low] = [at(pressure, 'dead-head'), at(pressure, 'plateau')];
    // Below the meter's own uncertainty a loss is not known: it is taken as that uncertainty, so the exponent is bounded and not invented.
    const floor = accuracyOf(bench, 'Q_P');
    if (!(Math.max(median(heldFlow), median(lostFlow)) > 3 * floor))
      return { because: 'too little oil is lost to say how the loss depends on pressure', wouldNeed: 'nothing: no leak to describe' };
    const perEpoch = heldFlow.map((value, epoch) => {
      const ratio = (high[epoch] as number) / (low[epoch] as number);
      const losses = Math.max(value, floor) / Math.max(lostFlow[epoch] as number, floor);
      return ratio > MIN_PRESSURE_RATIO ? Math.log(losses) / Math.log(ratio) : Number.NaN;
    });
    const share = Math.hypot(floor / Math.max(median(heldFlow), floor), floor / Math.max(median(lostFlow), floor));
    const span = Math.log(median(high) / median(low));
    const whenEmpty = {
      because: 'dead-head and load plateaus run at nearly the same pressure',
      wouldNeed: 'a dead-head phase and load plateaus at clearly lower pressure',
    };
    return { perEpoch, uncertainty: share / span, inputs: ['p_P', 'Q_P', reached.id], regime: 'all', whenEmpty };
  },
};

export const leakIndicators: readonly IndicatorDefinition[] = [exponent];
