import { emptyLedger } from './ledger.ts';
import { type Machine, setTemperature, stepMachine, stepS } from './machine.ts';

/** A machine hotter than this would have been switched off by its thermostat. */
const hottestC = 95;

function run(machine: Machine, seconds: number): void {
  const steps = Math.round(seconds / stepS);
  for (let i = 0; i < steps; i++) stepMachine(machine);
}

/**
 * Brings a machine to its warm periodic state and leaves it at the start of a cycle: temperatures are frozen for one cycle, the heat
 * that went into the oil and out of it is compared, and the temperature moves to where both agree. Rejection is nearly linear in the
 * difference to the air and heat changes little with viscosity, so a few rounds suffice.
 */
export function settle(machine: Machine, cycleS: number): void {
  setTemperature(machine, machine.slow.ambientC + 20, true);
  run(machine, cycleS);
  for (let round = 0; round < 3; round++) {
    machine.ledger = emptyLedger();
    run(machine, cycleS);
    const { oilHeat, coolerHeat, wallHeat } = machine.ledger;
    const { oilC, ambientC } = machine.slow;
    const warmC = ambientC + ((oilC - ambientC) * oilHeat) / Math.max(coolerHeat + wallHeat, 1e-6);
    setTemperature(machine, Math.min(hottestC, warmC), true);
  }
  machine.isFrozen = false;
  machine.ledger = emptyLedger();
}
