/** Return or by-pass filter. */
export interface Filter {
  readonly name: string;
  /** Housing loss [bar] at `ratedFlowLmin` (square law). */
  readonly housingBar: number;
  /** Loss of the new element [bar] at `ratedFlowLmin` and 30 mm²/s (linear in flow and viscosity, ISO 3968). */
  readonly elementBar: number;
  readonly ratedFlowLmin: number;
  /** Opening pressure of the by-pass valve [bar] and its slope [l/min per bar]. */
  readonly bypassBar: number;
  readonly bypassGradient: number;
}

/**
 * Pressure loss [bar]. `openPores` (0..1] is the share of the element that is still free (Darcy: loss ~ 1/area);
 * `stuckBypass` (0..1) is how far a by-pass that does not close stands open.
 */
export function filterDrop(
  filter: Filter,
  point: { readonly flowLmin: number; readonly viscosityMm2s: number; readonly openPores: number; readonly stuckBypass: number },
): number {
  const share = point.flowLmin / filter.ratedFlowLmin;
  const housing = filter.housingBar * share * share;
  // Conductance of the element [l/min per bar] and of a by-pass held open without its spring.
  const element = (filter.ratedFlowLmin * point.openPores) / (filter.elementBar * (point.viscosityMm2s / 30));
  const bypass = filter.bypassGradient * point.stuckBypass;
  const drop = point.flowLmin / (element + bypass);
  if (drop <= filter.bypassBar) return housing + drop;
  const open = (point.flowLmin + filter.bypassGradient * filter.bypassBar) / (element + bypass + filter.bypassGradient);
  return housing + open;
}
