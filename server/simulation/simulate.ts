import type { Circuit } from './circuit.ts';
import { cycleLength, type WorkCycle } from './cycle.ts';
import { conditionOf, type Fault } from './faults.ts';
import { createMachine, type Machine, stepMachine, stepS } from './machine.ts';
import { observe } from './observation.ts';
import { createSensor } from './sensors.ts';
import { chooseSignals, type SignalKind, signalRoles } from './signals.ts';
import { settle } from './warm-start.ts';

export interface Scenario {
  readonly circuit: Circuit;
  readonly cycle: WorkCycle;
  readonly durationS: number;
  readonly faults: readonly Fault[];
  readonly seed: number;
  /** True (also when absent): the machine has run for hours. False: it starts cold and empty of pressure at time 0. */
  readonly warmStart?: boolean;
  /** Roles to record; all when absent. */
  readonly signals?: readonly string[];
  /** Records every signal at this rate instead of its own (at most 500 Hz, the integration step). */
  readonly rateHz?: number;
}

export interface SimulatedSignal {
  readonly name: string;
  readonly label: string;
  readonly role: string;
  readonly unit: string;
  readonly isAbsolute: boolean;
  readonly rateHz: number;
  readonly rangeLow: number;
  readonly rangeHigh: number;
  readonly accuracyPct: number;
  readonly decimals: number;
  /** Sample k was taken at k / rateHz seconds; NaN where a sample was lost. */
  readonly values: Float64Array;
}

export interface SimulatedRecording {
  readonly durationS: number;
  readonly cycleLengthS: number;
  readonly signals: readonly SimulatedSignal[];
}

const fastest = 1 / stepS;

function check(scenario: Scenario): void {
  const { durationS, rateHz } = scenario;
  if (!(durationS > 0)) throw new RangeError(`The duration is ${durationS} s; give more than 0.`);
  if (rateHz !== undefined && !(rateHz > 0 && rateHz <= fastest)) {
    throw new RangeError(`The rate is ${rateHz} Hz; the simulator records up to ${fastest} Hz.`);
  }
  if (!(cycleLength(scenario.cycle) > 0)) throw new RangeError('The work cycle has no steps with a duration.');
}

interface Channel {
  readonly signal: SimulatedSignal;
  readonly store: (truth: number, index: number) => void;
  readonly slot: number;
  readonly lagShare: number;
  filtered: number;
  next: number;
  dueStep: number;
}

function createChannel(kind: SignalKind, scenario: Scenario): Channel {
  const rateHz = scenario.rateHz ?? kind.rateHz;
  const values = new Float64Array(Math.floor(scenario.durationS * rateHz + 1e-9));
  const { circuit, seed, durationS, faults } = scenario;
  const sensor = createSensor(kind, { machine: circuit.name, seed, durationS, faults });
  const { role, label, unit, rangeLow, rangeHigh, accuracyPct, decimals } = kind;
  return {
    signal: {
      name: role,
      label,
      role,
      unit,
      isAbsolute: kind.isAbsolute === true,
      rateHz,
      rangeLow,
      rangeHigh,
      accuracyPct,
      decimals,
      values,
    },
    store: (truth, index) => {
      values[index] = sensor(truth, index / rateHz);
    },
    slot: signalRoles.indexOf(role),
    lagShare: kind.lagS > 0 ? 1 - Math.exp(-stepS / kind.lagS) : 1,
    filtered: Number.NaN,
    next: 0,
    dueStep: 0,
  };
}

function record(machine: Machine, scenario: Scenario, channels: readonly Channel[]): void {
  const { values, update } = observe(machine);
  const steps = Math.ceil(scenario.durationS / stepS);
  for (let step = 0; step < steps; step++) {
    stepMachine(machine);
    update();
    for (const channel of channels) {
      const truth = values[channel.slot]!;
      // A sensor has been on the machine for long: it starts at the true value, not at zero.
      channel.filtered = Number.isNaN(channel.filtered) ? truth : channel.filtered + (truth - channel.filtered) * channel.lagShare;
      if (step < channel.dueStep || channel.next >= channel.signal.values.length) continue;
      channel.store(channel.filtered, channel.next);
      channel.next += 1;
      channel.dueStep = Math.round(channel.next / channel.signal.rateHz / stepS);
    }
  }
}

/** I04: two channels carry each other's values (cables swapped at the logger). */
function swapChannels(signals: readonly SimulatedSignal[], faults: readonly Fault[]): readonly SimulatedSignal[] {
  const fault = faults.find((one) => one.id === 'I04' && one.severity > 0);
  if (fault === undefined) return signals;
  const first = signals.find((one) => one.role === (fault.signal ?? 'T_ci'));
  const second = signals.find((one) => one.role === (fault.other ?? 'T_co'));
  if (first === undefined || second === undefined || first.rateHz !== second.rateHz) {
    throw new RangeError('Swapped channels (I04) need two recorded signals of the same rate.');
  }
  return signals.map((one) =>
    one === first ? { ...one, values: second.values } : one === second ? { ...one, values: first.values } : one,
  );
}

/**
 * Runs the circuit through its work cycle and returns what a logger would have stored. Pure: the same scenario gives the same bytes.
 * Throws RangeError for an impossible scenario (unknown fault or signal, no duration, rate above 500 Hz).
 */
export function simulate(scenario: Scenario): SimulatedRecording {
  check(scenario);
  const { circuit, cycle, seed } = scenario;
  const condition = conditionOf(circuit, scenario.faults);
  const channels = chooseSignals(scenario.signals).map((kind) => createChannel(kind, scenario));
  const machine = createMachine({ circuit, condition, cycle, seed, oilC: circuit.ambientC });
  if (scenario.warmStart !== false) settle(machine, cycleLength(cycle));
  record(machine, scenario, channels);
  const signals = swapChannels(
    channels.map((channel) => channel.signal),
    scenario.faults,
  );
  return { durationS: scenario.durationS, cycleLengthS: cycleLength(cycle), signals };
}
