import { demoCircuit } from './circuit.ts';
import { demoCycle } from './cycle.ts';
import type { Scenario } from './simulate.ts';

/** The same machine before and after: healthy, and with a pump worn so far that a service visit pays. Ten cycles each. */
export const demoScenarios: { readonly healthy: Scenario; readonly faulty: Scenario } = {
  healthy: { circuit: demoCircuit, cycle: demoCycle, durationS: 600, faults: [], seed: 11 },
  faulty: { circuit: demoCircuit, cycle: demoCycle, durationS: 600, faults: [{ id: 'P01', severity: 0.65 }], seed: 12 },
};
