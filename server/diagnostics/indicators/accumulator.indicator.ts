import { regimes } from '../segments/regime.segment.ts';
import { medianByEpoch } from '../segments/timeline.segment.ts';
import type { Signal } from '../signals.ts';
import { extremes, line, mean, median, quantile } from '../statistics.ts';
import { combine } from '../uncertainty.ts';
import { say } from '../wordings/phrase.science.ts';
import { accuracyOf, type Bench, columnOf, type IndicatorDefinition, type Measured, type NotComputable } from './definition.indicator.ts';
import { rateText } from './valve.indicator.ts';

/** Standard atmosphere (ISO 2533): gas laws take absolute pressures (C1.7). */
const ATMOSPHERE_BAR = 1.013;
/** C1.10: charging is over within a second, so its slope needs at least 20 Hz. */
const MIN_RATE_S = 0.0501;
const MAX_EPOCHS = 2000;

/** A rise of the accumulator's pressure while nothing else takes oil: the samples within the band. */
interface Charge {
  readonly pressures: Float64Array;
  readonly fromS: number;
  readonly intervalS: number;
}

/** bar between which charges are timed: the same band for every epoch, so that times compare. */
interface Band {
  readonly low: number;
  readonly high: number;
}

/** True when no consumer takes oil between two moments: closed valve, no flow behind it, or a cylinder that stands still. */
function isUndisturbed(bench: Bench, fromS: number, toS: number): boolean {
  const { stepS, regimeOf } = bench.timeline;
  const slot = Math.floor(toS / stepS + 1e-6);
  if (regimeOf[slot] === regimes.indexOf('dead-head')) return true;
  const part = (id: 'Q_A' | 'u_cmd' | 'x'): Float64Array | null => {
    const signal = bench.signals.find(id);
    return signal ? signal.read(signal.indexAt(fromS), signal.indexAt(toS) + 1) : null;
  };
  const top = (id: 'Q_A' | 'u_cmd' | 'x') => extremes(columnOf(bench, id));
  const flow = part('Q_A');
  if (flow && extremes(flow).max < 0.05 * top('Q_A').max) return true;
  const command = part('u_cmd');
  if (command && extremes(command.map(Math.abs)).max < 0.05 * Math.max(top('u_cmd').max, -top('u_cmd').min)) return true;
  const path = part('x');
  const moved = path && extremes(path);
  return moved !== null && moved.max - moved.min < 0.003 * (top('x').max - top('x').min);
}

/** The fastest undisturbed rise through the band in one epoch, or null. */
function chargeOf(bench: Bench, signal: Signal, epoch: { from: number; to: number }, band: Band): Charge | null {
  const { stepS } = bench.timeline;
  const first = signal.indexAt(epoch.from * stepS);
  const values = signal.read(first, signal.indexAt(epoch.to * stepS));
  let best: Charge | null = null;
  let start = -1;
  for (let index = 1; index < values.length; index += 1) {
    const value = values[index] as number;
    if ((values[index - 1] as number) < band.low && value >= band.low) start = index;
    if (value < band.low) start = -1;
    if (start < 0 || value < band.high) continue;
    const fromS = signal.input.startS + (first + start) * signal.intervalS;
    const isFaster = best === null || index - start < best.pressures.length - 1;
    if (isFaster && isUndisturbed(bench, fromS, fromS + (index - start) * signal.intervalS))
      best = { pressures: values.subarray(start, index + 1), fromS, intervalS: signal.intervalS };
    start = -1;
  }
  return best;
}

/** 60 % and 90 % of what the pressure usually sweeps: above the load pressures, below the cut-off; null when it hardly moves. */
function bandOf(bench: Bench, signal: Signal): Band | null {
  const held = columnOf(bench, signal.id);
  const { epochs } = bench.timeline;
  const low = median(epochs.map((epoch) => quantile(held.subarray(epoch.from, epoch.to), 0.05)));
  const high = median(epochs.map((epoch) => quantile(held.subarray(epoch.from, epoch.to), 0.98)));
  return high - low > 20 ? { low: low + 0.6 * (high - low), high: low + 0.9 * (high - low) } : null;
}

const noCharge: NotComputable = {
  because: 'no rise of the accumulator pressure by more than 20 bar was found while no consumer takes oil',
  wouldNeed: 'a cycle in which the pump charges the accumulator against the closed valve, or a blow-down test',
};

