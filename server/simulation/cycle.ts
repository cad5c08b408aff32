/** One step of the work cycle. */
export interface CycleStep {
  readonly name: string;
  readonly durationS: number;
  /** Valve command [-1..1]; + extends the cylinder. */
  readonly command: number;
  /** Resisting process force [kN]; acts against the motion only. */
  readonly loadKn: number;
  /** False: the electric motor is switched off in this step. */
  readonly motorOn?: boolean;
  /** Flow [l/min at 100 bar] of the accumulator's bleed valve while the control opens it. */
  readonly bleedLmin?: number;
}

export interface WorkCycle {
  readonly name: string;
  readonly steps: readonly CycleStep[];
}

export function cycleLength(cycle: WorkCycle): number {
  return cycle.steps.reduce((sum, step) => sum + step.durationS, 0);
}

/** Dead-head, three load plateaus while extending, return stroke, hold: 60 s. */
export const demoCycle: WorkCycle = {
  name: 'Pressing cycle 60 s',
  steps: [
    { name: 'hold', durationS: 8, command: 0, loadKn: 40 },
    { name: 'extend, load 1', durationS: 9, command: 0.8, loadKn: 112 },
    { name: 'extend, load 2', durationS: 9, command: 0.8, loadKn: 136 },
    { name: 'extend, load 3', durationS: 9, command: 0.8, loadKn: 156 },
    { name: 'retract', durationS: 23, command: -0.54, loadKn: 55 },
    { name: 'end hold', durationS: 2, command: 0, loadKn: 40 },
  ],
};

/** Service test: charge, switch the pump off, bleed the accumulator slowly; the pressure drops off where the gas ends (precharge). */
export const blowDownCycle: WorkCycle = {
  name: 'Accumulator blow-down',
  steps: [
    { name: 'charge', durationS: 30, command: 0, loadKn: 40 },
    { name: 'pump off', durationS: 10, command: 0, loadKn: 40, motorOn: false },
    { name: 'bleed', durationS: 80, command: 0, loadKn: 40, motorOn: false, bleedLmin: 3 },
  ],
};

/** Start time [s] of every step inside the cycle, and the cycle's length as the last entry. */
export function stepStarts(cycle: WorkCycle): readonly number[] {
  const starts = [0];
  for (const step of cycle.steps) starts.push(starts[starts.length - 1]! + step.durationS);
  return starts;
}
