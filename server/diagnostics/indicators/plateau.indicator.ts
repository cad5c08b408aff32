import { median } from '../statistics.ts';
import { type Bench, columnOf, type IndicatorDefinition, type Measured, type NotComputable } from './definition.indicator.ts';

/** A plateau is comparable when its pump pressure is this close to what it usually is: same operating point (C1.10, F5). */
const SAME_PRESSURE = 0.06;
/** Less flow than this share of the usual while the pressure is higher: something downstream is shut. */
const RESTRICTED_FLOW = 0.7;

/** One load plateau of the cycle over all epochs: medians of pump pressure and flow, and what they usually are. */
export interface PlateauTrack {
  readonly pressures: Float64Array;
  readonly flows: Float64Array;
  readonly usualPressure: number;
  readonly usualFlow: number;
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
  return bench.timeline.pieces
    .filter((piece) => piece.regime === 'plateau' && piece.to - piece.from >= 2)
    .map(({ from, to }) => {
      const track = (column: Float64Array) =>
        Float64Array.from(epochs, (epoch) => median(column.subarray(epoch.from + from, epoch.from + to)));
      const [pressures, flows] = [track(pressure), track(flow)];
      return { pressures, flows, usualPressure: median(pressures), usualFlow: median(flows), from, to };
    });
}

/** True where a plateau runs at its usual operating point. */
export function isUsual(track: PlateauTrack, epoch: number): boolean {
  return Math.abs((track.pressures[epoch] as number) / track.usualPressure - 1) <= SAME_PRESSURE;
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
