/**
 * Turbulent orifice, Q = k sqrt(dp), made linear below about half a bar (a real orifice turns laminar there, and the slope at
 * zero must be finite for an implicit solution). `gain` is k [l/min per sqrt(bar)].
 */
const laminarBelow = 0.25; // square of the transition pressure, bar²

export function orificeFlow(gain: number, dropBar: number): number {
  if (gain === 0) return 0;
  return (gain * dropBar) / Math.sqrt(Math.sqrt(dropBar * dropBar + laminarBelow));
}

/** dQ/dp of `orificeFlow` [l/min per bar]. */
export function orificeSlope(gain: number, dropBar: number): number {
  if (gain === 0) return 0;
  const square = dropBar * dropBar;
  const sum = square + laminarBelow;
  return (gain * (0.5 * square + laminarBelow)) / (sum * Math.sqrt(Math.sqrt(sum)));
}

/** Gain [l/min per sqrt(bar)] of an orifice that passes `flowLmin` at `dropBar`. */
export function orificeGain(flowLmin: number, dropBar: number): number {
  return flowLmin / Math.sqrt(dropBar);
}

/** A laminar gap known by one point: conductance [l/min per bar] at another viscosity. Q ~ s³ dp / mu (Hagen-Poiseuille, flat gap). */
export interface Gap {
  readonly flowLmin: number;
  readonly dropBar: number;
  readonly viscosityMm2s: number;
}

export function gapConductance(gap: Gap, viscosityMm2s: number, gapRatio = 1): number {
  return (gap.flowLmin / gap.dropBar) * (gap.viscosityMm2s / viscosityMm2s) * gapRatio ** 3;
}
