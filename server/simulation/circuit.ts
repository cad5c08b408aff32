import type { Accumulator } from './accumulator.science.ts';
import type { Cooler } from './cooler.science.ts';
import type { Cylinder } from './cylinder.science.ts';
import type { DirectionalValve } from './directional-valve.science.ts';
import type { Filter } from './filter.science.ts';
import type { Motor } from './motor.science.ts';
import type { Oil } from './oil.science.ts';
import type { CheckValve, ReliefValve } from './pressure-valve.science.ts';
import type { Pump } from './pump.science.ts';
import type { SuctionLine } from './suction.science.ts';
import type { Tank } from './tank.science.ts';

/** The machine as its name plates and drawings describe it; a system record can be made from it. */
export interface Circuit {
  readonly name: string;
  /** Mean ambient temperature [°C]. */
  readonly ambientC: number;
  readonly oil: Oil;
  readonly motor: Motor;
  readonly pump: Pump;
  readonly suction: SuctionLine;
  readonly relief: ReliefValve;
  readonly check: CheckValve;
  readonly accumulator: Accumulator;
  readonly valve: DirectionalValve;
  readonly cylinder: Cylinder;
  readonly tank: Tank;
  readonly filter: Filter;
  readonly cooler: Cooler;
  /** `return`: filter and cooler lie in the return line. `offline`: an own small pump sends `flowLmin` through them. */
  readonly cooling: { readonly kind: 'return' } | { readonly kind: 'offline'; readonly flowLmin: number };
  /** Oil volume between pump and check valve, and behind the check valve [l]. */
  readonly pumpLineL: number;
  readonly systemLineL: number;
  /** Loss of the return line [bar] at 25 l/min (square law). */
  readonly returnDropBar: number;
}

/** A baling press: 7.5 kW, 18 cm³ compensated axial piston pump, 125/70 cylinder, 4 l accumulator, oil/air cooler in a by-pass loop. */
export const demoCircuit: Circuit = {
  name: 'Baling press 2 (simulated)',
  ambientC: 24,
  oil: { name: 'HLP 46', nu40: 46, nu100: 6.8, density15: 876, specificHeat: 1.9, bulkModulus: 14500 },
  motor: { name: '7.5 kW IE3, 4-pole', ratedPowerKw: 7.5, ratedSpeedRpm: 1455, synchronousSpeedRpm: 1500, ratedEfficiency: 0.904 },
  pump: {
    name: 'Axial piston pump 18 cm³, pressure compensated',
    kind: 'compensated',
    displacementCm3: 18,
    pistons: 9,
    compensatorBar: 180,
    compensatorBandBar: 6,
    strokeTimeS: 0.04,
    leakage: { flowLmin: 1, dropBar: 160, viscosityMm2s: 40 },
    caseShare: 0.75,
    frictionNm: 0.8,
    frictionNmPerBar: 0.012,
    dragNmPerMpas: 0.03,
  },
  suction: { boreMm: 32, lengthM: 1.2, strainerBar: 0.04, headM: 0.5 },
  relief: { name: 'Relief valve, pilot operated', setBar: 205, crackShare: 0.94, nominalFlowLmin: 40 },
  check: { crackBar: 0.3, gradient: 40 },
  accumulator: { name: 'Bladder accumulator 4 l', volumeL: 4, prechargeBar: 90, thermalTimeS: 18 },
  valve: {
    name: 'Proportional directional valve 4/3, NG6',
    nominalFlowLmin: 24,
    nominalDropBar: 5,
    delayS: 0.012,
    timeConstantS: 0.018,
    leakage: { flowLmin: 0.06, dropBar: 100, viscosityMm2s: 40 },
  },
  cylinder: {
    name: 'Cylinder 125/70 x 1100',
    boreMm: 125,
    rodMm: 70,
    strokeMm: 1100,
    massKg: 1500,
    frictionKn: 3,
    viscousKnPerMms: 0.03,
    deadVolumeL: 0.4,
    sealLeakage: { flowLmin: 0.01, dropBar: 100, viscosityMm2s: 40 },
  },
  tank: { volumeL: 120, levelPct: 78, wallM2: 1.5, wallWPerM2K: 11, steelKjPerK: 35 },
  filter: { name: 'By-pass filter 10 µm', housingBar: 0.08, elementBar: 0.35, ratedFlowLmin: 9, bypassBar: 3, bypassGradient: 12 },
  cooler: {
    name: 'Oil/air cooler',
    airSideKwPerK: 0.2,
    oilSideKwPerK: 0.6,
    airCapacityKwPerK: 0.34,
    ratedFlowLmin: 9,
    ratedDropBar: 0.5,
  },
  cooling: { kind: 'offline', flowLmin: 9 },
  pumpLineL: 0.5,
  systemLineL: 0.8,
  returnDropBar: 0.5,
};
