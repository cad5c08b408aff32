import type { SignalId } from '../../systems/signal.schema.ts';
import { median } from '../statistics.ts';
import { combine, ofProduct } from '../uncertainty.ts';
import {
  accuracyOf,
  type Bench,
  columnOf,
  differenceOf,
  type IndicatorDefinition,
  type Measured,
  type NotComputable,
  perEpochMedian,
  slotwise,
} from './definition.indicator.ts';

/** rho·cp of mineral oil in kJ/(l K): 0.860 kg/l · 1.9 kJ/(kg K) (C1), the source of the 0.0272 of C1.8. */
const HEAT_CAPACITY = 0.86 * 1.9;
/** A logger's own constant is believed when it is this close to the oil's. */
const BELIEVED = 0.05;
/** Neighbours on each side from which the ambient temperature of an epoch is identified. */
const NEIGHBOURS = 10;
/** Ambient air drifts slowly (D1: 21.5–26.4 °C over weeks, ±0.2 K within a cycle); more than this against the neighbours is not drift. */
const STEADY_K = 0.15;

/**
 * Rule: the fluid's nameplate (heatCapacityKjLK) first; else the constant implied by the logger's own CP channel when it lies within 5 % of
 * mineral oil (so that our number and the machine's display agree); else 1.634 kJ/(l K).
 */
function heatCapacity(bench: Bench): { value: number; note: string } {
  const stated = bench.plateNumber('fluid', 'heatCapacityKjLK');
  if (stated > 0) return { value: stated, note: ` rho·cp = ${stated} kJ/(l K) from the fluid’s nameplate.` };
  if (bench.signals.find('CP')) {
    const implied = median(
      slotwise(bench, ['CP', 'Q_cool', 'T_ci', 'T_co'], (power, flow, hot, cold) => (power * 60) / (flow * (hot - cold))),
    );
    if (Math.abs(implied / HEAT_CAPACITY - 1) <= BELIEVED)
      return {
        value: implied,
        note: ` rho·cp = ${implied.toFixed(3)} kJ/(l K) identified from the logger’s own CP channel (mineral oil: ${HEAT_CAPACITY.toFixed(3)}).`,
      };
  }
  return { value: HEAT_CAPACITY, note: ` rho·cp = ${HEAT_CAPACITY.toFixed(3)} kJ/(l K), mineral oil (C1).` };
}

/** Heat taken from the oil per slot, kW. */
export function coolingPower(bench: Bench): { values: Float64Array; note: string } {
  const { value, note } = heatCapacity(bench);
  return { values: slotwise(bench, ['Q_cool', 'T_ci', 'T_co'], (flow, hot, cold) => (value / 60) * flow * (hot - cold)), note };
}

const power: IndicatorDefinition = {
  id: 'cooling-power',
  name: 'Cooling power',
  component: 'cooler',
  unit: 'kW',
  formula: 'CP = rho·cp/60·Q_cool·(T_ci - T_co)',
  reference: 'C1.8 (0.0272·Q·dT with mineral oil)',
  needs: ['Q_cool', 'T_ci', 'T_co'],
  compute(bench): Measured {
    const { values, note } = coolingPower(bench);
    const perEpoch = perEpochMedian(bench, values, 'all');
    const flow = { value: median(columnOf(bench, 'Q_cool')), uncertainty: accuracyOf(bench, 'Q_cool') };
    const drop = {
      value: median(slotwise(bench, ['T_ci', 'T_co'], (a, b) => a - b)),
      uncertainty: combine(accuracyOf(bench, 'T_ci'), accuracyOf(bench, 'T_co')),
    };
    return { perEpoch, uncertainty: ofProduct(median(perEpoch), flow, drop), inputs: ['Q_cool', 'T_ci', 'T_co'], regime: 'all', note };
  },
};

const drop: IndicatorDefinition = {
  id: 'cooler-temperature-drop',
  name: 'Oil temperature drop across the cooler',
  component: 'cooler',
  unit: 'K',
  formula: 'T_ci - T_co',
  reference: 'C2 row 10 [HYD-TS]; depends on load and ambient, weaker than the effectiveness',
  needs: ['T_ci', 'T_co'],
  compute: (bench) => differenceOf(bench, ['T_ci', 'T_co'], 'all'),
};

