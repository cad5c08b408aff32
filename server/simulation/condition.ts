import type { Circuit } from './circuit.ts';

/** What the parts are like right now: the only place where a physical fault enters the equations. */
export interface Condition {
  /** Pump gap height relative to new (leakage goes with its cube) and dry friction relative to new. */
  pumpGapRatio: number;
  pumpFrictionRatio: number;
  compensatorBar: number;
  /** Free share of the suction strainer (0..1]. */
  strainerOpenArea: number;
  /** Free air in the oil, volume share at atmospheric pressure. */
  freeAir: number;
  motorSlipRatio: number;
  motorLossRatio: number;
  reliefBar: number;
  /** Orifice left open in the relief valve's seat [l/min per sqrt(bar)]. */
  reliefSeatGain: number;
  /** Orifice from the pressure line to tank that should not be there [l/min per sqrt(bar)]. */
  dumpGain: number;
  valveDelayS: number;
  valveTimeConstantS: number;
  /** Probability that the spool ignores a command edge. */
  valveSticks: number;
  valveLeakRatio: number;
  sealLeakRatio: number;
  loadRatio: number;
  prechargeBar: number;
  /** Share of rated air flow, dirt on the fins [K/kW], share of oil that passes the cooler by. */
  airShare: number;
  foulingKPerKw: number;
  coolerBypass: number;
  filterOpenPores: number;
  filterStuckBypass: number;
  viscosityRatio: number;
  levelPct: number;
}

export function healthyCondition(circuit: Circuit): Condition {
  return {
    pumpGapRatio: 1,
    pumpFrictionRatio: 1,
    compensatorBar: circuit.pump.compensatorBar,
    strainerOpenArea: 1,
    freeAir: 0.004,
    motorSlipRatio: 1,
    motorLossRatio: 1,
    reliefBar: circuit.relief.setBar,
    reliefSeatGain: 0,
    dumpGain: 0,
    valveDelayS: circuit.valve.delayS,
    valveTimeConstantS: circuit.valve.timeConstantS,
    valveSticks: 0,
    valveLeakRatio: 1,
    sealLeakRatio: 1,
    loadRatio: 1,
    prechargeBar: circuit.accumulator.prechargeBar,
    airShare: 1,
    foulingKPerKw: 0,
    coolerBypass: 0,
    filterOpenPores: 0.92,
    filterStuckBypass: 0,
    viscosityRatio: 1,
    levelPct: circuit.tank.levelPct,
  };
}
