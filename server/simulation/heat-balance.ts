import type { Circuit } from './circuit.ts';
import type { Condition } from './condition.ts';
import { coolerDrop, coolerEffectiveness } from './cooler.science.ts';
import { filterDrop } from './filter.science.ts';
import type { SlowState } from './machine-state.ts';
import { density, heatCapacityRate, type Oil } from './oil.science.ts';
import type { NetworkFlows } from './pressure-network.science.ts';
import { wallConductance } from './tank.science.ts';

/** Heat [kJ] waiting for the next temperature step, and the slow memory of the return line. Mutable. */
export interface HeatStore {
  readonly wallsKwPerK: number;
  readonly oilL: number;
  toTank: number;
  toCase: number;
  returned: number;
  returnedL: number;
  returnKw: number;
  returnLmin: number;
}

interface HeatLedger {
  oilHeat: number;
  coolerHeat: number;
  wallHeat: number;
}

interface HeatParts {
  readonly circuit: Circuit;
  readonly condition: Condition;
  readonly oil: Oil;
  readonly slow: SlowState;
  readonly flows: NetworkFlows;
  readonly heat: HeatStore;
  readonly ledger: HeatLedger;
  readonly isFrozen: boolean;
}

/** Oil in lines and cylinder [l]. */
const lineOilL = 10;
/** Oil and metal in the pump case [kJ/K] and its surface to the air [kW/K]. */
const caseKjPerK = 6;
const caseKwPerK = 0.004;
/** Memory of the return line's mixing temperature [s]. */
const returnTimeS = 20;

export function createHeatStore(circuit: Circuit, condition: Condition): HeatStore {
  return {
    wallsKwPerK: wallConductance(circuit.tank, condition.levelPct),
    oilL: (circuit.tank.volumeL * condition.levelPct) / 100 + lineOilL,
    toTank: 0,
    toCase: 0,
    returned: 0,
    returnedL: 0,
    returnKw: 0,
    returnLmin: 0,
  };
}

/** Return line pressure, filter loss and cooler flow for the present flows. Called every 10 ms. */
export function updateReturn({ circuit, condition, slow, flows, heat }: HeatParts): void {
  const total = Math.max(0, flows.relief + flows.dump + flows.capToTank + flows.rodToTank);
  const { cooling } = circuit;
  const loop = cooling.kind === 'offline' ? cooling.flowLmin : total;
  slow.filterBar = filterDrop(circuit.filter, {
    flowLmin: loop,
    viscosityMm2s: slow.viscosityMm2s,
    openPores: condition.filterOpenPores,
    stuckBypass: condition.filterStuckBypass,
  });
  slow.coolerFlow = loop * (1 - condition.coolerBypass);
  const cooler = coolerDrop(circuit.cooler, slow.coolerFlow, slow.viscosityMm2s);
  const line = circuit.returnDropBar * (total / 25) ** 2 + 0.01 * total * (slow.viscosityMm2s / 100);
  const target = cooling.kind === 'offline' ? line : line + slow.filterBar + cooler;
  slow.returnBar += 0.4 * (target - slow.returnBar);
  // The loop pump's own work ends as heat in the oil: bar l/min / 600 for 10 ms.
  if (cooling.kind === 'offline') heat.toTank += ((slow.filterBar + cooler) * loop * 0.01) / 600;
}

/** Oil temperature in the return line: tank plus the losses its flow carries. */
function moveReturn({ slow, heat }: HeatParts, perFlow: number, seconds: number): void {
  const weight = seconds / returnTimeS;
  heat.returnKw += (heat.returned / seconds - heat.returnKw) * weight;
  heat.returnLmin += ((heat.returnedL * 60) / seconds - heat.returnLmin) * weight;
  slow.returnC = slow.oilC + (heat.returnLmin > 0.2 ? heat.returnKw / (perFlow * heat.returnLmin) : 0);
  heat.returned = 0;
  heat.returnedL = 0;
}

/** Heat [kW] the cooler takes out; sets its outlet temperature. */
function coolOil({ circuit, condition, slow }: HeatParts, perFlow: number): number {
  const inletC = circuit.cooling.kind === 'offline' ? slow.oilC : slow.returnC;
  const effectiveness = coolerEffectiveness(circuit.cooler, {
    oilFlowLmin: slow.coolerFlow,
    oilCapacity: perFlow,
    airShare: condition.airShare,
    foulingKPerKw: condition.foulingKPerKw,
  });
  slow.coolerOutC = inletC - effectiveness * (inletC - slow.ambientC);
  return perFlow * slow.coolerFlow * (inletC - slow.coolerOutC);
}

/** Moves tank, case and return temperatures by `seconds` with the heat collected since the last call: C dT/dt = heat in - heat out. */
export function moveHeat(parts: HeatParts, seconds: number): void {
  const { circuit, oil, slow, heat, ledger, isFrozen } = parts;
  const perFlow = heatCapacityRate(oil, slow.oilC);
  const caseWarmth = perFlow * slow.caseFlow * (slow.caseC - slow.oilC);
  const caseLoss = caseKwPerK * (slow.caseC - slow.ambientC);
  slow.caseC += (heat.toCase - (caseWarmth + caseLoss) * seconds) / caseKjPerK;
  moveReturn(parts, perFlow, seconds);
  const cooled = coolOil(parts, perFlow) * seconds;
  const walled = heat.wallsKwPerK * (slow.oilC - slow.ambientC) * seconds;
  const added = heat.toTank + caseWarmth * seconds;
  ledger.oilHeat += added;
  ledger.coolerHeat += cooled;
  ledger.wallHeat += walled;
  const capacity = oilHeatCapacity(circuit, oil, heat.oilL);
  if (!isFrozen) slow.oilC += (added - cooled - walled) / capacity;
  heat.toTank = 0;
  heat.toCase = 0;
}

/** Heat capacity of the oil and the steel that follows it [kJ/K]; density at 45 °C. */
export function oilHeatCapacity(circuit: Circuit, oil: Oil, oilL: number): number {
  return (oilL * density(oil, 45) * oil.specificHeat) / 1000 + circuit.tank.steelKjPerK;
}

/** Shifts all oil temperatures together. */
export function shiftTemperature(slow: SlowState, byK: number): void {
  slow.oilC += byK;
  slow.caseC += byK;
  slow.returnC += byK;
}
