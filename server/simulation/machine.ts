import { adiabaticExponent, gasCapacity, gasTemperature, prechargeAt, thermalFlow } from './accumulator.science.ts';
import type { Circuit } from './circuit.ts';
import type { Condition } from './condition.ts';
import type { WorkCycle } from './cycle.ts';
import { spoolStep } from './directional-valve.science.ts';
import { emptyLedger, type Ledger } from './ledger.ts';
import { chargeOf, initialFlows, initialNetwork, initialSlow, networkInput, type SlowState, valveGain } from './machine-state.ts';
import { motorLoss, motorSpeed } from './motor.science.ts';
import { atmosphereBar, density, dynamicViscosity, effectiveBulkModulus, kinematicViscosity, type Oil } from './oil.science.ts';
import { gapConductance } from './orifice.science.ts';
import { type NetworkFlows, type NetworkState, stepNetwork } from './pressure-network.science.ts';
import { chamberFilling, pumpTorque, theoreticalFlow } from './pump.science.ts';
import { createRandom } from './random.ts';
import { suctionPressure } from './suction.science.ts';
import { createHeatBalance } from './thermal.ts';
import { createTimeline } from './timeline.ts';

/** Integration step [s]: well below the spool and swash plate times; the stiff pressures are solved implicitly. */
export const stepS = 0.002;
/** Steps between updates of what changes within tens of milliseconds, and of temperatures. */
const mediumSteps = 5;
const slowSteps = 50;
/** The process force follows its plateau with 60 ms: material gives way, it does not jump. */
const loadShare = 1 - Math.exp((-mediumSteps * stepS) / 0.06);

export interface MachineOptions {
  readonly circuit: Circuit;
  readonly condition: Condition;
  readonly cycle: WorkCycle;
  readonly seed: number;
  readonly oilC: number;
}

export interface Machine {
  readonly network: NetworkState;
  readonly flows: NetworkFlows;
  readonly slow: SlowState;
  /** The command the control gives now (not the spool's position). */
  readonly control: { command: number; loadKn: number; motorOn: boolean };
  readonly ledger: () => Ledger;
  resetLedger(): void;
  /** One step of `stepS`. */
  step(): void;
  /** Sets all oil temperatures [°C]; frozen temperatures do not move (search for the warm state). */
  setTemperature(oilC: number, isFrozen: boolean): void;
}