function tooSlow(signal: Signal | undefined): NotComputable {
  return {
    because: say`the pressure is sampled at ${rateText(signal)}: charging lasts about a second, so the precharge is not assessable at this rate`,
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
  formula: 't = C/Q·dp from 60 % to 90 % of the pressure sweep while no consumer takes oil (fastest rise of each cycle)',
  reference:
    'C1.7 (c): C = (V0/n)·p0^(1/n)·p^-((n+1)/n), so at the same flow the time falls with p0^(1/n); pump leakage lengthens it: a hint, not a precharge test',
  needs: [['p_acc', 'p_P']],
  compute(bench): Measured | NotComputable {
    const signal = bench.signals.find('p_acc') ?? bench.signals.find('p_P');
    if (!signal || !(signal.intervalS <= MIN_RATE_S)) return tooSlow(signal);
    const isChosen = chosenEpochs(bench);
    const band = bandOf(bench, signal);
    if (!band) return noCharge;
    const perEpoch = Float64Array.from(bench.timeline.epochs, (epoch) => {
      const charge = isChosen(epoch.index) ? chargeOf(bench, signal, epoch, band) : null;
      return charge ? 1000 * (charge.pressures.length - 1) * charge.intervalS : Number.NaN;
    });
    if (!Number.isFinite(median(perEpoch))) return noCharge;
    const note = ` Band ${band.low.toFixed(0)}–${band.high.toFixed(0)} bar.`;
    return { perEpoch, uncertainty: 1000 * signal.intervalS, inputs: [signal.id], regime: 'all', note };
  },
};

/** A charge of a second is adiabatic; the gas took its rest temperature over minutes before it (C1.7: n = 1.4 fast, 1 above 3 min). */
const FAST_EXPONENT = 1.4;

/**
 * p0 in bar gauge from the capacity C [l/bar] at p. Two steps of p·V^n = const: isothermal from p0 to the pressure at rest, then adiabatic
 * to p; C = V/(n·p). All pressures absolute.
 */
export function prechargeFromCapacity(input: { capacity: number; pressureAbs: number; restAbs: number; volumeL: number }): number {
  const { capacity, pressureAbs, restAbs, volumeL } = input;
  const gasL = FAST_EXPONENT * capacity * pressureAbs;
  const restL = gasL * (pressureAbs / restAbs) ** (1 / FAST_EXPONENT);
  return (restL * restAbs) / volumeL - ATMOSPHERE_BAR;
}

/** Capacity C = Q/(dp/dt) of one charge in l/bar at the middle of the rise, or null. Q: delivery less what is still needed once charged. */
function capacityOf(bench: Bench, charge: Charge, heldFlow: number): { capacity: number; pressureAbs: number } | null {
  const { pressures, fromS, intervalS } = charge;
  const flow = bench.signals.find('Q_P');
  if (!flow || pressures.length < 5) return null;
  const first = flow.indexAt(fromS);
  const delivered = mean(flow.read(first, Math.max(first + 1, flow.indexAt(fromS + pressures.length * intervalS))));
  const times = Float64Array.from(pressures, (_, index) => index * intervalS);
  const stored = delivered - (Number.isFinite(heldFlow) ? heldFlow : 0);
  const capacity = stored / 60 / line(times, pressures).slope;
  return capacity > 0 ? { capacity, pressureAbs: median(pressures) + ATMOSPHERE_BAR } : null;
}

/** Real gas at 150–350 bar and heat exchanged during the charge (C1.7: n up to 1.6–1.9). */
const MODEL_PERCENT = 8;

/** The gas sits between oil and air: their middle when both are known. */
function gasTemperature(bench: Bench): { value: number; uncertainty: number; text: string } {
  const of = (id: 'T_T' | 'T_amb') => (bench.signals.find(id) ? median(columnOf(bench, id)) : Number.NaN);
  const [oil, air] = [of('T_T'), of('T_amb')];
  if (Number.isFinite(oil + air)) return { value: (oil + air) / 2, uncertainty: Math.abs(oil - air) / 2, text: 'middle of oil and air' };
  if (Number.isFinite(oil)) return { value: oil, uncertainty: 10, text: 'oil temperature' };
  return { value: 40, uncertainty: 15, text: 'assumed' };
}

/** More of the delivery than this leaking away leaves too little known to tell what the accumulator takes. */
const LEAKING_SHARE = 0.3;

function isLeaking(bench: Bench, heldFlow: number): boolean {
  return heldFlow > LEAKING_SHARE * extremes(columnOf(bench, 'Q_P')).max;
}

const leaking: NotComputable = {
  because: say`more than ${100 * LEAKING_SHARE} % of the pump flow leaks away while nothing is supplied: what the accumulator takes cannot be told from it`,
  wouldNeed: 'a blow-down test, or the same recording once the leak is repaired',
};

const precharge: IndicatorDefinition = {
  id: 'accumulator-precharge-deviation',
  name: 'Accumulator precharge against its set value (temperature-corrected)',
  component: 'accumulator',
  unit: '%',
  formula:
    'p0 = V_rest·p_rest/V0, V_rest = 1.4·C·p·(p/p_rest)^(1/1.4), C = (Q_P - Q_held)/(dp/dt) while charging; set value × (T + 273)/293',
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
    const band = bandOf(bench, signal);
    if (!band) return noCharge;
    const gas = gasTemperature(bench);
    const set = ((nominal + ATMOSPHERE_BAR) * (gas.value + 273.15)) / 293.15 - ATMOSPHERE_BAR;
    const pressure = columnOf(bench, 'p_acc');
    const held = medianByEpoch(bench.timeline, columnOf(bench, 'Q_P'), 'dead-head');
    const perEpoch = new Float64Array(bench.timeline.epochs.length).fill(Number.NaN);
    const spreads: number[] = [];
    for (const epoch of bench.timeline.epochs) {
      const charge = isChosen(epoch.index) ? chargeOf(bench, signal, epoch, band) : null;
      if (isLeaking(bench, held[epoch.index] as number)) continue;
      const found = charge && capacityOf(bench, charge, held[epoch.index] as number);
      if (!found) continue;
      // At rest: somewhere between the cycle's mean pressure (slow gas) and the pressure just before the charge (fast wall).
      const rests = [mean(pressure.subarray(epoch.from, epoch.to)), band.low].map((rest) =>
        prechargeFromCapacity({ ...found, restAbs: rest + ATMOSPHERE_BAR, volumeL }),
      );
      perEpoch[epoch.index] = (100 * (mean(rests) - set)) / set;
      spreads.push((100 * Math.abs((rests[0] as number) - (rests[1] as number))) / 2 / set);
    }
    if (spreads.length === 0) return isLeaking(bench, median(held)) ? leaking : noCharge;
    const flow = bench.signals.find('Q_P') ? (100 * accuracyOf(bench, 'Q_P')) / extremes(columnOf(bench, 'Q_P')).max : 0;
    const uncertainty = combine(median(spreads), flow, (100 * gas.uncertainty) / 293.15, MODEL_PERCENT);
    const note = ` Set value at ${gas.value.toFixed(0)} °C gas temperature (${gas.text}): ${set.toFixed(0)} bar. Flow that leaks away only while charging makes the precharge look higher.`;
    return { perEpoch, uncertainty, inputs: ['p_acc', 'Q_P'], regime: 'all', note };
  },
};

