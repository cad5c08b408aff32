import type { Circuit } from './circuit.ts';
import type { HeatStore } from './heat-balance.ts';
import type { SlowState } from './machine-state.ts';
import { creepMms, type NetworkFlows, type NetworkInput, type NetworkState } from './pressure-network.science.ts';

/** Where the energy went, each entry [kJ] since the last reset. `shaft` = `load` + all heats + `stored`, up to the step error. */
export interface Ledger {
  seconds: number;
  electrical: number;
  motorLoss: number;
  shaft: number;
  /** Work against the process force. */
  load: number;
  pumpHeat: number;
  reliefHeat: number;
  /** Directional valve, check valve, bleed and piston seal. */
  throttleHeat: number;
  frictionHeat: number;
  /** Compressed oil, moving mass and gas (gas: work put in, some of it leaves as heat through the wall). */
  stored: number;
  /** Heat added to the oil, and where it went. */
  oilHeat: number;
  coolerHeat: number;
  wallHeat: number;
  /** Volumes [l]: delivered by the pump, taken by the cylinder, and all that went elsewhere. */
  delivered: number;
  consumed: number;
  bypassed: number;
}

export function emptyLedger(): Ledger {
  return {
    seconds: 0,
    electrical: 0,
    motorLoss: 0,
    shaft: 0,
    load: 0,
    pumpHeat: 0,
    reliefHeat: 0,
    throttleHeat: 0,
    frictionHeat: 0,
    stored: 0,
    oilHeat: 0,
    coolerHeat: 0,
    wallHeat: 0,
    delivered: 0,
    consumed: 0,
    bypassed: 0,
  };
}

/** One step of the machine: the pressures before and after it, and the flows in between. */
interface StepParts {
  readonly circuit: Circuit;
  readonly before: NetworkState;
  readonly network: NetworkState;
  readonly flows: NetworkFlows;
  readonly input: NetworkInput;
  readonly slow: SlowState;
  readonly heat: HeatStore;
  readonly ledger: Ledger;
}

/** Share of the pump's friction heat that warms the case oil; the rest leaves with the delivered oil. */
const caseFrictionShare = 0.35;
/** kW from bar times l/min. */
const kwPerBarLmin = 1 / 600;

/** Power [bar l/min] turned to heat between system line and tank. */
function throttled(p: NetworkState, q: NetworkFlows): number {
  return (
    (p.pump - p.system) * q.check +
    p.system * q.dump +
    (p.system - p.cap) * q.pumpToCap +
    (p.system - p.rod) * q.pumpToRod +
    p.cap * q.capToTank +
    p.rod * q.rodToTank +
    (p.cap - p.rod) * q.seal
  );
}

/** Work put into compressing oil and gas in one step [kJ]; the gas's warming flow does work the other way. */
function compressed({ before, network, input }: StepParts, stepS: number): number {
  const work =
    network.pump * input.capacityPump * (network.pump - before.pump) +
    network.system * input.capacitySystem * (network.system - before.system) +
    network.cap * input.capacityCap * (network.cap - before.cap) +
    network.rod * input.capacityRod * (network.rod - before.rod);
  return (work - network.system * input.gasFlow * stepS) * kwPerBarLmin;
}

/** Adds one step to the ledger and hands its heat to the oil. */
export function accountStep(parts: StepParts, stepS: number): void {
  const { circuit, before, network, flows, input, slow, heat, ledger } = parts;
  const k = stepS * kwPerBarLmin;
  const shaft = ((slow.torqueNm * slow.speedRpm * Math.PI) / 30000) * stepS;
  const pumpHeat = shaft - network.pump * flows.pump * k;
  const relief = network.pump * flows.relief * k;
  const throttle = throttled(network, flows) * k;
  const speed = Math.abs(network.velocity);
  // Same law as the network: the resisting force is proportional to speed below the creep speed.
  const way = Math.min(1, speed / creepMms) * speed * stepS * 1e-3;
  const friction = circuit.cylinder.frictionKn * way + input.viscous * speed * speed * stepS * 1e-3;
  const kinetic = 0.5e-6 * input.massTon * (network.velocity ** 2 - before.velocity ** 2);
  ledger.seconds += stepS;
  ledger.electrical += slow.electricalKw * stepS;
  ledger.motorLoss += slow.electricalKw * stepS - shaft;
  ledger.shaft += shaft;
  ledger.load += (input.resistance - circuit.cylinder.frictionKn) * way;
  ledger.pumpHeat += pumpHeat;
  ledger.reliefHeat += relief;
  ledger.throttleHeat += throttle;
  ledger.frictionHeat += friction;
  ledger.stored += compressed(parts, stepS) + kinetic;
  ledger.delivered += (flows.pump * stepS) / 60;
  ledger.consumed += ((flows.pumpToCap + flows.pumpToRod) * stepS) / 60;
  ledger.bypassed += ((flows.relief + flows.dump) * stepS) / 60;
  const leakHeat = slow.caseFlow * network.pump * k;
  const caseHeat = Math.min(pumpHeat, leakHeat + caseFrictionShare * Math.max(0, pumpHeat - leakHeat));
  heat.toCase += caseHeat;
  heat.toTank += pumpHeat - caseHeat + relief + throttle + friction;
  heat.returned += relief + throttle + friction;
  heat.returnedL += ((flows.relief + flows.dump + flows.capToTank + flows.rodToTank) * stepS) / 60;
}