/** The whole circuit as one object that moves in steps of `stepS` from rest at time 0. */
export function createMachine(options: MachineOptions): Machine {
  const { circuit, condition, cycle, seed } = options;
  const oil: Oil = {
    ...circuit.oil,
    nu40: circuit.oil.nu40 * condition.viscosityRatio,
    nu100: circuit.oil.nu100 * condition.viscosityRatio ** 0.75,
  };
  const network = initialNetwork();
  const flows = initialFlows();
  const slow = initialSlow(circuit, options.oilC);
  const input = networkInput(circuit, condition, stepS);
  const heat = createHeatBalance({ circuit, condition, oil, slow });
  const spread = { random: createRandom(seed, 'process'), loadSpread: 0.004 };
  const control = createTimeline(cycle, { ...spread, sticks: 0 });
  const spoolControl = createTimeline(cycle, { random: createRandom(seed, 'spool'), loadSpread: 0, sticks: condition.valveSticks });
  const roughness = createRandom(seed, 'roughness');
  const charge = chargeOf(circuit, condition);
  const spoolShare = 1 - Math.exp(-stepS / condition.valveTimeConstantS);
  const gainPerPosition = valveGain(circuit);
  let ledger = emptyLedger();
  let count = 0;
  let rough = 0;
  let loadKn = 0;
  let isFrozen = false;
  let isGasConnected = false;

  const updateSlow = (): void => {
    heat.move(slowSteps * stepS, ledger, isFrozen);
    slow.viscosityMm2s = kinematicViscosity(oil, slow.oilC);
    slow.viscosityMpas = dynamicViscosity(oil, slow.oilC);
    const nu = slow.viscosityMm2s;
    input.pumpLeak = gapConductance(circuit.pump.leakage, nu, condition.pumpGapRatio);
    input.edgeLeak = gapConductance(circuit.valve.leakage, nu) * condition.valveLeakRatio;
    input.sealLeak = gapConductance(circuit.cylinder.sealLeakage, nu) * condition.sealLeakRatio;
    // The process force is never quite steady: slow noise of half a percent.
    rough = 0.9 * rough + 0.0025 * roughness.normal();
  };

  const updateMedium = (): void => {
    const { now } = control;
    const target = now.motorOn ? 1 : 0;
    slow.motorShare += (target - slow.motorShare) * (1 - Math.exp((-mediumSteps * stepS) / 0.25));
    const riseBar = Math.max(0, network.pump + atmosphereBar - slow.suctionBar);
    const point = { stroke: network.stroke, riseBar, speedRpm: slow.speedRpm, viscosityMpas: slow.viscosityMpas };
    slow.torqueNm = pumpTorque(circuit.pump, point) + (condition.pumpFrictionRatio - 1) * circuit.pump.frictionNmPerBar * riseBar;
    slow.speedRpm = slow.motorShare * motorSpeed(circuit.motor, slow.torqueNm, condition.motorSlipRatio);
    const shaftKw = (slow.torqueNm * slow.speedRpm * Math.PI) / 30000;
    slow.electricalKw = now.motorOn ? shaftKw + motorLoss(circuit.motor, slow.torqueNm, condition.motorLossRatio) : 0;
    const displaced = theoreticalFlow(circuit.pump.displacementCm3, slow.speedRpm);
    slow.caseFlow = Math.max(0, input.pumpLeak * network.pump * circuit.pump.caseShare);
    const suctionFlow = displaced * network.stroke * slow.filling - input.pumpLeak * network.pump * (1 - circuit.pump.caseShare);
    const pressure = suctionPressure(circuit.suction, {
      flowLmin: Math.max(0, suctionFlow),
      viscosityMpas: slow.viscosityMpas,
      densityKgm3: density(oil, slow.oilC),
      levelShare: condition.levelPct / 100,
      openArea: condition.strainerOpenArea,
    });
    slow.suctionBar += 0.3 * (pressure - slow.suctionBar);
    slow.filling = chamberFilling(slow.suctionBar, condition.freeAir);
    input.fullFlow = displaced * slow.filling;
    heat.updateReturn(flows);
    input.tankLine = slow.returnBar;
    loadKn += (control.now.loadKn * condition.loadRatio - loadKn) * loadShare;
    input.resistance = loadKn * (1 + rough) + circuit.cylinder.frictionKn;
  };

  const updateCapacities = (): void => {
    const { capArea, rodArea, strokeMm } = input;
    const x = Math.min(strokeMm, Math.max(0, network.position));
    const dead = circuit.cylinder.deadVolumeL;
    input.capacityPump = (60 * circuit.pumpLineL) / effectiveBulkModulus(oil, network.pump, condition.freeAir);
    input.capacityCap = (60 * (dead + (capArea * x) / 1e4)) / effectiveBulkModulus(oil, network.cap, condition.freeAir);
    input.capacityRod = (60 * (dead + (rodArea * (strokeMm - x)) / 1e4)) / effectiveBulkModulus(oil, network.rod, condition.freeAir);
    const line = circuit.systemLineL / effectiveBulkModulus(oil, network.system, condition.freeAir);
    const absolute = network.system + atmosphereBar;
    const wall = { temperatureC: slow.ambientC + 0.3 * (slow.oilC - slow.ambientC), timeS: circuit.accumulator.thermalTimeS };
    if (isGasConnected) {
      slow.gasC = gasTemperature(charge, absolute, slow.gasVolumeL);
      input.capacitySystem = 60 * (line + gasCapacity(slow.gasVolumeL, absolute));
      input.gasFlow = thermalFlow(slow.gasVolumeL, slow.gasC, wall);
    } else {
      slow.gasC += ((wall.temperatureC - slow.gasC) * stepS) / wall.timeS;
      input.capacitySystem = 60 * line;
      input.gasFlow = 0;
    }
  };

  /** Moves the bladder with the new pressure; it opens at the precharge and closes when all oil has left. */
  const moveGas = (before: number): void => {
    const volume = circuit.accumulator.volumeL;
    if (isGasConnected) {
      const ratio = (before + atmosphereBar) / (network.system + atmosphereBar);
      slow.gasVolumeL = slow.gasVolumeL * ratio ** (1 / adiabaticExponent) + (input.gasFlow / 60) * stepS;
      if (slow.gasVolumeL >= volume) {
        slow.gasVolumeL = volume;
        isGasConnected = false;
      }
    } else if (network.system > prechargeAt(volume, charge, slow.gasC)) {
      const opening = prechargeAt(volume, charge, slow.gasC);
      const excess = ((network.system - opening) * input.capacitySystem) / 60;
      network.system = opening + 1e-6;
      slow.gasVolumeL = volume - Math.min(excess, 0.5 * volume);
      isGasConnected = true;
    }
  };

  const step = (): void => {
    const timeS = count * stepS;
    control.moveTo(timeS);
    spoolControl.moveTo(Math.max(0, timeS - condition.valveDelayS));
    slow.spool = spoolStep(slow.spool, spoolControl.now.command, spoolShare);
    if (count % slowSteps === 0) updateSlow();
    if (count % mediumSteps === 0) updateMedium();
    input.spoolGain = gainPerPosition * slow.spool;
    updateCapacities();
    const before = { ...network };
    stepNetwork(network, input, stepS, flows);
    heat.account({ before, network, flows, input, ledger, stepS });
    moveGas(before.system);
    count += 1;
  };

  return {
    network,
    flows,
    slow,
    control: control.now,
    ledger: () => ledger,
    resetLedger: () => {
      ledger = emptyLedger();
    },
    step,
    setTemperature: (oilC, frozen) => {
      heat.setTemperature(oilC);
      isFrozen = frozen;
    },
  };
}