/** Ambient per slot implied by the logger's CE: T_ci - (T_ci - T_co)/CE. */
function impliedAmbient(bench: Bench): Float64Array {
  return slotwise(bench, ['T_ci', 'T_co', 'CE'], (hot, cold, effectiveness) =>
    effectiveness > 1 ? hot - (100 * (hot - cold)) / effectiveness : Number.NaN,
  );
}

/** Median of the neighbours, never of the epoch itself: otherwise CE would only repeat the logger's channel. */
function neighboursMedian(values: Float64Array): Float64Array {
  return values.map((_, at) => {
    const near: number[] = [];
    for (let index = Math.max(0, at - NEIGHBOURS); index <= Math.min(values.length - 1, at + NEIGHBOURS); index += 1) {
      if (index !== at) near.push(values[index] as number);
    }
    return median(near);
  });
}

/** Air (or water) temperature the cooler works against, per slot; says how it was found. */
function coolantTemperature(bench: Bench): { values: Float64Array; inputs: SignalId[]; uncertainty: number; note: string } | NotComputable {
  for (const id of ['T_amb', 'T_wi'] as const) {
    if (bench.signals.find(id))
      return {
        values: columnOf(bench, id),
        inputs: [id],
        uncertainty: accuracyOf(bench, id),
        note: id === 'T_wi' ? ' Against the cooling water’s inlet.' : '',
      };
  }
  const wouldNeed = 'an ambient air temperature channel (signal T_amb), or T_wi for a water cooler';
  if (!bench.signals.find('CE')) return { because: 'no channel measures the ambient temperature', wouldNeed };
  if (bench.timeline.epochs.length < 3)
    return { because: 'no ambient temperature, and fewer than three cycles to identify it from the logger’s CE channel', wouldNeed };
  return identifiedAmbient(bench);
}

/** T_amb from the logger's own CE channel, never from the second judged (hydraulics.md D1). */
function identifiedAmbient(bench: Bench): { values: Float64Array; inputs: SignalId[]; uncertainty: number; note: string } {
  const { epochs } = bench.timeline;
  const slots = impliedAmbient(bench);
  const own = perEpochMedian(bench, slots, 'all');
  const near = neighboursMedian(own);
  const values = new Float64Array(bench.grid.count).fill(Number.NaN);
  // Neighbours speak for a cycle only while the air is steady from one to the next; put-together recordings are not.
  const jumps = epochs.filter(({ index }) => !(Math.abs((own[index] as number) - (near[index] as number)) <= STEADY_K));
  const isJump = new Set(jumps.map((epoch) => epoch.index));
  for (const { index, from, to } of epochs) {
    const middle = from + Math.floor((to - from) / 2);
    const isSteady = !isJump.has(index);
    values.fill(isSteady ? (near[index] as number) : median(slots.subarray(middle, to)), from, middle);
    values.fill(isSteady ? (near[index] as number) : median(slots.subarray(from, middle)), middle, to);
  }
  const exception =
    jumps.length === 0
      ? ''
      : ` In ${jumps.length} cycles the ambient jumps against its neighbours: there it comes from the other half of the same cycle.`;
  const note = ` No ambient channel: T_amb (median ${median(own).toFixed(1)} °C) identified from the logger’s own CE channel over the ${NEIGHBOURS} neighbouring cycles on each side, never from the cycle judged (±1 K assumed, k = 2).${exception}`;
  return { values, inputs: ['CE'], uncertainty: 1, note };
}

/** CE per slot in %; where the oil is less than 3 K above the coolant the quotient says nothing. */
export function coolingEffectiveness(
  bench: Bench,
): { values: Float64Array; inputs: SignalId[]; relative: number; note: string } | NotComputable {
  const coolant = coolantTemperature(bench);
  if ('because' in coolant) return coolant;
  const hot = columnOf(bench, 'T_ci');
  const cold = columnOf(bench, 'T_co');
  const values = hot.map((value, slot) => {
    const drive = value - (coolant.values[slot] as number);
    return drive > 3 ? (100 * (value - (cold[slot] as number))) / drive : Number.NaN;
  });
  const fall = median(hot.map((value, slot) => value - (cold[slot] as number)));
  const drive = median(hot.map((value, slot) => value - (coolant.values[slot] as number)));
  const relative = combine(
    combine(accuracyOf(bench, 'T_ci'), accuracyOf(bench, 'T_co')) / fall,
    combine(accuracyOf(bench, 'T_ci'), coolant.uncertainty) / drive,
  );
  return { values, inputs: ['T_ci', 'T_co', ...coolant.inputs], relative, note: coolant.note };
}

