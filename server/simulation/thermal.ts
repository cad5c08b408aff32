import type { Circuit } from './circuit.ts';
import type { Condition } from './condition.ts';
import { coolerDrop, coolerEffectiveness } from './cooler.science.ts';
import { filterDrop } from './filter.science.ts';
import type { Ledger } from './ledger.ts';
import type { SlowState } from './machine-state.ts';
import { density, heatCapacityRate, type Oil } from './oil.science.ts';
import type { NetworkFlows, NetworkInput, NetworkState } from './pressure-network.science.ts';
import { wallConductance } from './tank.science.ts';

interface Parts {
  readonly circuit: Circuit;
  readonly condition: Condition;
  readonly oil: Oil;
  readonly slow: SlowState;
}

interface Moment {
  readonly before: NetworkState;
  readonly network: NetworkState;
  readonly flows: NetworkFlows;
  readonly input: NetworkInput;
  readonly ledger: Ledger;
  readonly stepS: number;
}

export interface HeatBalance {
  /** Adds one step's losses to the ledger [kJ] and to the heat waiting for the oil. */
  account(moment: Moment): void;
  /** Return line, filter and cooler flow for the present flows. */
  updateReturn(flows: NetworkFlows): void;
  /** Moves the temperatures by `seconds` with the heat collected since the last call. */
  move(seconds: number, ledger: Ledger, isFrozen: boolean): void;
  setTemperature(oilC: number): void;
}

/** Share of the pump's friction heat that warms the case oil; the rest leaves with the delivered oil. */
const caseFrictionShare = 0.35;
/** Oil and metal in the pump case [kJ/K] and its surface to the air [kW/K]. */
const caseKjPerK = 6;
const caseKwPerK = 0.004;
/** Memory of the return line's mixing temperature [s]. */
const returnTimeS = 20;

