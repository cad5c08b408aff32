import type { Circuit } from './circuit.ts';
import type { CycleStep, WorkCycle } from './cycle.ts';
import { cycleLength } from './cycle.ts';
import type { Fault } from './faults.ts';
import type { Scenario } from './simulate.ts';

/** A technician's hands on the machine: the same circuit, driven by a service plan instead of the press's work cycle. */
const rest = { command: 0, loadKn: 40 };

/**
 * p-Q test: the bleed valve on the pressure line is the load valve, opened for these flows [l/min at 100 bar]; more open means less
 * pressure. A step is held for 90 s, because the accumulator fills on the way.
 */
export function pumpCurveCycle(openings: readonly number[]): WorkCycle {
  const steps = openings.map((bleedLmin): CycleStep => ({ ...rest, name: `hold, load valve ${bleedLmin}`, durationS: 90, bleedLmin }));
  return { name: 'p-Q test', steps };
}

/** Case drain: two minutes against the closed valve at compensator pressure. */
export const caseDrainCycle: WorkCycle = { name: 'Case drain', steps: [{ ...rest, name: 'dead-head', durationS: 120 }] };

/** Blow-down as a careful technician does it: the gas rests before and needs more than three minutes. */
export const slowBlowDownCycle: WorkCycle = {
  name: 'Slow accumulator blow-down',
  steps: [
    { ...rest, name: 'charge', durationS: 30 },
    { ...rest, name: 'pump off', durationS: 90, motorOn: false },
    { ...rest, name: 'bleed', durationS: 420, motorOn: false, bleedLmin: 0.35 },
  ],
};

/** Valve timing: the press extends and stops every six seconds, and goes back in between. */
export const valveTimingCycle: WorkCycle = {
  name: 'Valve timing',
  steps: [
    { name: 'closed', durationS: 3, command: 0, loadKn: 120 },
    { name: 'extend', durationS: 3, command: 0.8, loadKn: 120 },
    { name: 'closed again', durationS: 1, command: 0, loadKn: 40 },
    { name: 'retract', durationS: 4, command: -0.54, loadKn: 55 },
  ],
};

/** One run of a service test on a circuit; it begins warm. */
export function serviceScenario(
  cycle: WorkCycle,
  { circuit, faults, seed, repeats = 1 }: { circuit: Circuit; faults: readonly Fault[]; seed: number; repeats?: number },
): Scenario {
  return { circuit, cycle, faults, seed, durationS: cycleLength(cycle) * repeats };
}
