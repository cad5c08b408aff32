import type { Signal } from '../signals.ts';
import { extremes, line, median } from '../statistics.ts';
import { type Bench, columnOf, type IndicatorDefinition, type Measured, type NotComputable } from './definition.indicator.ts';
import { rateText } from './valve.indicator.ts';

const ATMOSPHERE_BAR = 1.013;
/** C1.10: charging is over within a second, so its slope needs at least 20 Hz. */
const MIN_RATE_S = 0.0501;
const MAX_EPOCHS = 500;

interface Charge {
  readonly pressures: Float64Array;
  readonly fromS: number;
  readonly intervalS: number;
}

/** The pressure while the pump charges against the closed valve: start of the dead-head phase of one epoch, at full rate. */
function chargeOf(bench: Bench, signal: Signal, epoch: { from: number }): Charge | null {
  const held = bench.timeline.pieces.find((piece) => piece.regime === 'dead-head');
  if (!held) return null;
  const { stepS, cycleSlots } = bench.timeline;
  const fromS = ((cycleSlots === null ? 0 : epoch.from) + held.from) * stepS;
  const untilS = ((cycleSlots === null ? 0 : epoch.from) + held.to) * stepS;
  const from = signal.indexAt(fromS);
  return {
    pressures: signal.read(from, signal.indexAt(untilS)),
    fromS: signal.input.startS + from * signal.intervalS,
    intervalS: signal.intervalS,
  };
}

const firstAbove = (values: Float64Array, level: number): number => values.findIndex((value) => value >= level);

function tooSlow(signal: Signal | undefined): NotComputable {
  return {
    because: `the pressure is sampled at ${rateText(signal)}: charging lasts about a second, so the precharge is not assessable at this rate`,
    wouldNeed: 'p_acc (or p_P) at 20 Hz or more (C1.10); 100 Hz gives ±10 ms',
  };
}

function chosenEpochs(bench: Bench): (index: number) => boolean {
  const stride = Math.max(1, Math.floor(bench.timeline.epochs.length / MAX_EPOCHS));
  return (index) => index % stride === 0;
}

const chargingTime: IndicatorDefinition = {
  id: 'accumulator-charging-time',
  name: 'Charging time of the accumulator over a fixed pressure band',
  component: 'accumulator',
  unit: 'ms',
  formula: 't = C/Q·dp between 25 % and 75 % of the pressure rise after the valve closes',
  reference:
    'C1.7 (c): C = (V0/n)·p0^(1/n)·p^-((n+1)/n), so at the same flow the time falls with p0^(1/n); pump leakage lengthens it: a hint, not a precharge test',
  needs: [['p_acc', 'p_P']],
  compute(bench): Measured | NotComputable {
    const signal = bench.signals.find('p_acc') ?? bench.signals.find('p_P');
    if (!signal || !(signal.intervalS <= MIN_RATE_S)) return tooSlow(signal);
    const isChosen = chosenEpochs(bench);
    const charges = bench.timeline.epochs.map((epoch) => (isChosen(epoch.index) ? chargeOf(bench, signal, epoch) : null));
    const ends = charges.map((charge) => (charge && charge.pressures.length > 20 ? extremes(charge.pressures) : null));
    const low = median(ends.map((end) => end?.min ?? Number.NaN));
    const high = median(ends.map((end) => end?.max ?? Number.NaN));
    if (!(high - low > 10))
      return {
        because: 'no pressure rise of more than 10 bar was seen while the valve is closed',
        wouldNeed: 'a cycle in which the pump charges the accumulator',
      };
    const perEpoch = Float64Array.from(charges, (charge) => {
      if (!charge || charge.pressures.length <= 20) return Number.NaN;
      const start = firstAbove(charge.pressures, low + 0.25 * (high - low));
      const end = firstAbove(charge.pressures, low + 0.75 * (high - low));
      return start > 0 && end > start ? 1000 * (end - start) * charge.intervalS : Number.NaN;
    });
    const note = ` Band ${(low + 0.25 * (high - low)).toFixed(0)}–${(low + 0.75 * (high - low)).toFixed(0)} bar.`;
    return { perEpoch, uncertainty: 1000 * signal.intervalS, inputs: [signal.id], regime: 'dead-head', note };
  },
};