/** Losses, return side and the temperatures of tank, pump case and cooler: mdot cp T balances with well-mixed volumes. */
export function createHeatBalance({ circuit, condition, oil, slow }: Parts): HeatBalance {
  const walls = wallConductance(circuit.tank, condition.levelPct);
  const volume = (circuit.tank.volumeL * condition.levelPct) / 100 + 10; // 10 l in lines and cylinder
  let toTank = 0;
  let toCase = 0;
  let returnHeat = 0;
  let returnKw = 0;
  let returnFlow = 0;
  let returnVolume = 0;

  const account = ({ before, network, flows, input, ledger, stepS }: Moment): void => {
    const k = stepS / 600; // bar l/min -> kJ per step
    const shaft = ((slow.torqueNm * slow.speedRpm * Math.PI) / 30000) * stepS;
    const pumpHeat = shaft - network.pump * flows.pump * k;
    const relief = network.pump * flows.relief * k;
    const throttle =
      k *
      ((network.pump - network.system) * flows.check +
        network.system * flows.dump +
        (network.system - network.cap) * flows.pumpToCap +
        (network.system - network.rod) * flows.pumpToRod +
        network.cap * flows.capToTank +
        network.rod * flows.rodToTank +
        (network.cap - network.rod) * flows.seal);
    const v = network.velocity;
    const moving = Math.min(1, Math.abs(v) / 1.5);
    const friction = (circuit.cylinder.frictionKn * moving + input.viscous * Math.abs(v)) * Math.abs(v) * stepS * 1e-3;
    const load = (input.resistance - circuit.cylinder.frictionKn) * moving * Math.abs(v) * stepS * 1e-3;
    const compressed =
      (network.pump * input.capacityPump * (network.pump - before.pump) +
        network.system * input.capacitySystem * (network.system - before.system) +
        network.cap * input.capacityCap * (network.cap - before.cap) +
        network.rod * input.capacityRod * (network.rod - before.rod)) /
        600 -
      network.system * input.gasFlow * k;
    const kinetic = 0.5e-6 * input.massTon * (v * v - before.velocity * before.velocity);
    ledger.seconds += stepS;
    ledger.electrical += slow.electricalKw * stepS;
    ledger.motorLoss += slow.electricalKw * stepS - shaft;
    ledger.shaft += shaft;
    ledger.load += load;
    ledger.pumpHeat += pumpHeat;
    ledger.reliefHeat += relief;
    ledger.throttleHeat += throttle;
    ledger.frictionHeat += friction;
    ledger.stored += compressed + kinetic;
    ledger.delivered += (flows.pump * stepS) / 60;
    ledger.consumed += ((flows.pumpToCap + flows.pumpToRod) * stepS) / 60;
    ledger.bypassed += ((flows.relief + flows.dump) * stepS) / 60;
    const leakHeat = slow.caseFlow * network.pump * k;
    const caseHeat = Math.min(pumpHeat, leakHeat + caseFrictionShare * Math.max(0, pumpHeat - leakHeat));
    toCase += caseHeat;
    toTank += pumpHeat - caseHeat + relief + throttle + friction;
    returnHeat += relief + throttle + friction;
    returnVolume += ((flows.relief + flows.dump + flows.capToTank + flows.rodToTank) * stepS) / 60;
  };

  const updateReturn = (flows: NetworkFlows): void => {
    const total = Math.max(0, flows.relief + flows.dump + flows.capToTank + flows.rodToTank);
    const loop = circuit.cooling.kind === 'offline' ? circuit.cooling.flowLmin : total;
    slow.filterBar = filterDrop(circuit.filter, {
      flowLmin: loop,
      viscosityMm2s: slow.viscosityMm2s,
      openPores: condition.filterOpenPores,
      stuckBypass: condition.filterStuckBypass,
    });
    slow.coolerFlow = loop * (1 - condition.coolerBypass);
    const cooler = coolerDrop(circuit.cooler, slow.coolerFlow, slow.viscosityMm2s);
    const line = circuit.returnDropBar * (total / 25) ** 2 + 0.01 * total * (slow.viscosityMm2s / 100);
    const target = circuit.cooling.kind === 'offline' ? line : line + slow.filterBar + cooler;
    slow.returnBar += 0.4 * (target - slow.returnBar);
    // The loop pump's own work ends as heat in the oil.
    if (circuit.cooling.kind === 'offline') toTank += ((slow.filterBar + cooler) * loop * 0.01) / 600;
  };

  const move = (seconds: number, ledger: Ledger, isFrozen: boolean): void => {
    const perFlow = heatCapacityRate(oil, slow.oilC);
    const caseWarmth = perFlow * slow.caseFlow * (slow.caseC - slow.oilC);
    const caseLoss = caseKwPerK * (slow.caseC - slow.ambientC);
    slow.caseC += (toCase - (caseWarmth + caseLoss) * seconds) / caseKjPerK;
    const weight = seconds / returnTimeS;
    returnKw += (returnHeat / seconds - returnKw) * weight;
    returnFlow += ((returnVolume * 60) / seconds - returnFlow) * weight;
    slow.returnC = slow.oilC + (returnFlow > 0.2 ? returnKw / (perFlow * returnFlow) : 0);
    const inletC = circuit.cooling.kind === 'offline' ? slow.oilC : slow.returnC;
    const effectiveness = coolerEffectiveness(circuit.cooler, {
      oilFlowLmin: slow.coolerFlow,
      oilCapacity: perFlow,
      airShare: condition.airShare,
      foulingKPerKw: condition.foulingKPerKw,
    });
    slow.coolerOutC = inletC - effectiveness * (inletC - slow.ambientC);
    const cooled = perFlow * slow.coolerFlow * (inletC - slow.coolerOutC) * seconds;
    const walled = walls * (slow.oilC - slow.ambientC) * seconds;
    const heat = toTank + caseWarmth * seconds;
    ledger.oilHeat += heat;
    ledger.coolerHeat += cooled;
    ledger.wallHeat += walled;
    const capacity = (volume * density(oil, slow.oilC) * oil.specificHeat) / 1000 + circuit.tank.steelKjPerK;
    if (!isFrozen) slow.oilC += (heat - cooled - walled) / capacity;
    toTank = 0;
    toCase = 0;
    returnHeat = 0;
    returnVolume = 0;
  };

  const setTemperature = (oilC: number): void => {
    const shift = oilC - slow.oilC;
    slow.oilC += shift;
    slow.caseC += shift;
    slow.returnC += shift;
  };
  return { account, updateReturn, move, setTemperature };
}
