import { extremes, median, quantile } from '../statistics.ts';
import { combine } from '../uncertainty.ts';
import { flowToActuator } from './cylinder.science.ts';
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
import { compensatorSetting } from './plateau.indicator.ts';

/** The pressure the system can hold: dead-head when the cycle has it, else the highest 5 % of each epoch. */
function heldPressure(bench: Bench): Measured {
  const hasHeld = bench.timeline.pieces.some((piece) => piece.regime === 'dead-head');
  const values = columnOf(bench, 'p_P');
  const perEpoch = hasHeld
    ? perEpochMedian(bench, values, 'dead-head')
    : Float64Array.from(bench.timeline.epochs, (epoch) => quantile(values.subarray(epoch.from, epoch.to), 0.95));
  return { perEpoch, uncertainty: accuracyOf(bench, 'p_P'), inputs: ['p_P'], regime: hasHeld ? 'dead-head' : 'all' };
}

function setting(bench: Bench): { value: number; what: string } | NotComputable {
  const relief = bench.plateNumber('relief-valve', 'settingBar');
  const compensator = compensatorSetting(bench);
  if (relief > 0 && compensator > 0)
    return relief < compensator ? { value: relief, what: 'relief setting' } : { value: compensator, what: 'compensator setting' };
  if (relief > 0) return { value: relief, what: 'relief setting' };
  if (compensator > 0) return { value: compensator, what: 'compensator setting' };
  return {
    because: 'neither the relief valve’s nor the compensator’s setting is on a nameplate',
    wouldNeed: 'relief-valve or pump nameplate: settingBar',
  };
}

const holding: IndicatorDefinition = {
  id: 'maximum-pressure-ratio',
  name: 'Highest held pressure / set pressure',
  component: 'relief-valve',
  unit: '%',
  formula: '100·p_P(dead-head, else 95 % quantile)/setting',
  reference: 'C1.5 and C4 rows P10, V01–V03: cracking lies 5–10 % (pilot) to 20–30 % (direct) below the setting',
  needs: ['p_P'],
  compute(bench): Measured | NotComputable {
    const set = setting(bench);
    if ('because' in set) return set;
    const held = heldPressure(bench);
    const scale = 100 / set.value;
    return {
      ...held,
      perEpoch: held.perEpoch.map((value) => value * scale),
      uncertainty: held.uncertainty * scale,
      note: ` ${set.what}: ${set.value} bar.`,
    };
  },
};

const deadHead: IndicatorDefinition = {
  id: 'dead-head-pressure',
  name: 'Pressure held against the closed valve',
  component: 'pump',
  unit: 'bar',
  formula: 'median of p_P while no flow is delivered',
  reference: 'C4 row P10; D2',
  needs: ['p_P'],
  compute(bench): Measured | NotComputable {
    const held = heldPressure(bench);
    return held.regime === 'dead-head'
      ? held
      : {
          because: 'the recording holds no dead-head phase',
          wouldNeed: 'a phase with the pump running against a closed valve, and a flow signal',
        };
  },
};

const deadHeadFlow: IndicatorDefinition = {
  id: 'dead-head-flow',
  name: 'Pump flow against the closed valve / highest pump flow',
  component: 'relief-valve',
  unit: '%',
  formula: '100·Q_P(dead-head)/max(Q_P), median of the last two thirds of the phase',
  reference: 'C4 rows V01, P10: with nothing to supply, a compensated pump swivels to its leakage; flow that remains goes over a valve',
  needs: ['p_P', 'Q_P'],
  compute(bench): Measured | NotComputable {
    if (!(compensatorSetting(bench) > 0))
      return {
        because: 'only a compensated pump stops delivering at dead-head, and no compensator is on the nameplate',
        wouldNeed: 'pump nameplate: compensatorBar',
      };
    const phase = bench.timeline.pieces.filter((piece) => piece.regime === 'dead-head').sort((a, b) => b.to - b.from - (a.to - a.from))[0];
    if (!phase)
      return { because: 'the recording holds no dead-head phase', wouldNeed: 'a phase with the pump running against a closed valve' };
    const flow = columnOf(bench, 'Q_P');
    const top = extremes(flow).max;
    const start = phase.from + Math.floor((phase.to - phase.from) / 3);
    const offset = (epoch: number) => (bench.timeline.cycleSlots === null ? 0 : epoch);
    const perEpoch = Float64Array.from(
      bench.timeline.epochs,
      (epoch) => (100 * median(flow.subarray(offset(epoch.from) + start, offset(epoch.from) + phase.to))) / top,
    );
    return { perEpoch, uncertainty: (100 * accuracyOf(bench, 'Q_P')) / top, inputs: ['Q_P'], regime: 'dead-head' };
  },
};