/** p0 in bar gauge from the capacity C [l/bar] at p (absolute) for a polytropic exponent n: C1.7 (c). */
export function prechargeFromCapacity(input: { capacity: number; pressureAbs: number; volumeL: number; exponent: number }): number {
  const { capacity, pressureAbs, volumeL, exponent: n } = input;
  return ((capacity * n * pressureAbs ** ((n + 1) / n)) / volumeL) ** n - ATMOSPHERE_BAR;
}

/** Capacity C = Q/(dp/dt) of one charge in l/bar at the middle of the rise, or null. */
function capacityOf(bench: Bench, charge: Charge): { capacity: number; pressureAbs: number } | null {
  const { min, max } = extremes(charge.pressures);
  const from = firstAbove(charge.pressures, min + 0.3 * (max - min));
  const to = firstAbove(charge.pressures, min + 0.7 * (max - min));
  if (!(max - min > 10) || to - from < 4) return null;
  const part = charge.pressures.subarray(from, to + 1);
  const times = Float64Array.from(part, (_, index) => index * charge.intervalS);
  const flow = bench.signals.find('Q_P');
  if (!flow) return null;
  const startS = charge.fromS + from * charge.intervalS;
  const first = flow.indexAt(startS);
  const flowNow = median(flow.read(first, Math.max(first + 1, flow.indexAt(startS + part.length * charge.intervalS))));
  const capacity = flowNow / 60 / line(times, part).slope;
  return capacity > 0 ? { capacity, pressureAbs: median(part) + ATMOSPHERE_BAR } : null;
}

const precharge: IndicatorDefinition = {
  id: 'accumulator-precharge-deviation',
  name: 'Accumulator precharge against its set value (temperature-corrected)',
  component: 'accumulator',
  unit: '%',
  formula: 'p0 = [C·n·p^((n+1)/n)/V0]^n with C = Q_P/(dp/dt) while charging, middle of n = 1.0 and 1.4; set value × (T + 273)/(293)',
  reference: 'C1.7 (c), all pressures absolute; temperature law [FPU]',
  needs: ['p_acc', 'Q_P'],
  compute(bench): Measured | NotComputable {
    const signal = bench.signals.find('p_acc');
    const volumeL = bench.plateNumber('accumulator', 'volumeL');
    const nominal = bench.plateNumber('accumulator', 'prechargeBar');
    if (!(volumeL > 0) || !(nominal > 0))
      return {
        because: 'gas volume or set precharge is not on the nameplate',
        wouldNeed: 'accumulator nameplate: volumeL, prechargeBar (at 20 °C)',
      };
    if (!signal || !(signal.intervalS <= MIN_RATE_S)) return tooSlow(signal);
    const isChosen = chosenEpochs(bench);
    const temperature = bench.signals.find('T_T') ? median(columnOf(bench, 'T_T')) : 40;
    const set = ((nominal + ATMOSPHERE_BAR) * (temperature + 273.15)) / 293.15 - ATMOSPHERE_BAR;
    const spreads: number[] = [];
    const perEpoch = Float64Array.from(bench.timeline.epochs, (epoch) => {
      const charge = isChosen(epoch.index) ? chargeOf(bench, signal, epoch) : null;
      const found = charge && capacityOf(bench, charge);
      if (!found) return Number.NaN;
      const bounds = [1, 1.4].map((exponent) => prechargeFromCapacity({ ...found, volumeL, exponent }));
      const [slow, fast] = [bounds[0] as number, bounds[1] as number];
      spreads.push(Math.abs(fast - slow) / 2);
      return (100 * ((slow + fast) / 2 - set)) / set;
    });
    if (spreads.length === 0)
      return {
        because: 'no charging phase with a rise of more than 10 bar was found',
        wouldNeed: 'a cycle in which the pump charges the accumulator against the closed valve',
      };
    const note = ` Set value at ${temperature.toFixed(0)} °C: ${set.toFixed(0)} bar.`;
    return { perEpoch, uncertainty: (100 * median(spreads)) / set, inputs: ['p_acc', 'Q_P'], regime: 'dead-head', note };
  },
};

export const accumulatorIndicators: readonly IndicatorDefinition[] = [precharge, chargingTime];
