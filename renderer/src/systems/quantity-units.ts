import type { Quantity } from '../../../server/systems/signal.schema.ts';

/** Units offered for a quantity, the one we store first (hydraulics.md B6). Others may be typed. */
export const quantityUnits: Record<Quantity, readonly string[]> = {
  pressure: ['bar', 'mbar', 'kPa', 'MPa', 'psi'],
  'pressure-difference': ['bar', 'mbar', 'kPa', 'psi'],
  flow: ['l/min', 'ml/min', 'm³/h', 'gpm'],
  temperature: ['°C', '°F', 'K'],
  'temperature-difference': ['K', '°C', '°F'],
  power: ['kW', 'W', 'hp'],
  current: ['A', 'mA'],
  voltage: ['V'],
  speed: ['rpm'],
  torque: ['Nm'],
  vibration: ['mm/s', 'µm/s', 'in/s'],
  acceleration: ['g', 'm/s²'],
  length: ['mm', 'cm', 'm', 'in'],
  velocity: ['mm/s', 'm/s'],
  force: ['kN', 'N'],
  ratio: ['%'],
  level: ['%', 'mm'],
  volume: ['l'],
  viscosity: ['mm²/s'],
  particles: ['1/ml'],
  angle: ['°'],
  time: ['s', 'ms'],
  other: [],
};

export const quantities = Object.keys(quantityUnits) as Quantity[];