/** The same number against its own healthy value: leakage is seen long before it reaches an absolute limit. */
const deadHeadRise: IndicatorDefinition = {
  ...deadHeadFlow,
  id: 'dead-head-flow-rise',
  name: 'Flow against the closed valve, compared with its healthy value',
  reference: 'C1.2 and C2 row 20: leakage is judged by its growth',
};

const reliefShare: IndicatorDefinition = {
  id: 'relief-share',
  name: 'Share of time with flow over the relief valve',
  component: 'relief-valve',
  unit: '%',
  formula: 'share of slots with p_P within 3 % of the relief setting and Q_P > Q_A + 10 %',
  reference: 'C1.5',
  needs: ['p_P', 'Q_P', 'Q_A'],
  compute(bench): Measured | NotComputable {
    const set = bench.plateNumber('relief-valve', 'settingBar');
    if (!(set > 0))
      return { because: 'the relief valve’s setting is not on its nameplate', wouldNeed: 'relief-valve nameplate: settingBar' };
    const open = slotwise(bench, ['p_P', 'Q_P', 'Q_A'], (pressure, delivered, used) =>
      Number.isFinite(pressure + delivered + used)
        ? Number(Math.abs(pressure / set - 1) < 0.03 && delivered > 1.1 * used + 0.5)
        : Number.NaN,
    );
    const perEpoch = Float64Array.from(bench.timeline.epochs, (epoch) => {
      const part = open.subarray(epoch.from, epoch.to).filter((value) => Number.isFinite(value));
      return part.length === 0 ? Number.NaN : (100 * part.reduce((sum, value) => sum + value, 0)) / part.length;
    });
    return { perEpoch, uncertainty: 2, inputs: ['p_P', 'Q_P', 'Q_A'], regime: 'all' };
  },
};

const lostFlow: IndicatorDefinition = {
  id: 'flow-loss-share',
  name: 'Pump flow that does not reach the actuator on load plateaus',
  component: 'relief-valve',
  unit: '%',
  formula: '100·(Q_P - Q)/Q_P; Q is Q_A, else what the moving cylinder takes (|v|·A)',
  reference: 'mass balance (C6), v = 166.7·Q/A (C1.6); C4 rows V01, V02, V10',
  needs: ['Q_P', ['Q_A', 'v', 'x']],
  compute(bench): Measured | NotComputable {
    const reached = flowToActuator(bench);
    if (!reached)
      return {
        because: 'the flow to the actuator is not measured, and the cylinder’s areas are not on its nameplate',
        wouldNeed: 'signal Q_A, or cylinder nameplate: boreMm and rodMm',
      };
    const delivered = columnOf(bench, 'Q_P');
    // A cylinder at its end, or held, takes nothing: what the pump delivers then is judged at dead-head.
    const top = quantile(reached.values, 0.95);
    const values = delivered.map((flow, slot) => {
      const used = reached.values[slot] as number;
      return flow > 1 && used > 0.1 * top ? (100 * (flow - used)) / flow : Number.NaN;
    });
    const regime = steadyRegime(bench);
    const meter = reached.id === 'Q_A' ? accuracyOf(bench, 'Q_A') : 0.01 * median(delivered);
    const uncertainty = (100 * combine(accuracyOf(bench, 'Q_P'), meter)) / median(delivered);
    const note = reached.id === 'Q_A' ? undefined : ' Flow behind the valve not measured: taken from the moving cylinder (areas ±1 %).';
    return { perEpoch: perEpochMedian(bench, values, regime), uncertainty, inputs: ['Q_P', reached.id], regime, ...(note ? { note } : {}) };
  },
};

const cycleTime: IndicatorDefinition = {
  id: 'cycle-time',
  name: 'Length of the work cycle',
  component: 'other',
  unit: 's',
  formula: 'lag of the best autocorrelation of the working pressure, or the length given with the recording',
  reference: 'C1.10; C2 row 30',
  needs: ['p_P'],
  compute(bench): Measured | NotComputable {
    const { cycleSlots, stepS, epochs } = bench.timeline;
    if (cycleSlots === null) return { because: 'no repeated cycle was found', wouldNeed: 'a recording of at least three equal cycles' };
    return { perEpoch: new Float64Array(epochs.length).fill(cycleSlots * stepS), uncertainty: stepS, inputs: ['p_P'], regime: 'all' };
  },
};

export const circuitIndicators: readonly IndicatorDefinition[] = [
  holding,
  deadHead,
  deadHeadFlow,
  deadHeadRise,
  reliefShare,
  lostFlow,
  cycleTime,
];
