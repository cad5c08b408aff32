/** One measuring point: what it measures and what its sensor is like. */
export interface SignalKind {
  /** Role in the standard vocabulary of hydraulic signals (p_P, Q_C, …); also the name. */
  readonly role: string;
  readonly label: string;
  readonly unit: string;
  readonly isAbsolute?: true;
  readonly rateHz: number;
  readonly rangeLow: number;
  readonly rangeHigh: number;
  /** Limits of error, % of span; the sensor's own fixed offset lies inside it. */
  readonly accuracyPct: number;
  /** Standard deviation of the noise, in the unit. */
  readonly noise: number;
  /** Smallest step of the record, in the unit (12 to 16 bit converters). */
  readonly resolution: number;
  /** Time constant of the sensor [s]. */
  readonly lagS: number;
  readonly decimals: number;
}

type Row = readonly [role: string, label: string, unit: string, rateHz: number, rangeLow: number, rangeHigh: number];
type Quality = readonly [accuracyPct: number, noise: number, resolution: number, lagS: number, decimals: number];

const kind = (row: Row, quality: Quality): SignalKind => ({
  role: row[0],
  label: row[1],
  unit: row[2],
  rateHz: row[3],
  rangeLow: row[4],
  rangeHigh: row[5],
  accuracyPct: quality[0],
  noise: quality[1],
  resolution: quality[2],
  lagS: quality[3],
  decimals: quality[4],
});

const highPressure: Quality = [0.25, 0.12, 0.03, 0, 2];
const temperature: Quality = [0.3, 0.03, 0.01, 6, 2];

/** All measuring points of the simulated machine, in the order of the record. */
export const signalKinds: readonly SignalKind[] = [
  kind(['p_P', 'Pump outlet pressure', 'bar', 100, 0, 250], highPressure),
  { ...kind(['p_S', 'Pump suction pressure (absolute)', 'bar', 100, 0, 2], [0.5, 0.002, 0.0005, 0, 3]), isAbsolute: true },
  kind(['p_A', 'Cylinder cap side pressure', 'bar', 100, 0, 250], highPressure),
  kind(['p_B', 'Cylinder rod side pressure', 'bar', 100, 0, 250], highPressure),
  kind(['p_acc', 'Accumulator pressure', 'bar', 100, 0, 250], highPressure),
  kind(['p_R', 'Return line pressure', 'bar', 100, 0, 16], [0.25, 0.008, 0.002, 0, 3]),
  kind(['dp_F', 'Filter differential pressure', 'bar', 10, 0, 5], [0.5, 0.004, 0.001, 0.1, 3]),
  kind(['Q_P', 'Pump delivery', 'l/min', 10, 0, 40], [0.5, 0.04, 0.01, 0.05, 2]),
  kind(['Q_C', 'Case drain flow', 'l/min', 10, 0, 10], [0.5, 0.01, 0.002, 0.15, 3]),
  kind(['Q_cool', 'Oil flow through the cooler', 'l/min', 10, 0, 40], [0.5, 0.04, 0.01, 0.15, 2]),
  kind(['T_T', 'Tank oil temperature', '°C', 1, -20, 120], temperature),
  kind(['T_ci', 'Cooler inlet oil temperature', '°C', 1, -20, 120], [0.15, 0.03, 0.01, 6, 2]),
  kind(['T_co', 'Cooler outlet oil temperature', '°C', 1, -20, 120], [0.15, 0.03, 0.01, 6, 2]),
  kind(['T_amb', 'Ambient air temperature', '°C', 1, -20, 60], temperature),
  kind(['T_C', 'Case drain oil temperature', '°C', 1, -20, 120], temperature),
  kind(['P_el', 'Motor electrical power', 'kW', 100, 0, 15], [0.25, 0.02, 0.005, 0.04, 3]),
  kind(['n', 'Shaft speed', 'rpm', 10, 0, 1600], [0.02, 0.4, 0.1, 0, 1]),
  kind(['x', 'Cylinder position', 'mm', 100, 0, 1200], [0.05, 0.1, 0.05, 0, 2]),
  kind(['u_cmd', 'Valve command', '%', 100, -100, 100], [0, 0, 0.1, 0, 1]),
  kind(['L', 'Oil level', '%', 1, 0, 100], [0.3, 0.15, 0.1, 3, 1]),
  kind(['v_rms', 'Pump vibration velocity', 'mm/s', 1, 0, 25], [1, 0.02, 0.005, 0.5, 3]),
];

export const signalRoles: readonly string[] = signalKinds.map((one) => one.role);

/** The kinds for these roles, in the record's order; all when no list is given. Throws RangeError for an unknown role. */
export function chooseSignals(roles: readonly string[] | undefined): readonly SignalKind[] {
  if (roles === undefined) return signalKinds;
  const unknown = roles.find((role) => !signalRoles.includes(role));
  if (unknown !== undefined) throw new RangeError(`The simulated machine has no signal "${unknown}"; it has ${signalRoles.join(', ')}.`);
  return signalKinds.filter((one) => roles.includes(one.role));
}
