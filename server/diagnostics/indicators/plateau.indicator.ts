import { medianByEpoch } from '../segments/timeline.segment.ts';
import { median } from '../statistics.ts';
import { type Bench, columnOf, type IndicatorDefinition, type Measured, type NotComputable } from './definition.indicator.ts';

/** A plateau is comparable when its pump pressure is this close to what it usually is: same operating point (C1.10, F5). */
const SAME_PRESSURE = 0.06;
/** Less flow than this share of the usual while the pressure is higher: something downstream is shut. */
const RESTRICTED_FLOW = 0.7;

/** The set pressure of a compensated pump in bar, NaN when it has none on its plate. */
export function compensatorSetting(bench: Bench): number {
  const named = bench.plateNumber('pump', 'compensatorBar');
  return named > 0 ? named : bench.plateNumber('pump', 'settingBar');
}

/**
 * bar below which a compensated pump runs at full stroke, per epoch: 20 bar below its set pressure (C1.1), or below the pressure it really
 * holds when that is lower (a compensator that has drifted swivels back earlier). Infinite for a pump without compensator.
 */
export function fullStrokeLimit(bench: Bench): Float64Array {
  const setting = compensatorSetting(bench);
  const held = bench.signals.find('p_P') ? medianByEpoch(bench.timeline, columnOf(bench, 'p_P'), 'dead-head') : null;
  return Float64Array.from(bench.timeline.epochs, ({ index }) => {
    if (!(setting > 0)) return Number.POSITIVE_INFINITY;
    const own = held?.[index] ?? Number.NaN;
    return (Number.isFinite(own) ? Math.min(own, setting) : setting) - 20;
  });
}

/** One load plateau of the cycle over all epochs: medians of pump pressure and flow, and what they usually are. */
export interface PlateauTrack {
  readonly pressures: Float64Array;
  readonly flows: Float64Array;
  readonly usualPressure: number;
  readonly usualFlow: number;
  /** bar; above it a compensated pump delivers less on purpose. */
  readonly fullStroke: Float64Array;
  /** Slots in the cycle. */
  readonly from: number;
  readonly to: number;
}

/** Plateaus of at least two slots; without cycles each occurs once, in the first epoch. Empty without pressure or flow. */
export function plateauTracks(bench: Bench): PlateauTrack[] {
  const flowId = bench.signals.find('Q_A') ? 'Q_A' : 'Q_P';
  if (!bench.signals.find('p_P') || !bench.signals.find(flowId)) return [];
  const [pressure, flow] = [columnOf(bench, 'p_P'), columnOf(bench, flowId)];
  const epochs = bench.timeline.cycleSlots === null ? bench.timeline.epochs.slice(0, 1) : bench.timeline.epochs;
  const fullStroke = fullStrokeLimit(bench);
  return bench.timeline.pieces
    .filter((piece) => piece.regime === 'plateau' && piece.to - piece.from >= 2)
    .map(({ from, to }) => {
      const track = (column: Float64Array) =>
        Float64Array.from(epochs, (epoch) => median(column.subarray(epoch.from + from, epoch.from + to)));
      const [pressures, flows] = [track(pressure), track(flow)];
      return { pressures, flows, usualPressure: median(pressures), usualFlow: median(flows), fullStroke, from, to };
    });
}

/** True where a plateau runs at its usual operating point. */
export function isUsual(track: PlateauTrack, epoch: number): boolean {
  const pressure = track.pressures[epoch] as number;
  return Math.abs(pressure / track.usualPressure - 1) <= SAME_PRESSURE && pressure < (track.fullStroke[epoch] as number);
}

const restricted: IndicatorDefinition = {
  id: 'restricted-plateau-share',
  name: 'Load plateaus with the flow shut off against raised pressure',
  component: 'other',
  unit: '%',
  formula: 'share of plateaus with less than 70 % of the usual flow at more than 6 % above the usual pump pressure',
  reference: 'C4 row O07: pressure drop up and one function slow; the pump is not the reason while it holds pressure',
  needs: ['p_P', ['Q_A', 'Q_P']],
  compute(bench): Measured | NotComputable {
    const tracks = plateauTracks(bench);
    if (bench.timeline.cycleSlots === null || tracks.length === 0)
      return { because: 'there is no repeated load plateau', wouldNeed: 'a repeated work cycle with load plateaus' };
    const perEpoch = Float64Array.from(bench.timeline.epochs, (epoch) => {
      const shut = tracks.filter((track) => {
        const isRaised = (track.pressures[epoch.index] as number) > (1 + SAME_PRESSURE) * track.usualPressure;
        return isRaised && (track.flows[epoch.index] as number) < RESTRICTED_FLOW * track.usualFlow;
      });
      return (100 * shut.length) / tracks.length;
    });
    return { perEpoch, uncertainty: 100 / tracks.length, inputs: ['p_P', bench.signals.find('Q_A') ? 'Q_A' : 'Q_P'], regime: 'plateau' };
  },
};

export const plateauIndicators: readonly IndicatorDefinition[] = [restricted];
