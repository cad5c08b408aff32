import { expect, test } from 'vitest';
import { demoCircuit } from './circuit.ts';
import { cycleLength, demoCycle } from './cycle.ts';
import { capArea, rodArea } from './cylinder.science.ts';
import { conditionOf, type Fault } from './faults.ts';
import { oilHeatCapacity } from './heat-balance.ts';
import { emptyLedger } from './ledger.ts';
import { createMachine, type Machine, stepMachine, stepS } from './machine.ts';
import { settle } from './warm-start.ts';

const cycleS = cycleLength(demoCycle);

function run(machine: Machine, seconds: number): { readonly lowest: number; readonly highest: number } {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < Math.round(seconds / stepS); i++) {
    stepMachine(machine);
    lowest = Math.min(lowest, machine.network.position);
    highest = Math.max(highest, machine.network.position);
  }
  return { lowest, highest };
}

function start(faults: readonly Fault[]): Machine {
  return createMachine({ circuit: demoCircuit, condition: conditionOf(demoCircuit, faults), cycle: demoCycle, seed: 5, oilC: 24 });
}

for (const faults of [[], [{ id: 'P01', severity: 1 }], [{ id: 'V01', severity: 0.6 }], [{ id: 'A02', severity: 1 }]]) {
  const name = faults.map((fault) => fault.id).join() || 'healthy';
  test(`shaft power is useful power plus losses plus what is stored (${name})`, () => {
    const machine = start(faults);
    run(machine, cycleS);
    machine.ledger = emptyLedger();
    run(machine, 2 * cycleS);
    const { shaft, load, pumpHeat, reliefHeat, throttleHeat, frictionHeat, stored, electrical, motorLoss } = machine.ledger;
    expect((load + pumpHeat + reliefHeat + throttleHeat + frictionHeat + stored) / shaft).toBeCloseTo(1, 2);
    expect(electrical).toBeCloseTo(shaft + motorLoss, 6);
    // Compression gives back what it took; only the gas keeps a part, which leaves through the shell.
    expect(Math.abs(stored) / shaft).toBeLessThan(0.02);
    for (const part of [load, pumpHeat, throttleHeat, frictionHeat]) expect(part).toBeGreaterThan(0);
  });
}

test('heat into the oil is what the cooler and the walls take plus what warms the oil', () => {
  const machine = start([]);
  run(machine, cycleS);
  machine.ledger = emptyLedger();
  const before = machine.slow.oilC;
  run(machine, 10 * cycleS);
  const { oilHeat, coolerHeat, wallHeat } = machine.ledger;
  const warming = oilHeatCapacity(demoCircuit, machine.oil, machine.heat.oilL) * (machine.slow.oilC - before);
  expect(machine.slow.oilC - before).toBeGreaterThan(3);
  expect((coolerHeat + wallHeat + warming) / oilHeat).toBeCloseTo(1, 2);
});

test('the warm state is where heat in and heat out agree', () => {
  const machine = start([]);
  settle(machine, cycleS);
  const before = machine.slow.oilC;
  run(machine, 5 * cycleS);
  expect(Math.abs(machine.slow.oilC - before)).toBeLessThan(0.3);
  expect(before).toBeGreaterThan(38);
  expect(before).toBeLessThan(55);
});

test('the pump delivers what the cylinder sweeps plus a little valve leakage', () => {
  const machine = start([]);
  settle(machine, cycleS);
  const { lowest, highest } = run(machine, cycleS);
  const swept = ((capArea(demoCircuit.cylinder) + rodArea(demoCircuit.cylinder)) * (highest - lowest)) / 1e4;
  const { delivered, consumed, bypassed } = machine.ledger;
  expect(delivered).toBeCloseTo(consumed + bypassed, 1);
  expect(consumed / swept).toBeGreaterThan(1);
  expect(consumed / swept).toBeLessThan(1.04);
});
