/** Oil tank. */
export interface Tank {
  /** Oil volume at 100 % level [l] and normal level [%]. */
  readonly volumeL: number;
  readonly levelPct: number;
  /** Wall area [m²] and heat transfer coefficient [W/(m² K)]: 8-12 in still air. */
  readonly wallM2: number;
  readonly wallWPerM2K: number;
  /** Heat capacity of steel that follows the oil temperature [kJ/K]. */
  readonly steelKjPerK: number;
}

/** Heat conductance of the walls wetted at a level [%] in [kW/K]; the dry part counts a third (oil mist, conduction). */
export function wallConductance(tank: Tank, levelPct: number): number {
  const wetted = 1 / 3 + (2 / 3) * (levelPct / 100);
  return (tank.wallM2 * wetted * tank.wallWPerM2K) / 1000;
}
