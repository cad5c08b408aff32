import type { Circuit } from './circuit.ts';
import type { Condition } from './condition.ts';
import { capArea, rodArea } from './cylinder.science.ts';
import { orificeGain } from './orifice.science.ts';
import type { NetworkFlows, NetworkInput, NetworkState } from './pressure-network.science.ts';
import { reliefGradient } from './pressure-valve.science.ts';

/** Everything that changes in time outside the four pressure nodes. Units as in the names; temperatures °C. */
export interface SlowState {
  oilC: number;
  caseC: number;
  returnC: number;
  ambientC: number;
  coolerOutC: number;
  speedRpm: number;
  motorShare: number;
  torqueNm: number;
  electricalKw: number;
  suctionBar: number;
  filling: number;
  spool: number;
  returnBar: number;
  filterBar: number;
  coolerFlow: number;
  caseFlow: number;
  viscosityMm2s: number;
  viscosityMpas: number;
}

export function initialNetwork(): NetworkState {
  return { pump: 0, system: 0, cap: 0, rod: 0, velocity: 0, position: 0, stroke: 1 };
}

export function initialSlow(circuit: Circuit, oilC: number): SlowState {
  return {
    oilC,
    caseC: oilC,
    returnC: oilC,
    ambientC: circuit.ambientC,
    coolerOutC: oilC,
    speedRpm: circuit.motor.ratedSpeedRpm,
    motorShare: 1,
    torqueNm: 5,
    electricalKw: 0,
    suctionBar: 1,
    filling: 1,
    spool: 0,
    returnBar: 0,
    filterBar: 0,
    coolerFlow: 0,
    caseFlow: 0,
    viscosityMm2s: 46,
    viscosityMpas: 40,
  };
}

export function initialFlows(): NetworkFlows {
  return { pump: 0, relief: 0, dump: 0, check: 0, pumpToCap: 0, pumpToRod: 0, capToTank: 0, rodToTank: 0, seal: 0 };
}

/** The constants of the network for a circuit in a condition; the machine fills in what changes from step to step. */
export function networkInput(circuit: Circuit, condition: Condition, stepS: number): NetworkInput {
  const { pump, relief, check, cylinder } = circuit;
  return {
    fullFlow: 0,
    pumpLeak: 0,
    isCompensated: pump.kind === 'compensated',
    compensatorBar: condition.compensatorBar,
    compensatorBand: pump.compensatorBandBar,
    strokeRatio: stepS / pump.strokeTimeS,
    reliefCrack: condition.reliefBar * relief.crackShare,
    reliefGradient: reliefGradient(relief, condition.reliefBar),
    reliefSeatGain: condition.reliefSeatGain,
    dumpGain: condition.dumpGain,
    checkCrack: check.crackBar,
    checkGradient: check.gradient,
    spoolGain: 0,
    edgeLeak: 0,
    sealLeak: 0,
    tankLine: 0,
    capacityPump: 1,
    capacitySystem: 1,
    capacityCap: 1,
    capacityRod: 1,
    gasFlow: 0,
    capArea: capArea(cylinder),
    rodArea: rodArea(cylinder),
    massTon: cylinder.massKg / 1000,
    resistance: 0,
    viscous: cylinder.viscousKnPerMms,
    strokeMm: cylinder.strokeMm,
  };
}

export function valveGain(circuit: Circuit): number {
  return orificeGain(circuit.valve.nominalFlowLmin, circuit.valve.nominalDropBar);
}
