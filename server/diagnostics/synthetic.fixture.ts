import type { SignalId } from '../systems/signal.schema.ts';
import type { ComponentInput, DiagnosisInput, SignalInput } from './diagnosis-input.ts';

/** Deviations from health of a made-up press; each appears from cycle `faultFrom` on. Written for these tests from the equations of C1. */
export interface Condition {
  /** l/min of pump flow lost per bar. */
  readonly pumpLeak?: number;
  /** bar above which the relief valve lets flow pass, and l/min per bar beyond. */
  readonly reliefCracks?: number;
  /** s added to the valve's switching. */
  readonly valveDelay?: number;
  /** bar at 20 °C. */
  readonly precharge?: number;
  /** share of the cooler's effectiveness left. */
  readonly cooler?: number;
  /** multiple of the clean filter's resistance. */
  readonly filter?: number;
  /** Channel that keeps its last value. */
  readonly stuck?: SignalId;
  /** bar added to p_acc. */
  readonly offset?: number;
  readonly compensator?: number;
  readonly suction?: number;
  /** p_P and p_A carry each other's samples. */
  readonly isSwapped?: boolean;
}

const CYCLE_S = 60;
const CYCLES = 12;
const FAULT_FROM = 4;
const Q_TH = (28 * 1450) / 1000;

const pressComponents: readonly ComponentInput[] = [
  { kind: 'pump', name: 'Pump 1', nameplate: { displacementCm3: 28, ratedSpeedRpm: 1450, pumpType: 'axial piston', settingBar: 200 } },
  { kind: 'relief-valve', name: 'Relief valve', nameplate: { settingBar: 215 } },
  { kind: 'directional-valve', name: 'Valve Y1', nameplate: {} },
  { kind: 'accumulator', name: 'Accumulator', nameplate: { volumeL: 10, prechargeBar: 90 } },
  { kind: 'cooler', name: 'Oil cooler', nameplate: {} },
  { kind: 'filter', name: 'Return filter', nameplate: { bypassBar: 2.5 } },
  { kind: 'fluid', name: 'Oil', nameplate: { grade: 'HLP 46' } },
];

/** Repeatable noise of unit size: no test may depend on luck. */
function noiseSource(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 2147483648 - 1;
  };
}

interface Moment {
  readonly inCycle: number;
  readonly now: Condition;
  /** bar while charging the accumulator from 150 bar. */
  readonly charged: number;
}

/** Pressure while charging from 151 bar abs: gas at rest temperature there, then adiabatic; integrated in 10 ms steps. */
function chargeCurve(precharge: number, top: number): Float64Array {
  const p0 = ((precharge + 1.013) * (35 + 273.15)) / 293.15;
  const rest = (10 * p0) / 151;
  const curve = new Float64Array(1000);
  let pressure = 151;
  for (let step = 0; step < curve.length; step += 1) {
    curve[step] = Math.min(pressure - 1.013, top);
    const capacity = (rest * (151 / pressure) ** (1 / 1.4)) / (1.4 * pressure);
    pressure += ((0.95 * Q_TH) / 60 / capacity) * 0.01;
  }
  return curve;
}

/** p_P, p_A, Q_P, Q_A of one moment: dead-head 0–10 s, plateaus at 120 and 150 bar, circulation from 50 s. */
function circuit({ inCycle, now, charged }: Moment): Record<'p_P' | 'p_A' | 'Q_P' | 'Q_A', number> {
  const top = now.compensator ?? 200;
  const opening = inCycle - 10.1 - (now.valveDelay ?? 0);
  const pumped = (pressure: number) => 0.965 * Q_TH - 0.008 * pressure - (now.pumpLeak ?? 0) * pressure;
  const lost = (pressure: number) => Math.max(0, pressure - (now.reliefCracks ?? 1e9)) * 0.25;
  if (inCycle >= 50) return { p_P: 12, p_A: 2, Q_P: pumped(12), Q_A: 0 };
  if (opening < 0) {
    const held = Math.min(charged, top, now.reliefCracks === undefined ? top : now.reliefCracks + 25);
    const isCharging = held < Math.min(top, 199.5) && now.reliefCracks === undefined;
    return { p_P: held, p_A: 0.3, Q_P: isCharging ? 0.95 * Q_TH : 1 + lost(held), Q_A: 0 };
  }
  const load = (inCycle < 30 ? 120 : 150) * (1 - Math.exp(-opening / 0.05));
  const pressure = load + 8;
  return { p_P: pressure, p_A: load, Q_P: pumped(pressure), Q_A: Math.max(0, pumped(pressure) - lost(pressure) - 0.2) };
}

interface Channel {
  readonly id: SignalId;
  readonly quantity: string;
  readonly unit: string;
  readonly rateHz: number;
  readonly noise: number;
}