const effectiveness: IndicatorDefinition = {
  id: 'cooling-effectiveness',
  name: 'Cooling effectiveness CE',
  component: 'cooler',
  unit: '%',
  formula: 'CE = 100·(T_ci - T_co)/(T_ci - T_amb)',
  reference: 'C1.8',
  needs: ['T_ci', 'T_co'],
  compute(bench): Measured | NotComputable {
    const found = coolingEffectiveness(bench);
    if ('because' in found) return found;
    const perEpoch = perEpochMedian(bench, found.values, 'all');
    return { perEpoch, uncertainty: found.relative * median(perEpoch), inputs: found.inputs, regime: 'all', note: found.note };
  },
};

const specific: IndicatorDefinition = {
  id: 'cooler-specific-capacity',
  name: 'Specific cooling capacity P01',
  component: 'cooler',
  unit: 'kW/K',
  formula: 'P01 = CP/(T_ci - T_amb)',
  reference: 'C1.8: compare with the cooler’s data sheet at the same Q_cool',
  needs: ['Q_cool', 'T_ci', 'T_co'],
  compute(bench): Measured | NotComputable {
    const coolant = coolantTemperature(bench);
    if ('because' in coolant) return coolant;
    const rejected = coolingPower(bench);
    const hot = columnOf(bench, 'T_ci');
    const values = rejected.values.map((value, slot) => value / ((hot[slot] as number) - (coolant.values[slot] as number)));
    const perEpoch = perEpochMedian(bench, values, 'all');
    const effectiveness = coolingEffectiveness(bench);
    const flow = accuracyOf(bench, 'Q_cool') / median(columnOf(bench, 'Q_cool'));
    const share = combine('because' in effectiveness ? Number.NaN : effectiveness.relative, flow);
    return {
      perEpoch,
      uncertainty: share * median(perEpoch),
      inputs: ['Q_cool', 'T_ci', 'T_co', ...coolant.inputs],
      regime: 'all',
      note: rejected.note + coolant.note,
    };
  },
};

const heat: IndicatorDefinition = {
  id: 'rejected-heat-share',
  name: 'Heat rejected by the cooler / electrical power',
  component: 'cooler',
  unit: '%',
  formula: '100·CP/P_el, medians per epoch',
  reference: 'C1.8 heat balance; installed cooling is typically 25–40 % of the input, losses 20–30 %',
  needs: ['Q_cool', 'T_ci', 'T_co', 'P_el'],
  compute(bench): Measured {
    const rejected = perEpochMedian(bench, coolingPower(bench).values, 'all');
    const drawn = Float64Array.from(bench.timeline.epochs, (epoch) => {
      const values = columnOf(bench, 'P_el').subarray(epoch.from, epoch.to);
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    });
    const perEpoch = rejected.map((value, index) => (100 * value) / (drawn[index] as number));
    const fall = median(slotwise(bench, ['T_ci', 'T_co'], (a, b) => a - b));
    const share = combine(
      combine(accuracyOf(bench, 'T_ci'), accuracyOf(bench, 'T_co')) / fall,
      accuracyOf(bench, 'Q_cool') / median(columnOf(bench, 'Q_cool')),
      accuracyOf(bench, 'P_el') / median(drawn),
    );
    return { perEpoch, uncertainty: share * median(perEpoch), inputs: ['Q_cool', 'T_ci', 'T_co', 'P_el'], regime: 'all' };
  },
};

const oilFlow: IndicatorDefinition = {
  id: 'cooler-oil-flow',
  name: 'Oil flow through the cooler',
  component: 'cooler',
  unit: 'l/min',
  formula: 'median of Q_cool per epoch',
  reference: 'C1.8, C4 row K02',
  needs: ['Q_cool'],
  compute: (bench) => ({
    perEpoch: perEpochMedian(bench, columnOf(bench, 'Q_cool'), 'all'),
    uncertainty: accuracyOf(bench, 'Q_cool'),
    inputs: ['Q_cool'],
    regime: 'all',
  }),
};

export const coolingIndicators: readonly IndicatorDefinition[] = [power, drop, effectiveness, specific, oilFlow, heat];
