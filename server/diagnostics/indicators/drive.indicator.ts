import { regimes } from '../segments/regime.segment.ts';
import { line, median, quantile } from '../statistics.ts';
import { combine, ofProduct } from '../uncertainty.ts';
import { say } from '../wordings/phrase.science.ts';
import {
  accuracyOf,
  type Bench,
  columnOf,
  type IndicatorDefinition,
  type Measured,
  type NotComputable,
  perEpochMedian,
  slotwise,
  steadyRegime,
} from './definition.indicator.ts';
import { fullStrokeLimit } from './plateau.indicator.ts';
import { theoreticalFlow } from './pump.indicator.ts';

const current: IndicatorDefinition = {
  id: 'motor-current-ratio',
  name: 'Motor current / rated current',
  component: 'motor',
  unit: '%',
  formula: '100·I_el/I_rated, 95 % quantile per epoch',
  reference: 'C2 row 32',
  needs: ['I_el'],
  compute(bench): Measured | NotComputable {
    const rated = bench.plateNumber('motor', 'ratedCurrentA');
    if (!(rated > 0)) return { because: 'the motor’s rated current is not on its nameplate', wouldNeed: 'motor nameplate: ratedCurrentA' };
    const values = columnOf(bench, 'I_el');
    const perEpoch = Float64Array.from(bench.timeline.epochs, ({ from, to }) => (100 * quantile(values.subarray(from, to), 0.95)) / rated);
    return { perEpoch, uncertainty: (100 * accuracyOf(bench, 'I_el')) / rated, inputs: ['I_el'], regime: 'all' };
  },
};

/** Speeds of the rotating field at 50 and 60 Hz mains for 2 to 8 poles. */
const fieldSpeeds = [3600, 3000, 1800, 1500, 1200, 1000, 900, 750] as const;

const slip: IndicatorDefinition = {
  id: 'motor-slip-load',
  name: 'Load of the motor by its slip',
  component: 'motor',
  unit: '%',
  formula: '100·(n_field - n)/(n_field - n_rated), 95 % quantile per epoch',
  reference: 'C1.1: an asynchronous motor’s speed falls with its load, n = n_field·(1 - s·load); limits C2 row 32',
  needs: ['n'],
  compute(bench): Measured | NotComputable {
    const rated = bench.plateNumber('motor', 'ratedSpeedRpm');
    if (!(rated > 0)) return { because: 'the motor’s rated speed is not on its nameplate', wouldNeed: 'motor nameplate: ratedSpeedRpm' };
    const field = [...fieldSpeeds].reverse().find((speed) => speed > rated) ?? Number.NaN;
    const speeds = columnOf(bench, 'n');
    const fast = quantile(speeds, 0.95);
    if (!(field < 1.1 * rated) || !(fast > 0.9 * rated && fast <= 1.005 * field))
      return {
        because: say`the speed (${fast.toFixed(0)} rpm) does not fit a motor on the mains with ${rated} rpm rated speed: frequency converter?`,
        wouldNeed: 'a motor on the mains, or its current I_el and ratedCurrentA',
      };
    const span = field - rated;
    const perEpoch = Float64Array.from(
      bench.timeline.epochs,
      ({ from, to }) =>
        (100 *
          (field -
            quantile(
              speeds.subarray(from, to).filter((speed) => speed > 0.5 * rated),
              0.05,
            ))) /
        span,
    );
    const note = ` Field speed ${field} rpm, rated speed ${rated} rpm.`;
    return { perEpoch, uncertainty: (100 * accuracyOf(bench, 'n')) / span, inputs: ['n'], regime: 'all', note };
  },
};

const unitEfficiency: IndicatorDefinition = {
  id: 'pump-unit-efficiency',
  name: 'Hydraulic power of the pump / electrical power',
  component: 'pump',
  unit: '%',
  formula: '100·p_P·Q_P/600/P_el, median of the load plateaus',
  reference: 'C1.1: motor included, so a unit efficiency and not the pump’s own',
  needs: ['p_P', 'Q_P', 'P_el'],
  compute(bench): Measured {
    const values = slotwise(bench, ['p_P', 'Q_P', 'P_el'], (pressure, flow, power) =>
      power > 0 ? (100 * pressure * flow) / 600 / power : Number.NaN,
    );
    const regime = steadyRegime(bench);
    const perEpoch = perEpochMedian(bench, values, regime);
    const of = (id: 'p_P' | 'Q_P' | 'P_el') => ({
      value: median(perEpochMedian(bench, columnOf(bench, id), regime)),
      uncertainty: accuracyOf(bench, id),
    });
    return { perEpoch, uncertainty: ofProduct(median(perEpoch), of('p_P'), of('Q_P'), of('P_el')), inputs: ['p_P', 'Q_P', 'P_el'], regime };
  },
};