const channels: readonly Channel[] = [
  ...(['p_P', 'p_A', 'p_acc'] as const).map((id) => ({ id, quantity: 'pressure', unit: 'bar', rateHz: 100, noise: 0.1 })),
  ...(['Q_P', 'Q_A', 'Q_cool'] as const).map((id) => ({ id, quantity: 'flow', unit: 'l/min', rateHz: 10, noise: 0.05 })),
  { id: 'dp_F', quantity: 'pressure-difference', unit: 'bar', rateHz: 10, noise: 0.005 },
  { id: 'p_S', quantity: 'pressure', unit: 'bar', rateHz: 10, noise: 0.005 },
  { id: 'n', quantity: 'speed', unit: 'rpm', rateHz: 1, noise: 1 },
  { id: 'P_el', quantity: 'power', unit: 'W', rateHz: 10, noise: 20 },
  ...(['T_T', 'T_ci', 'T_co', 'T_amb'] as const).map((id) => ({ id, quantity: 'temperature', unit: '°C', rateHz: 1, noise: 0.05 })),
];

function reading(id: SignalId, moment: Moment): number {
  const { now } = moment;
  const state = circuit(moment);
  const effectiveness = 0.45 * (now.cooler ?? 1);
  const oil = 24 + 9.5 / effectiveness;
  switch (id) {
    case 'p_P':
      return now.isSwapped ? state.p_A : state.p_P;
    case 'p_A':
      return now.isSwapped ? state.p_P : state.p_A;
    case 'p_acc':
      return (moment.inCycle < 50 ? state.p_P : 150) + (now.offset ?? 0);
    case 'Q_P':
      return state.Q_P;
    case 'Q_A':
      return state.Q_A;
    case 'Q_cool':
      return 40;
    case 'dp_F':
      // laminar element: goes with viscosity, about -3 % per kelvin near 45 °C
      return 0.02 * state.Q_A * (now.filter ?? 1) * Math.exp(-0.03 * (oil - 45));
    case 'p_S':
      return now.suction ?? 0.96;
    case 'n':
      return 1450;
    case 'P_el':
      return 1500 + (1000 * (state.p_P * state.Q_P)) / 600 / 0.85;
    case 'T_T':
    case 'T_ci':
      return oil;
    case 'T_co':
      return oil - effectiveness * (oil - 24);
    default:
      return 24;
  }
}

function record(channel: Channel, condition: Condition, curves: readonly Float64Array[]): SignalInput {
  const noise = noiseSource(channel.id.length * 7919 + channel.id.charCodeAt(channel.id.length - 1));
  const count = CYCLES * CYCLE_S * channel.rateHz;
  const values = new Float64Array(count);
  for (let index = 0; index < count; index += 1) {
    const timeS = index / channel.rateHz;
    const isFaulty = timeS >= FAULT_FROM * CYCLE_S;
    const inCycle = timeS % CYCLE_S;
    const charged = curves[Number(isFaulty)]?.[Math.min(999, Math.round(inCycle * 100))] ?? 200;
    const clean = reading(channel.id, { inCycle, now: isFaulty ? condition : {}, charged });
    values[index] = Math.round((clean + channel.noise * noise()) * 1000) / 1000;
    if (isFaulty && condition.stuck === channel.id) values[index] = values[FAULT_FROM * CYCLE_S * channel.rateHz - 2500] as number;
  }
  return {
    ...{ name: `channel ${channel.id}`, signal: channel.id, quantity: channel.quantity, unit: channel.unit, startS: 0, count },
    ...{ intervalMs: 1000 / channel.rateHz, rangeLow: null, rangeHigh: null, accuracyPercentFs: null },
    read: (from, to) => values.slice(from, to),
  };
}

/** A recording of 12 cycles; the first four are healthy and declared so. */
export function recordPress(condition: Condition = {}, omit: readonly SignalId[] = []): DiagnosisInput {
  const curves = [chargeCurve(90, 200), chargeCurve(condition.precharge ?? 90, 200)];
  return {
    recording: {
      ...{
        id: 'synthetic',
        name: 'made-up press',
        systemName: 'Press',
        isSimulated: true,
        seriesSha256: '0'.repeat(64),
        files: [],
        startedAt: null,
      },
      durationS: CYCLES * CYCLE_S,
      cycles: { lengthS: CYCLE_S, count: CYCLES },
    },
    components: pressComponents,
    limits: [],
    signals: channels.filter((channel) => !omit.includes(channel.id)).map((channel) => record(channel, condition, curves)),
    baseline: { cycles: [{ from: 0, to: FAULT_FROM }], reference: 'declared for the test' },
  };
}
