import { line, median, quantile } from '../statistics.ts';
import { combine, ofProduct } from '../uncertainty.ts';
import { say } from '../wordings/phrase.science.ts';
import {
  accuracyOf,
  type Bench,
  columnOf,
  differenceOf,
  type IndicatorDefinition,
  type Measured,
  type NotComputable,
  perEpochMedian,
  steadyRegime,
} from './definition.indicator.ts';
import { compensatorSetting, fullStrokeLimit, isUsual, plateauTracks } from './plateau.indicator.ts';

/** A slope over a smaller pressure span drowns in the flow meter's accuracy. */
const MIN_SPAN_BAR = 8;
const MAX_ETA = 1.05; // C6: 0 <= eta <= 1.05, more is a wrong nameplate or meter

/** Theoretical flow per slot in l/min (C1.1) and the speed's relative uncertainty; null when the nameplate says too little. */
export function theoreticalFlow(bench: Bench): { values: Float64Array; relative: number; note: string } | NotComputable {
  const displacement = bench.plateNumber('pump', 'displacementCm3');
  const nominal = bench.plateNumber('pump', 'ratedSpeedRpm');
  const measured = bench.grid.column('n');
  if (!(displacement > 0))
    return { because: 'the pump’s displacement is not on its nameplate', wouldNeed: 'pump nameplate: displacementCm3 (V_g in cm³/rev)' };
  if (!measured && !(nominal > 0))
    return { because: 'there is neither a speed signal n nor a rated speed', wouldNeed: 'signal n, or pump nameplate: ratedSpeedRpm' };
  const swash = bench.grid.column('alpha');
  const values = Float64Array.from({ length: bench.grid.count }, (_, slot) => {
    const speed = measured ? (measured[slot] as number) : nominal;
    return ((displacement * speed) / 1000) * (swash ? (swash[slot] as number) / 100 : 1);
  });
  // ±1 % V_g; an asynchronous motor's slip is unknown without n: 3 % more (C1.1 slip check)
  const relative = combine(0.02, measured ? 0.004 : 0.03);
  const note = measured ? '' : ` Speed not measured: ${nominal} rpm assumed, slip unknown (±3 %).`;
  return { values, relative, note };
}

/** Full stroke only; with a swash angle signal every slot counts. */
function atFullStroke(bench: Bench, values: Float64Array): Float64Array {
  const pressure = bench.grid.column('p_P');
  if (!pressure || bench.grid.column('alpha')) return values;
  const limits = fullStrokeLimit(bench);
  const kept = values.slice();
  for (const { index, from, to } of bench.timeline.epochs) {
    for (let slot = from; slot < to; slot += 1) if (!((pressure[slot] as number) < (limits[index] as number))) kept[slot] = Number.NaN;
  }
  return kept;
}

const volumetric: IndicatorDefinition = {
  id: 'pump-volumetric-efficiency',
  name: 'Volumetric efficiency of the pump',
  component: 'pump',
  unit: '1',
  formula: 'eta_v = Q_P/(V_g·n/1000), median of the load plateaus at full stroke',
  reference: 'C1.1 [HYD-TS, HYD-PUMP]',
  needs: ['Q_P'],
  compute(bench): Measured | NotComputable {
    const theory = theoreticalFlow(bench);
    if ('because' in theory) return theory;
    const flow = columnOf(bench, 'Q_P');
    const ratio = flow.map((value, slot) => value / (theory.values[slot] as number));
    const regime = steadyRegime(bench);
    const perEpoch = perEpochMedian(bench, atFullStroke(bench, ratio), regime);
    if (median(perEpoch) > MAX_ETA)
      return {
        because: say`it would be ${median(perEpoch).toFixed(2)}, more than 1: displacement, speed or flow unit is wrong`,
        wouldNeed: 'a checked nameplate and flow scaling',
      };
    const delivered = { value: median(flow), uncertainty: accuracyOf(bench, 'Q_P') };
    const uncertainty = ofProduct(median(perEpoch), delivered, { value: 1, uncertainty: theory.relative });
    return { perEpoch, uncertainty, inputs: ['Q_P'], regime, ...(theory.note ? { note: theory.note } : {}) };
  },
};

const slope: IndicatorDefinition = {
  id: 'pump-leakage-slope',
  name: 'Flow lost per pressure between plateaus',
  component: 'pump',
  unit: 'l/min/bar',
  formula: 's = -dQ/dp, least squares over the plateau medians of one cycle',
  reference: 'C1.1: wear shows as slope, suction or speed trouble as low flow at low pressure',
  needs: ['p_P', ['Q_P', 'Q_A']],
  compute(bench): Measured | NotComputable {
    const id = bench.signals.find('Q_A') ? 'Q_A' : 'Q_P';
    const setting = compensatorSetting(bench);
    const tracks = plateauTracks(bench).filter((track) => !(setting > 0) || track.usualPressure < setting - 20);
    const span =
      quantile(
        tracks.map((track) => track.usualPressure),
        1,
      ) -
      quantile(
        tracks.map((track) => track.usualPressure),
        0,
      );
    if (!(span >= MIN_SPAN_BAR))
      return {
        because: 'there are no two load plateaus 8 bar or more apart',
        wouldNeed: 'plateaus at two or more pressures (p-Q test, C5)',
      };
    const epochs = tracks[0]?.flows.length ?? 0;
    const perEpoch = Float64Array.from({ length: epochs }, (_, epoch) => {
      const usual = tracks.filter((track) => isUsual(track, epoch));
      const x = usual.map((track) => track.pressures[epoch] as number);
      const own = quantile(x, 1) - quantile(x, 0);
      return own >= MIN_SPAN_BAR
        ? -line(
            x,
            usual.map((track) => track.flows[epoch] as number),
          ).slope
        : Number.NaN;
    });
    const note = id === 'Q_A' ? ' Flow measured after the valve: valve leakage and throttling are included.' : undefined;
    return {
      perEpoch,
      uncertainty: (Math.SQRT2 * accuracyOf(bench, id)) / span,
      inputs: ['p_P', id],
      regime: 'plateau',
      ...(note ? { note } : {}),
    };
  },
};

