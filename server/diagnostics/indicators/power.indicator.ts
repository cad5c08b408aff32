import type { SignalId } from '../../systems/signal.schema.ts';
import { median } from '../statistics.ts';
import { combine, ofProduct } from '../uncertainty.ts';
import { accuracyOf, type Bench, type IndicatorDefinition, type Measured, perEpochMedian, slotwise } from './definition.indicator.ts';
import { isUsual, plateauTracks } from './plateau.indicator.ts';

const reference = 'C1.1, textbook consensus: P_h[kW] = p[bar]·Q[l/min]/600';

const hydraulicPower: IndicatorDefinition = {
  id: 'hydraulic-power',
  name: 'Hydraulic power of the pump',
  component: 'pump',
  unit: 'kW',
  formula: 'P_h = p_P·Q_P/600',
  reference,
  needs: ['p_P', 'Q_P'],
  compute(bench) {
    const values = slotwise(bench, ['p_P', 'Q_P'], (pressure, flow) => (pressure * flow) / 600);
    const perEpoch = perEpochMedian(bench, values, 'plateau');
    const flow = median(bench.grid.column('Q_P') ?? []);
    const uncertainty = combine(
      (accuracyOf(bench, 'p_P') * flow) / 600,
      (accuracyOf(bench, 'Q_P') * median(bench.grid.column('p_P') ?? [])) / 600,
    );
    return { perEpoch, uncertainty, inputs: ['p_P', 'Q_P'], regime: 'plateau' };
  },
};

/** Q_A; a rig with a single meter may call it the pump's delivery. */
const flowBehindValve = (bench: Bench): 'Q_A' | 'Q_P' => (bench.signals.find('Q_A') ? 'Q_A' : 'Q_P');

/**
 * SE = p_A·Q_A/600/P_el slot by slot: the delivery after the valve, as loggers compute it (D1: identified on the ZeMA rig, ratio 1.0000).
 * In %, NaN where nothing is drawn from the mains.
 */
export function efficiencyFactor(bench: Bench): Float64Array {
  return slotwise(bench, ['p_A', flowBehindValve(bench), 'P_el'], (pressure, flow, power) =>
    power > 0 ? (100 * ((pressure * flow) / 600)) / power : Number.NaN,
  );
}

/** Leaves out plateaus that ran at another pressure than usual: another operating point, not another efficiency. */
function atUsualPlateaus(bench: Bench, values: Float64Array): Float64Array {
  if (bench.timeline.cycleSlots === null) return values;
  const kept = values.slice();
  for (const track of plateauTracks(bench)) {
    for (const { index, from } of bench.timeline.epochs)
      if (!isUsual(track, index)) kept.fill(Number.NaN, from + track.from, from + track.to);
  }
  return kept;
}

const efficiency: IndicatorDefinition = {
  id: 'efficiency-factor',
  name: 'Efficiency factor SE (delivered hydraulic power / electrical power)',
  component: 'pump',
  unit: '%',
  formula: 'SE = 100·p_A·Q_A/600/P_el, median of the load plateaus at their usual pressure',
  reference:
    'C1.1 and D1 (SE uses the working pressure and the flow after the valve); a unit efficiency, not the pump’s own (motor included)',
  needs: ['p_A', ['Q_A', 'Q_P'], 'P_el'],
  compute(bench): Measured {
    const perEpoch = perEpochMedian(bench, atUsualPlateaus(bench, efficiencyFactor(bench)), 'plateau');
    const flow = flowBehindValve(bench);
    const top = (id: SignalId) => ({
      value: median(perEpochMedian(bench, bench.grid.column(id) ?? new Float64Array(0), 'plateau')),
      uncertainty: accuracyOf(bench, id),
    });
    return {
      perEpoch,
      uncertainty: ofProduct(median(perEpoch), top('p_A'), top(flow), top('P_el')),
      inputs: ['p_A', flow, 'P_el'],
      regime: 'plateau',
      ...(flow === 'Q_P'
        ? { note: ' No flow behind the valve is measured: Q_P taken, so the relief valve’s losses count as delivered.' }
        : {}),
    };
  },
};

const standby: IndicatorDefinition = {
  id: 'standby-power',
  name: 'Electrical power at dead-head (stand-by)',
  component: 'pump',
  unit: 'kW',
  formula: 'median of P_el while no flow is delivered and pressure is held',
  reference: 'C1.2: power at cut-off is a leakage proxy of a compensated pump',
  needs: ['P_el', 'p_P'],
  compute(bench) {
    const perEpoch = perEpochMedian(
      bench,
      slotwise(bench, ['P_el'], (power) => power),
      'dead-head',
    );
    return { perEpoch, uncertainty: accuracyOf(bench, 'P_el'), inputs: ['P_el'], regime: 'dead-head' };
  },
};

export const powerIndicators: readonly IndicatorDefinition[] = [hydraulicPower, efficiency, standby];
