import type { Gap } from './orifice.science.ts';

/** Differential cylinder with a moved mass. */
export interface Cylinder {
  readonly name: string;
  readonly boreMm: number;
  readonly rodMm: number;
  readonly strokeMm: number;
  readonly massKg: number;
  /** Seal friction [kN] (constant against the motion) and viscous friction [kN per mm/s]. */
  readonly frictionKn: number;
  readonly viscousKnPerMms: number;
  /** Dead volume of each line and chamber [l]. */
  readonly deadVolumeL: number;
  /** Leakage across the piston seal at one point. */
  readonly sealLeakage: Gap;
}

/** Piston area on the cap side [cm²]. */
export function capArea(cylinder: Cylinder): number {
  return (Math.PI * (cylinder.boreMm / 10) ** 2) / 4;
}

/** Ring area on the rod side [cm²]. */
export function rodArea(cylinder: Cylinder): number {
  return capArea(cylinder) - (Math.PI * (cylinder.rodMm / 10) ** 2) / 4;
}