/** p2/p0: how far the gas is compressed; C1.7 allows 4 for a bladder and 8 for a small diaphragm. */
const compression: IndicatorDefinition = {
  id: 'accumulator-compression-ratio',
  name: 'Highest accumulator pressure / precharge found',
  component: 'accumulator',
  unit: '1',
  formula: 'p_acc(95 % quantile)/p0, both absolute; p0 from the precharge deviation',
  reference: 'C1.7: p2 ≤ 4·p0 for bladders, ≤ 8·p0 for small diaphragms; beyond, the gas stores no oil worth the name',
  needs: ['p_acc', 'Q_P'],
  compute(bench): Measured | NotComputable {
    const found = precharge.compute(bench);
    if (!('perEpoch' in found)) return found;
    const gas = gasTemperature(bench);
    const nominal = bench.plateNumber('accumulator', 'prechargeBar');
    const set = ((nominal + ATMOSPHERE_BAR) * (gas.value + 273.15)) / 293.15 - ATMOSPHERE_BAR;
    const pressure = columnOf(bench, 'p_acc');
    const perEpoch = Float64Array.from(bench.timeline.epochs, ({ index, from, to }) => {
      const top = quantile(pressure.subarray(from, to), 0.95) + ATMOSPHERE_BAR;
      const charge = set * (1 + (found.perEpoch[index] as number) / 100) + ATMOSPHERE_BAR;
      return Number.isFinite(charge) ? top / Math.max(charge, ATMOSPHERE_BAR) : Number.NaN;
    });
    const middle = 1 + median(found.perEpoch) / 100;
    const uncertainty = (median(perEpoch) * found.uncertainty) / 100 / Math.max(middle, 0.05);
    return { perEpoch, uncertainty, inputs: ['p_acc', 'Q_P'], regime: 'all' };
  },
};

export const accumulatorIndicators: readonly IndicatorDefinition[] = [precharge, chargingTime, compression];
