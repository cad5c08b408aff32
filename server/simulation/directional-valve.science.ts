import type { Gap } from './orifice.science.ts';

/** 4/3 proportional directional valve, closed centre. */
export interface DirectionalValve {
  readonly name: string;
  /** Flow per edge [l/min] at full command and `nominalDropBar` per edge. */
  readonly nominalFlowLmin: number;
  readonly nominalDropBar: number;
  /** Time from command to first movement [s] and time constant of the spool [s]. */
  readonly delayS: number;
  readonly timeConstantS: number;
  /** Clearance leakage of each of the four edges at one point. */
  readonly leakage: Gap;
}

/** Spool position after one step: first-order approach to the command. Positions and commands are -1..1. */
export function spoolStep(position: number, command: number, stepShare: number): number {
  return position + (command - position) * stepShare;
}
