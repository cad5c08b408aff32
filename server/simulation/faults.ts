import type { Circuit } from './circuit.ts';
import { type Condition, healthyCondition } from './condition.ts';
import { orificeGain } from './orifice.science.ts';

/** A fault to inject. `severity` 0 (as new) to 1 (failed). Instrument faults name their `signal` (and `other` for a swap). */
export interface Fault {
  readonly id: string;
  readonly severity: number;
  readonly signal?: string;
  readonly other?: string;
  /** Instrument faults begin at this time [s]. */
  readonly fromS?: number;
  /** I02: a constant offset (usual) or one that grows until the end of the recording. */
  readonly mode?: 'offset' | 'drift';
}

export interface FaultKind {
  readonly id: string;
  readonly title: string;
  /** What changes in the machine at a severity; absent for instrument faults, which change the record (see sensors.ts). */
  readonly apply?: (condition: Condition, severity: number, circuit: Circuit) => void;
}

const pumpFaults: readonly FaultKind[] = [
  {
    id: 'P01',
    title: 'Pump internal leakage',
    // Worn gaps: at full severity 1.9 times as high, so 6.9 times the leakage.
    apply: (c, s) => {
      c.pumpGapRatio = 1 + 0.9 * s;
    },
  },
  {
    id: 'P06',
    title: 'Cavitation (restricted suction)',
    apply: (c, s) => {
      // The strainer's loss grows up to fifteen-fold; loss ~ 1 / area².
      c.strainerOpenArea = 1 / Math.sqrt(1 + 14 * s);
    },
  },
  {
    id: 'P10',
    title: 'Compensator set low',
    apply: (c, s, circuit) => {
      c.compensatorBar = circuit.pump.compensatorBar * (1 - 0.35 * s);
    },
  },
  {
    id: 'P18',
    title: 'Electric motor overloaded or on a weak phase',
    apply: (c, s) => {
      c.motorSlipRatio = 1 + 2 * s;
      c.motorLossRatio = 1 + 1.5 * s;
      c.pumpFrictionRatio = 1 + s;
    },
  },
];

const valveFaults: readonly FaultKind[] = [
  {
    id: 'V01',
    title: 'Relief valve leaking or set low',
    apply: (c, s, circuit) => {
      c.reliefBar = circuit.relief.setBar * (1 - 0.35 * s);
      c.reliefSeatGain = orificeGain(1.2 * s, 160);
    },
  },
  {
    id: 'V02',
    title: 'Relief valve stuck open',
    apply: (c, s) => {
      c.reliefSeatGain = orificeGain(26, 25) * s;
    },
  },
  {
    id: 'V08',
    title: 'Directional valve switches slowly',
    apply: (c, s, circuit) => {
      c.valveDelayS = circuit.valve.delayS + 0.12 * s;
      c.valveTimeConstantS = circuit.valve.timeConstantS * (1 + 9 * s);
    },
  },
  {
    id: 'V09',
    title: 'Directional valve sticks',
    apply: (c, s) => {
      c.valveSticks = s;
    },
  },
  {
    id: 'V10',
    title: 'Spool internal leakage',
    apply: (c, s) => {
      c.valveLeakRatio = 1 + 25 * s;
    },
  },
  {
    id: 'K05',
    title: 'Excess heat: pressure line bleeds to tank',
    apply: (c, s) => {
      c.dumpGain = orificeGain(6 * s, 180);
    },
  },
];

const consumerFaults: readonly FaultKind[] = [
  {
    id: 'C01',
    title: 'Piston seal leakage',
    apply: (c, s) => {
      c.sealLeakRatio = 1 + 600 * s;
    },
  },
  {
    id: 'C08',
    title: 'Process force too high',
    apply: (c, s) => {
      c.loadRatio = 1 + 0.2 * s;
    },
  },
  {
    id: 'A01',
    title: 'Accumulator precharge low',
    apply: (c, s, circuit) => {
      c.prechargeBar = circuit.accumulator.prechargeBar * (1 - 0.6 * s);
    },
  },
  {
    id: 'A02',
    title: 'Accumulator gas lost',
    apply: (c, s, circuit) => {
      c.prechargeBar = circuit.accumulator.prechargeBar * (1 - 0.985 * Math.max(s, 0.9));
    },
  },
  {
    id: 'A03',
    title: 'Accumulator precharge too high',
    apply: (c, s, circuit) => {
      c.prechargeBar = circuit.accumulator.prechargeBar * (1 + 0.8 * s);
    },
  },
];

const supplyFaults: readonly FaultKind[] = [
  {
    id: 'K01',
    title: 'Cooler fouled on the air side',
    apply: (c, s) => {
      c.airShare = 1 - 0.75 * s;
      c.foulingKPerKw = 6 * s;
    },
  },
  {
    id: 'K02',
    title: 'Cooler by-pass open',
    apply: (c, s) => {
      c.coolerBypass = 0.8 * s;
    },
  },
  {
    id: 'F01',
    title: 'Filter clogging',
    apply: (c, s) => {
      c.filterOpenPores = 0.92 * (1 - 0.9 * s);
    },
  },
  {
    id: 'F02',
    title: 'Filter by-pass stuck open',
    apply: (c, s) => {
      c.filterStuckBypass = 10 * s;
    },
  },
  {
    id: 'O04',
    title: 'Oil too thin',
    apply: (c, s) => {
      c.viscosityRatio = 1 - 0.65 * s;
    },
  },
  {
    id: 'O05',
    title: 'Oil level low',
    apply: (c, s, circuit) => {
      c.levelPct = circuit.tank.levelPct - 55 * s;
      // Below about half full the return jet draws air down to the suction.
      c.freeAir += 0.05 * Math.max(0, s - 0.3);
    },
  },
];

const instrumentFaults: readonly FaultKind[] = [
  { id: 'I01', title: 'Sensor stuck' },
  { id: 'I02', title: 'Sensor offset' },
  { id: 'I03', title: 'Wrong scale' },
  { id: 'I04', title: 'Channels swapped' },
  { id: 'I05', title: 'Samples lost' },
];

export const faultKinds: readonly FaultKind[] = [...pumpFaults, ...valveFaults, ...consumerFaults, ...supplyFaults, ...instrumentFaults];

/** The condition of a circuit with these faults. Throws RangeError for an unknown id or a severity outside 0..1. */
export function conditionOf(circuit: Circuit, faults: readonly Fault[]): Condition {
  const condition = healthyCondition(circuit);
  for (const fault of faults) {
    const kind = faultKinds.find((one) => one.id === fault.id);
    if (kind === undefined)
      throw new RangeError(`The simulator has no fault "${fault.id}"; it has ${faultKinds.map((one) => one.id).join(', ')}.`);
    if (!(fault.severity >= 0 && fault.severity <= 1)) {
      throw new RangeError(`The severity of ${fault.id} is ${fault.severity}; give a number from 0 (as new) to 1 (failed).`);
    }
    if (fault.severity > 0) kind.apply?.(condition, fault.severity, circuit);
  }
  return condition;
}
