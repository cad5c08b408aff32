import { mean } from '../statistics.ts';
import { coolingPower } from './cooling.indicator.ts';
import { type Bench, columnOf, type IndicatorDefinition, type Measured, type NotComputable } from './definition.indicator.ts';
import { scatterOf } from './stretch.science.ts';

/** kW per (l·K/min): rho·cp of mineral oil, 0.0272 (C1.8). */
const KW_PER_L_K_MIN = 0.0272;

/** Heat that the oil takes up by warming in an epoch, kW. */
function stored(bench: Bench, volumeL: number): Float64Array {
  const temperature = columnOf(bench, 'T_T');
  const { epochs, stepS } = bench.timeline;
  return Float64Array.from(epochs, ({ from, to }) => {
    const third = Math.max(1, Math.floor((to - from) / 3));
    const rise = mean(temperature.subarray(to - third, to)) - mean(temperature.subarray(from, from + third));
    return (KW_PER_L_K_MIN * volumeL * rise) / (((to - from - third) * stepS) / 60);
  });
}

const heatLoad: IndicatorDefinition = {
  id: 'heat-into-oil',
  name: 'Heat that goes into the oil',
  component: 'other',
  unit: 'kW',
  formula: 'CP + 0.0272·V_oil·dT_T/dt per epoch (heat through the tank walls left out)',
  reference: 'C1.8 heat balance; limits C2 row 31 (10 / 15 / 25 % more than healthy)',
  needs: ['Q_cool', 'T_ci', 'T_co', 'T_T'],
  compute(bench): Measured | NotComputable {
    const volume = bench.plateNumber('reservoir', 'volumeL');
    if (!(volume > 0)) return { because: 'the oil volume is not on the tank’s nameplate', wouldNeed: 'reservoir nameplate: volumeL' };
    const cooling = coolingPower(bench).values;
    const warming = stored(bench, volume);
    const perEpoch = Float64Array.from(
      bench.timeline.epochs,
      ({ index, from, to }) => mean(cooling.subarray(from, to)) + (warming[index] as number),
    );
    return { perEpoch, uncertainty: scatterOf(perEpoch), inputs: ['Q_cool', 'T_ci', 'T_co', 'T_T'], regime: 'all' };
  },
};

export const heatIndicators: readonly IndicatorDefinition[] = [heatLoad];
