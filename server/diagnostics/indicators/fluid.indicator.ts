import type { SignalId } from '../../systems/signal.schema.ts';
import { median, quantile } from '../statistics.ts';
import {
  accuracyOf,
  type Bench,
  columnOf,
  type IndicatorDefinition,
  type Measured,
  type NotComputable,
  perEpochMedian,
  steadyRegime,
} from './definition.indicator.ts';
import { oilLine, type ViscosityLine, viscosityAt } from './oil.science.ts';

/** Below this the element reading says more about cold oil than about dirt (C4 row F03, C1.9). */
export const COLD_OIL_C = 30;

/** From the fluid's nameplate; null: neither viscosities nor grade are known. */
export function fluidLine(bench: Bench): ViscosityLine | null {
  return oilLine({
    viscosity40: bench.plateNumber('fluid', 'viscosity40'),
    viscosity100: bench.plateNumber('fluid', 'viscosity100'),
    grade: bench.plateText('fluid', 'grade'),
  });
}

const noGrade: NotComputable = {
  because: 'the oil’s grade is not known',
  wouldNeed: 'fluid nameplate: grade (for example HLP 46) or viscosity40 and viscosity100',
};

function oilTemperature(bench: Bench): SignalId | null {
  return (['T_T', 'T_P', 'T_ci'] as const).find((id) => bench.signals.find(id)) ?? null;
}

function plain(
  id: SignalId,
  summary: (part: Float64Array) => number,
  words: Omit<IndicatorDefinition, 'needs' | 'compute'>,
): IndicatorDefinition {
  return {
    ...words,
    needs: [id],
    compute(bench): Measured {
      const values = columnOf(bench, id);
      const perEpoch = Float64Array.from(bench.timeline.epochs, (epoch) => summary(values.subarray(epoch.from, epoch.to)));
      return { perEpoch, uncertainty: accuracyOf(bench, id), inputs: [id], regime: 'all' };
    },
  };
}

const tank = plain('T_T', (part) => quantile(part, 0.95), {
  id: 'tank-temperature',
  name: 'Tank oil temperature',
  component: 'reservoir',
  unit: '°C',
  formula: '95 % quantile of T_T per epoch',
  reference: 'C1.8; C2 row 8',
});

const level = plain('L', (part) => quantile(part, 0.05), {
  id: 'oil-level',
  name: 'Oil level',
  component: 'reservoir',
  unit: '%',
  formula: '5 % quantile of L per epoch',
  reference: 'C2 row 34; C4 row O05',
});

const water = plain('phi_w', (part) => median(part), {
  id: 'water-saturation',
  name: 'Water saturation of the oil',
  component: 'fluid',
  unit: '%',
  formula: 'median of phi_w per epoch; falls when the oil warms although the water stays (B4)',
  reference: 'B4; C2 row 25',
});

const vibration = plain('v_rms', (part) => median(part), {
  id: 'vibration-velocity',
  name: 'Vibration velocity (r.m.s.)',
  component: 'pump',
  unit: 'mm/s',
  formula: 'median of v_rms per epoch',
  reference: 'B5: the ratio to the own baseline matters more than the zone; a zone needs machine group, support and direction',
});

const viscosity: IndicatorDefinition = {
  id: 'oil-viscosity',
  name: 'Kinematic viscosity of the oil at its temperature (fresh oil of this grade)',
  component: 'fluid',
  unit: 'mm²/s',
  formula: 'log10(log10(nu + 0.7)) = A - B·log10(T)',
  reference: 'ASTM D341; ISO 3448 grade ±10 %; nu at 100 °C of a typical oil unless the data sheet is entered (B3)',
  needs: [['T_T', 'T_P', 'T_ci']],
  compute(bench): Measured | NotComputable {
    const oil = fluidLine(bench);
    if (!oil) return noGrade;
    const id = oilTemperature(bench) ?? 'T_T';
    const perEpoch = perEpochMedian(bench, columnOf(bench, id), 'all').map((temperature) => viscosityAt(oil, temperature));
    return {
      perEpoch,
      uncertainty: 0.1 * median(perEpoch),
      inputs: [id],
      regime: 'all',
      note: ' Computed from the grade, not measured: a wrong or sheared oil does not show here.',
    };
  },
};

/** The flow through the filter, by where its plate says it sits; without a place it is taken for a return filter. */
function filterFlow(bench: Bench): SignalId | undefined {
  const place = bench.plateText('filter', 'location').toLowerCase();
  const isLoop = /by-?pass|off-?line|cool|kidney/.test(place);
  const order: readonly SignalId[] = isLoop ? ['Q_cool'] : place.includes('pressure') ? ['Q_P'] : ['Q_R', 'Q_A', 'Q_P'];
  return order.find((id) => bench.signals.find(id));
}

const filter: IndicatorDefinition = {
  id: 'filter-dp-normalised',
  name: 'Filter differential pressure, at reference viscosity and flow',
  component: 'filter',
  unit: 'bar',
  formula: 'dp_n = dp_F·(nu(40 °C)/nu(T))·(Q_ref/Q), only above 30 °C',
  reference: 'C1.9 (element part, housing loss neglected)',
  needs: ['dp_F'],
  compute(bench): Measured | NotComputable {
    const oil = fluidLine(bench);
    if (!oil) return noGrade;
    const id = oilTemperature(bench);
    if (!id) return { because: 'no oil temperature is measured', wouldNeed: 'signal T_T (or T_P)' };
    const flowId = filterFlow(bench);
    const rated = bench.plateNumber('filter', 'ratedFlowLMin');
    const flow = flowId ? columnOf(bench, flowId) : null;
    const flowRef = rated > 0 ? rated : flow ? quantile(flow, 0.9) : Number.NaN;
    const temperature = columnOf(bench, id);
    const values = columnOf(bench, 'dp_F').map((pressure, slot) => {
      const celsius = temperature[slot] as number;
      if (!(celsius > COLD_OIL_C)) return Number.NaN;
      const now = flow ? (flow[slot] as number) : flowRef;
      if (flow && !(now > 0.2 * flowRef)) return Number.NaN;
      return pressure * (viscosityAt(oil, 40) / viscosityAt(oil, celsius)) * (flow ? flowRef / now : 1);
    });
    const regime = flowId === 'Q_cool' ? 'all' : steadyRegime(bench);
    const perEpoch = perEpochMedian(bench, values, regime);
    if (!Number.isFinite(median(perEpoch)))
      return { because: 'the oil never was above 30 °C with flow through the filter', wouldNeed: 'a recording with warm oil' };
    const note = flow ? ` Reference flow ${flowRef.toFixed(1)} l/min.` : ' Flow through the filter not measured: assumed constant.';
    return {
      perEpoch,
      uncertainty: combineShare(bench, perEpoch),
      inputs: ['dp_F', id, ...(flowId ? [flowId] : [])],
      regime,
      note,
    };
  },
};

/** Sensor accuracy and ±10 % of the viscosity (ISO 3448 band). */
function combineShare(bench: Bench, perEpoch: Float64Array): number {
  return Math.hypot(accuracyOf(bench, 'dp_F'), 0.1 * median(perEpoch));
}

/** The same number, held against its own history: a falling one is an element that no longer filters. */
const filterLoss: IndicatorDefinition = {
  ...filter,
  id: 'filter-dp-loss',
  name: 'Filter differential pressure against its healthy value',
  reference: 'C1.9: dp falls at the same flow and viscosity: element burst, by-pass stuck open or element missing',
};

export const fluidIndicators: readonly IndicatorDefinition[] = [tank, viscosity, level, water, filter, filterLoss, vibration];