const delivery: IndicatorDefinition = {
  id: 'delivered-flow',
  name: 'Flow delivered on the load plateaus',
  component: 'pump',
  unit: 'l/min',
  formula: 'median of Q_A (else Q_P) on the load plateaus at their usual pressure, each weighed by its usual flow',
  reference: 'C1.1, F5: compared at the same operating point only',
  needs: ['p_P', ['Q_A', 'Q_P']],
  compute(bench): Measured | NotComputable {
    const id = bench.signals.find('Q_A') ? 'Q_A' : 'Q_P';
    const tracks = plateauTracks(bench);
    if (bench.timeline.cycleSlots === null || tracks.length === 0)
      return { because: 'there is no repeated load plateau', wouldNeed: 'a repeated work cycle with load plateaus' };
    const overall = tracks.reduce((sum, track) => sum + track.usualFlow, 0) / tracks.length;
    const perEpoch = Float64Array.from(bench.timeline.epochs, ({ index }) => {
      const usual = tracks.filter((track) => isUsual(track, index));
      const expected = usual.reduce((sum, track) => sum + track.usualFlow, 0);
      return usual.length === 0 ? Number.NaN : (overall * usual.reduce((sum, track) => sum + (track.flows[index] as number), 0)) / expected;
    });
    return { perEpoch, uncertainty: accuracyOf(bench, id), inputs: ['p_P', id], regime: 'plateau' };
  },
};

const caseDrain: IndicatorDefinition = {
  id: 'case-drain-ratio',
  name: 'Case drain flow / theoretical flow',
  component: 'pump',
  unit: '%',
  formula: 'r_C = 100·Q_C/Q_th',
  reference: 'C1.2',
  needs: ['Q_C'],
  compute(bench): Measured | NotComputable {
    const theory = theoreticalFlow(bench);
    const rated = bench.plateNumber('pump', 'ratedFlowLMin');
    if ('because' in theory && !(rated > 0)) return theory;
    const values = columnOf(bench, 'Q_C').map(
      (flow, slot) => (100 * flow) / ('because' in theory ? rated : (theory.values[slot] as number)),
    );
    const regime = steadyRegime(bench);
    const perEpoch = perEpochMedian(bench, values, regime);
    const drain = { value: median(columnOf(bench, 'Q_C')), uncertainty: accuracyOf(bench, 'Q_C') };
    return { perEpoch, uncertainty: ofProduct(median(perEpoch), drain, { value: 1, uncertainty: 0.03 }), inputs: ['Q_C'], regime };
  },
};

const caseRise: IndicatorDefinition = {
  id: 'case-drain-temperature-rise',
  name: 'Case drain temperature above the pump outlet',
  component: 'pump',
  unit: 'K',
  formula: 'T_C - T_P (else T_T)',
  reference: 'C1.2 [HYD-PUMP]: more than 10 K is high internal leakage',
  needs: ['T_C', ['T_P', 'T_T']],
  compute: (bench) => differenceOf(bench, ['T_C', bench.signals.find('T_P') ? 'T_P' : 'T_T'], steadyRegime(bench)),
};

const casePressure: IndicatorDefinition = {
  id: 'case-pressure',
  name: 'Case pressure',
  component: 'pump',
  unit: 'bar',
  formula: '95 % quantile of p_C per epoch',
  reference: 'C1.2, C2 row 5',
  needs: ['p_C'],
  compute(bench) {
    const values = columnOf(bench, 'p_C');
    const perEpoch = Float64Array.from(bench.timeline.epochs, (epoch) => quantile(values.subarray(epoch.from, epoch.to), 0.95));
    return { perEpoch, uncertainty: accuracyOf(bench, 'p_C'), inputs: ['p_C'], regime: 'all' };
  },
};

const suction: IndicatorDefinition = {
  id: 'suction-pressure',
  name: 'Suction pressure (absolute)',
  component: 'pump',
  unit: 'bar',
  formula: '5 % quantile of p_S per epoch',
  reference: 'C1.3: the limit is air release at the suction port',
  needs: ['p_S'],
  compute(bench): Measured | NotComputable {
    const values = columnOf(bench, 'p_S');
    const middle = median(values);
    if (middle < 0.3)
      return {
        because: say`p_S reads ${middle.toFixed(2)} bar: a gauge pressure, or not connected`,
        wouldNeed: 'an absolute suction pressure (bar abs)',
      };
    const perEpoch = Float64Array.from(bench.timeline.epochs, (epoch) => quantile(values.subarray(epoch.from, epoch.to), 0.05));
    return { perEpoch, uncertainty: accuracyOf(bench, 'p_S'), inputs: ['p_S'], regime: 'all' };
  },
};

export const pumpIndicators: readonly IndicatorDefinition[] = [volumetric, slope, delivery, caseDrain, caseRise, casePressure, suction];
