import { gasCharge } from './accumulator.science.ts';
import type { Circuit } from './circuit.ts';
import type { Condition } from './condition.ts';
import type { WorkCycle } from './cycle.ts';
import { spoolStep } from './directional-valve.science.ts';
import { type GasState, initialGas, loadGas, moveGas } from './gas-side.science.ts';
import { createHeatStore, type HeatStore, moveHeat, shiftTemperature, updateReturn } from './heat-balance.ts';
import { accountStep, emptyLedger, type Ledger } from './ledger.ts';
import { initialFlows, initialNetwork, initialSlow, networkInput, type SlowState, valveGain } from './machine-state.ts';
import { motorLoss, motorSpeed } from './motor.science.ts';
import { atmosphereBar, density, dynamicViscosity, effectiveBulkModulus, kinematicViscosity, type Oil } from './oil.science.ts';
import { gapConductance, orificeGain } from './orifice.science.ts';
import { type NetworkFlows, type NetworkInput, type NetworkState, stepNetwork } from './pressure-network.science.ts';
import { chamberFilling, pumpTorque, theoreticalFlow } from './pump.science.ts';
import { createRandom, type Random } from './random.ts';
import { suctionPressure } from './suction.science.ts';
import { createTimeline, type Timeline } from './timeline.ts';

/** Integration step [s]: well below the spool and swash plate times; the stiff pressures are solved implicitly. */
export const stepS = 0.002;
/** Steps between updates of what changes within tens of milliseconds, and of temperatures. */
const mediumSteps = 5;
const slowSteps = 50;
const mediumS = mediumSteps * stepS;
/** The process force follows its plateau with 60 ms: material gives way, it does not jump. */
const loadShare = 1 - Math.exp(-mediumS / 0.06);
/** Run-up and coast-down of motor and pump [s]. */
const motorShare = 1 - Math.exp(-mediumS / 0.25);

export interface MachineOptions {
  readonly circuit: Circuit;
  readonly condition: Condition;
  readonly cycle: WorkCycle;
  readonly seed: number;
  readonly oilC: number;
}

/** The whole circuit in motion. Mutable; `stepMachine` moves it on by `stepS` from rest at time 0. */
export interface Machine {
  readonly circuit: Circuit;
  readonly condition: Condition;
  readonly oil: Oil;
  readonly network: NetworkState;
  readonly flows: NetworkFlows;
  readonly input: NetworkInput;
  readonly slow: SlowState;
  readonly gas: GasState;
  readonly heat: HeatStore;
  /** What the control asks for now, and what reaches the spool after its dead time. */
  readonly control: Timeline;
  readonly spoolControl: Timeline;
  readonly roughness: Random;
  readonly spoolShare: number;
  readonly spoolGain: number;
  readonly before: NetworkState;
  ledger: Ledger;
  count: number;
  rough: number;
  loadKn: number;
  /** Frozen temperatures do not move (search for the warm state). */
  isFrozen: boolean;
}

export function createMachine(options: MachineOptions): Machine {
  const { circuit, condition, cycle, seed, oilC } = options;
  const { nu40, nu100 } = circuit.oil;
  const ratio = condition.viscosityRatio;
  // Thinner grades of the same kind lose less at 100 °C than at 40 °C (ISO 3448 grades at equal viscosity index).
  const oil: Oil = { ...circuit.oil, nu40: nu40 * ratio, nu100: nu100 * ratio ** 0.75 };
  const charge = gasCharge(circuit.accumulator.volumeL, condition.prechargeBar);
  return {
    circuit,
    condition,
    oil,
    network: initialNetwork(),
    flows: initialFlows(),
    input: networkInput(circuit, condition, stepS),
    slow: initialSlow(circuit, oilC),
    gas: initialGas(circuit.accumulator, charge, circuit.ambientC),
    heat: createHeatStore(circuit, condition),
    control: createTimeline(cycle, { random: createRandom(seed, 'process'), loadSpread: 0.004, sticks: 0 }),
    spoolControl: createTimeline(cycle, { random: createRandom(seed, 'spool'), loadSpread: 0, sticks: condition.valveSticks }),
    roughness: createRandom(seed, 'roughness'),
    spoolShare: 1 - Math.exp(-stepS / condition.valveTimeConstantS),
    spoolGain: valveGain(circuit),
    before: initialNetwork(),
    ledger: emptyLedger(),
    count: 0,
    rough: 0,
    loadKn: 0,
    isFrozen: false,
  };
}

/** Viscosity and all that hangs on it, temperatures, slow disturbances. */
function updateSlow(m: Machine): void {
  const { circuit, condition, slow, input, oil } = m;
  moveHeat(m, slowSteps * stepS);
  const nu = kinematicViscosity(oil, slow.oilC);
  slow.viscosityMm2s = nu;
  slow.viscosityMpas = dynamicViscosity(oil, slow.oilC);
  input.pumpLeak = gapConductance(circuit.pump.leakage, nu, condition.pumpGapRatio);
  input.edgeLeak = gapConductance(circuit.valve.leakage, nu) * condition.valveLeakRatio;
  input.sealLeak = gapConductance(circuit.cylinder.sealLeakage, nu) * condition.sealLeakRatio;
  // The process force is never quite steady (half a percent), and neither is the air of the hall (some tenths of a kelvin).
  m.rough = 0.9 * m.rough + 0.0025 * m.roughness.normal();
  if (!m.isFrozen) slow.ambientC += (circuit.ambientC - slow.ambientC) * 0.0003 + 0.007 * m.roughness.normal();
}