/** Below this share of its highest power the motor counts as switched off. */
const RUNNING_SHARE = 0.05;

const least: IndicatorDefinition = {
  id: 'least-running-power',
  name: 'Lowest electrical power while the pump runs',
  component: 'pump',
  unit: 'kW',
  formula: '5 % quantile of P_el per epoch, standstill left out',
  reference: 'C4 row V17: a pump that is not unloaded draws power at idle; limits C2 row 29',
  needs: ['P_el'],
  compute(bench): Measured {
    const power = columnOf(bench, 'P_el');
    const top = quantile(power, 0.99);
    const perEpoch = Float64Array.from(bench.timeline.epochs, ({ from, to }) =>
      quantile(
        power.subarray(from, to).filter((value) => value > RUNNING_SHARE * top),
        0.05,
      ),
    );
    return { perEpoch, uncertainty: accuracyOf(bench, 'P_el'), inputs: ['P_el'], regime: 'all' };
  },
};

/** A straight line through a smaller span of pressures cannot be drawn to zero pressure. */
const MIN_SPAN_BAR = 20;

/** Pressures and flows of the plateau slots of one epoch at full stroke. */
function workingPoints(bench: Bench, epoch: { index: number; from: number; to: number }, isPlateau: (slot: number) => boolean) {
  const [pressure, flow] = [columnOf(bench, 'p_P'), columnOf(bench, 'Q_P')];
  const top = fullStrokeLimit(bench)[epoch.index] as number;
  const slots: number[] = [];
  for (let slot = epoch.from; slot < epoch.to; slot += 1) {
    if (isPlateau(slot) && (pressure[slot] as number) < top && Number.isFinite(flow[slot])) slots.push(slot);
  }
  return { x: slots.map((slot) => pressure[slot] as number), y: slots.map((slot) => flow[slot] as number) };
}

const atZero: IndicatorDefinition = {
  id: 'flow-at-zero-pressure',
  name: 'Pump flow drawn back to zero pressure / theoretical flow',
  component: 'pump',
  unit: '1',
  formula: 'intercept of the straight line Q_P(p_P) through the load plateaus at full stroke, divided by V_g·n/1000',
  reference: 'C1.1: wear shows as slope, suction or speed trouble as low flow already at zero pressure',
  needs: ['p_P', 'Q_P'],
  compute(bench): Measured | NotComputable {
    const theory = theoreticalFlow(bench);
    if ('because' in theory) return theory;
    const plateau = bench.timeline.regimeOf;
    const isPlateau = (slot: number) => plateau[slot] === regimes.indexOf('plateau');
    const reach: number[] = [];
    const perEpoch = Float64Array.from(bench.timeline.epochs, (epoch) => {
      const { x, y } = workingPoints(bench, epoch, isPlateau);
      const span = quantile(x, 0.95) - quantile(x, 0.05);
      if (x.length < 6 || !(span >= MIN_SPAN_BAR)) return Number.NaN;
      reach.push(1 + median(x) / span);
      return line(x, y).intercept / median(theory.values.subarray(epoch.from, epoch.to));
    });
    const share = accuracyOf(bench, 'Q_P') / median(theory.values);
    const whenEmpty = {
      because: say`no epoch has load plateaus at pressures ${MIN_SPAN_BAR} bar or more apart at full stroke`,
      wouldNeed: 'plateaus at two or more pressures (pump characteristic test, C5)',
    };
    const uncertainty = combine(share * (median(reach) || 1), theory.relative);
    return { perEpoch, uncertainty, inputs: ['p_P', 'Q_P'], regime: 'plateau', whenEmpty, ...(theory.note ? { note: theory.note } : {}) };
  },
};

export const driveIndicators: readonly IndicatorDefinition[] = [current, slip, unitEfficiency, least, atZero];
