import type { Gap } from './orifice.science.ts';

/** Axial piston pump as on its name plate and data sheet. */
export interface Pump {
  readonly name: string;
  readonly kind: 'fixed' | 'compensated';
  /** Geometric displacement [cm³/rev]. */
  readonly displacementCm3: number;
  readonly pistons: number;
  /** Zero-stroke pressure of the compensator [bar] and the pressure below it at which full stroke is reached [bar]. */
  readonly compensatorBar: number;
  readonly compensatorBandBar: number;
  /** Time constant of the swash plate [s]. */
  readonly strokeTimeS: number;
  /** Internal leakage of the new pump at one point. */
  readonly leakage: Gap;
  /** Share of the leakage that leaves through the case drain; the rest returns to the suction side inside the pump. */
  readonly caseShare: number;
  /** Friction torque: constant [Nm], per bar at full stroke [Nm/bar], and viscous [Nm per mPa s at 1500 rpm]. */
  readonly frictionNm: number;
  readonly frictionNmPerBar: number;
  readonly dragNmPerMpas: number;
}

/** Theoretical flow [l/min] at full stroke: Q = V_g n. */
export function theoreticalFlow(displacementCm3: number, speedRpm: number): number {
  return (displacementCm3 * speedRpm) / 1000;
}

/** Stroke (0..1) the compensator spool asks for at an outlet pressure [bar]: proportional inside its band. */
export function compensatorStroke(setBar: number, bandBar: number, pressureBar: number): number {
  return Math.min(1, Math.max(0, (setBar - pressureBar) / bandBar));
}

/** Shaft torque [Nm]: V_g alpha dp / (20 pi) plus friction plus viscous drag (Wilson's torque model). */
export function pumpTorque(
  pump: Pump,
  point: { readonly stroke: number; readonly riseBar: number; readonly speedRpm: number; readonly viscosityMpas: number },
): number {
  const ideal = (pump.displacementCm3 * point.stroke * point.riseBar) / (20 * Math.PI);
  // Part of the pressure-dependent friction (bearings, slippers) stays at zero stroke.
  const dry = pump.frictionNm + pump.frictionNmPerBar * point.riseBar * (0.4 + 0.6 * point.stroke);
  const drag = pump.dragNmPerMpas * point.viscosityMpas * (point.speedRpm / 1500);
  return ideal + dry + drag;
}

/** Air dissolved in mineral oil at saturation, volume per volume at atmospheric pressure (Bunsen coefficient). */
const bunsen = 0.09;
/** Share of the oversaturated air that comes out during the fraction of a second the oil spends in the suction line. */
const releasedShare = 0.6;

/**
 * Filling of the displacement chambers (0..1) at an absolute suction pressure [bar]: free air plus the air that Henry's law
 * releases below atmospheric pressure takes room from the oil.
 */
export function chamberFilling(suctionAbsBar: number, freeAir: number): number {
  const pressure = Math.max(suctionAbsBar, 0.03);
  const released = releasedShare * bunsen * Math.max(0, 1 - pressure);
  const gasVolume = (freeAir + released) / pressure;
  return 1 / (1 + gasVolume);
}
