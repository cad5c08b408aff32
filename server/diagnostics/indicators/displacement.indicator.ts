import { regimes } from '../segments/regime.segment.ts';
import { line, median, quantile } from '../statistics.ts';
import { combine } from '../uncertainty.ts';
import { accuracyOf, type Bench, columnOf, type IndicatorDefinition, type Measured, type NotComputable } from './definition.indicator.ts';

/** Over a smaller span the straight line back to zero pressure drowns in the meters' accuracy. */
const MIN_SPAN_BAR = 8;
const LEAST_SLOTS = 6;

/** l/min at full displacement; NaN where speed or plate say too little. */
function fullFlow(bench: Bench): Float64Array {
  const displacement = bench.plateNumber('pump', 'displacementCm3');
  const nominal = bench.plateNumber('pump', 'ratedSpeedRpm');
  const speed = bench.grid.column('n');
  return Float64Array.from({ length: bench.grid.count }, (_, slot) => (displacement * (speed ? (speed[slot] as number) : nominal)) / 1000);
}

const mismatch: IndicatorDefinition = {
  id: 'displacement-flow-mismatch',
  name: 'Displacement by its sensor minus displacement by the flow, without pressure',
  component: 'pump',
  unit: '%',
  formula: 'intercept of alpha - 100·Q_P/(V_g·n/1000) over p_P, load plateaus of every stroke: leakage grows with pressure and drops out',
  reference: 'C1.1 (theoretical flow times alpha, losses grow with pressure), C4 row P13',
  needs: ['alpha', 'p_P', 'Q_P'],
  compute(bench): Measured | NotComputable {
    const full = fullFlow(bench);
    if (!(median(full) > 0))
      return {
        because: 'the pump’s displacement or speed is neither measured nor on its nameplate',
        wouldNeed: 'pump nameplate: displacementCm3 and ratedSpeedRpm',
      };
    const [alpha, flow, pressure] = (['alpha', 'Q_P', 'p_P'] as const).map((id) => columnOf(bench, id)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const plateau = regimes.indexOf('plateau');
    const reach: number[] = [];
    const perEpoch = Float64Array.from(bench.timeline.epochs, ({ from, to }) => {
      const slots = Array.from({ length: to - from }, (_, index) => from + index).filter(
        (slot) => bench.timeline.regimeOf[slot] === plateau && Number.isFinite((alpha[slot] as number) + (flow[slot] as number)),
      );
      const x = slots.map((slot) => pressure[slot] as number);
      const span = quantile(x, 0.95) - quantile(x, 0.05);
      if (x.length < LEAST_SLOTS || !(span >= MIN_SPAN_BAR)) return Number.NaN;
      reach.push(1 + median(x) / span);
      return line(
        x,
        slots.map((slot) => (alpha[slot] as number) - (100 * (flow[slot] as number)) / (full[slot] as number)),
      ).intercept;
    });
    // ±1 % V_g (C1.1), flow meter and displacement sensor, stretched by the way back to zero pressure.
    const one = combine((100 * accuracyOf(bench, 'Q_P')) / median(full), accuracyOf(bench, 'alpha'));
    return {
      perEpoch,
      uncertainty: combine(2, one * (median(reach) || 1)),
      inputs: ['alpha', 'p_P', 'Q_P'],
      regime: 'plateau',
      whenEmpty: {
        because: 'no epoch has load plateaus at pressures 8 bar or more apart',
        wouldNeed: 'plateaus at two or more pressures (pump characteristic test, C5)',
      },
    };
  },
};

export const displacementIndicators: readonly IndicatorDefinition[] = [mismatch];