function updateMotor(m: Machine): void {
  const { circuit, condition, slow, network } = m;
  const isOn = m.control.now.motorOn;
  slow.motorShare += ((isOn ? 1 : 0) - slow.motorShare) * motorShare;
  const riseBar = Math.max(0, network.pump + atmosphereBar - slow.suctionBar);
  const point = { stroke: network.stroke, riseBar, speedRpm: slow.speedRpm, viscosityMpas: slow.viscosityMpas };
  slow.torqueNm = pumpTorque(circuit.pump, point) + (condition.pumpFrictionRatio - 1) * circuit.pump.frictionNmPerBar * riseBar;
  slow.speedRpm = slow.motorShare * motorSpeed(circuit.motor, slow.torqueNm, condition.motorSlipRatio);
  const shaftKw = (slow.torqueNm * slow.speedRpm * Math.PI) / 30000;
  slow.electricalKw = isOn ? shaftKw + motorLoss(circuit.motor, slow.torqueNm, condition.motorLossRatio) : 0;
}

function updateSuction(m: Machine): void {
  const { circuit, condition, slow, network, input, oil } = m;
  const displaced = theoreticalFlow(circuit.pump.displacementCm3, slow.speedRpm);
  const leak = input.pumpLeak * Math.max(0, network.pump);
  slow.caseFlow = leak * circuit.pump.caseShare;
  const pressure = suctionPressure(circuit.suction, {
    flowLmin: Math.max(0, displaced * network.stroke * slow.filling - (leak - slow.caseFlow)),
    viscosityMpas: slow.viscosityMpas,
    densityKgm3: density(oil, slow.oilC),
    levelShare: condition.levelPct / 100,
    openArea: condition.strainerOpenArea,
  });
  // The oil column follows within some 30 ms; this also keeps filling and suction pressure from chasing each other.
  slow.suctionBar += 0.3 * (pressure - slow.suctionBar);
  slow.filling = chamberFilling(slow.suctionBar, condition.freeAir);
  input.fullFlow = displaced * slow.filling;
}

function updateLoad(m: Machine): void {
  const { circuit, condition, input } = m;
  const { now } = m.control;
  m.loadKn += (now.loadKn * condition.loadRatio - m.loadKn) * loadShare;
  input.resistance = m.loadKn * (1 + m.rough) + circuit.cylinder.frictionKn;
  input.dumpGain = condition.dumpGain + (now.bleedLmin > 0 ? orificeGain(now.bleedLmin, 100) : 0);
}

/** Capacities [l/min s/bar] of the four nodes: oil with free air, plus the gas of the accumulator. */
function updateCapacities(m: Machine): void {
  const { circuit, condition, input, network, oil, slow } = m;
  const { freeAir } = condition;
  const x = Math.min(input.strokeMm, Math.max(0, network.position));
  const cap = circuit.cylinder.deadVolumeL + (input.capArea * x) / 1e4;
  const rod = circuit.cylinder.deadVolumeL + (input.rodArea * (input.strokeMm - x)) / 1e4;
  input.capacityPump = (60 * circuit.pumpLineL) / effectiveBulkModulus(oil, network.pump, freeAir);
  input.capacityCap = (60 * cap) / effectiveBulkModulus(oil, network.cap, freeAir);
  input.capacityRod = (60 * rod) / effectiveBulkModulus(oil, network.rod, freeAir);
  m.gas.wallC = slow.ambientC + 0.3 * (slow.oilC - slow.ambientC);
  const line = circuit.systemLineL / effectiveBulkModulus(oil, network.system, freeAir);
  loadGas(m.gas, network.system, stepS);
  input.capacitySystem = 60 * (line + m.gas.capacityLPerBar);
  input.gasFlow = m.gas.warmingLmin;
}

/** Moves the whole machine by one step of `stepS`. */
export function stepMachine(m: Machine): void {
  const { network, input, slow } = m;
  const timeS = m.count * stepS;
  m.control.moveTo(timeS);
  m.spoolControl.moveTo(Math.max(0, timeS - m.condition.valveDelayS));
  slow.spool = spoolStep(slow.spool, m.spoolControl.now.command, m.spoolShare);
  if (m.count % slowSteps === 0) updateSlow(m);
  if (m.count % mediumSteps === 0) {
    updateMotor(m);
    updateSuction(m);
    updateReturn(m);
    updateLoad(m);
  }
  input.tankLine = slow.returnBar;
  input.spoolGain = m.spoolGain * slow.spool;
  updateCapacities(m);
  Object.assign(m.before, network);
  stepNetwork(network, input, stepS, m.flows);
  accountStep(m, stepS);
  network.system = moveGas(m.gas, { beforeBar: m.before.system, afterBar: network.system }, stepS);
  m.count += 1;
}

/** Sets oil and case to a temperature [°C] and freezes or frees them. */
export function setTemperature(m: Machine, oilC: number, isFrozen: boolean): void {
  shiftTemperature(m.slow, oilC - m.slow.oilC);
  m.isFrozen = isFrozen;
}
