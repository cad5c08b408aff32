import { atmosphereBar } from './oil.science.ts';

/** Suction line and strainer of a new machine. */
export interface SuctionLine {
  /** Inner diameter [mm] and equivalent length with bends [m]. */
  readonly boreMm: number;
  readonly lengthM: number;
  /** Loss of the clean strainer [bar] at 25 l/min. */
  readonly strainerBar: number;
  /** Oil level above (+) the suction port at 100 % level, and the height of the level range [m]. */
  readonly headM: number;
}

/**
 * Absolute pressure [bar] at the suction port. Hagen-Poiseuille for the line (Re < 2300 at suction speeds below 1 m/s) and a square
 * law for the strainer, whose open area `openArea` (0..1] enters with its inverse square.
 */
export function suctionPressure(
  line: SuctionLine,
  point: {
    readonly flowLmin: number;
    readonly viscosityMpas: number;
    readonly densityKgm3: number;
    readonly levelShare: number;
    readonly openArea: number;
  },
): number {
  const flow = point.flowLmin / 60000;
  const friction = (128 * point.viscosityMpas * 1e-3 * line.lengthM * flow) / (Math.PI * (line.boreMm / 1000) ** 4) / 1e5;
  const strainer = (line.strainerBar * (point.flowLmin / 25) ** 2) / point.openArea ** 2;
  const head = (point.densityKgm3 * 9.81 * line.headM * point.levelShare) / 1e5;
  return Math.max(atmosphereBar + head - friction - strainer, 0.03);
}
