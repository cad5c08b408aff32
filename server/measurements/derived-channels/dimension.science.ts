import { parseUnit } from '../../systems/units.ts';

/**
 * What a value is measured in. `dimensions` = powers of m, kg, s, K, A, revolutions and unknown units; one unit of the value is `scale`
 * times the coherent unit. `weight`: 1 for readings of a scale whose zero is only agreed upon (°C, absolute pressure), 0 for everything
 * that is a difference or an amount; the mean of two temperatures has weight 1 again, their sum would have 2 and means nothing.
 */
export interface Measure {
  readonly dimensions: Readonly<Record<string, number>>;
  readonly scale: number;
  readonly weight: number;
  /** How it is called; '' for a plain number. */
  readonly name: string;
}

type Known = readonly [name: string, scale: number, dimensions: Readonly<Record<string, number>>];

/** Torque is energy per angle and speed revolutions per time: their product is a power only with 2 pi, which the revolution brings in. */
const known: readonly Known[] = [
  ['bar', 1e5, { kg: 1, m: -1, s: -2 }],
  ['l/min', 1e-3 / 60, { m: 3, s: -1 }],
  ['K', 1, { K: 1 }],
  ['kW', 1000, { kg: 1, m: 2, s: -3 }],
  ['rpm', 1 / 60, { rev: 1, s: -1 }],
  ['mm/s', 1e-3, { m: 1, s: -1 }],
  ['s', 1, { s: 1 }],
  ['mm', 1e-3, { m: 1 }],
  ['kN', 1000, { kg: 1, m: 1, s: -2 }],
  ['Nm', 2 * Math.PI, { kg: 1, m: 2, s: -2, rev: -1 }],
  ['l', 1e-3, { m: 3 }],
  ['A', 1, { A: 1 }],
  ['V', 1, { kg: 1, m: 2, s: -3, A: -1 }],
  ['mm²/s', 1e-6, { m: 2, s: -1 }],
  ['Hz', 1, { s: -1 }],
  ['kJ', 1000, { kg: 1, m: 2, s: -2 }],
  ['m/s²', 1, { m: 1, s: -2 }],
  ['l/rev', 1e-3, { m: 3, rev: -1 }],
];

/** Canonical units that are not the first choice for their dimension. */
const further: readonly Known[] = [
  ['bar abs', 1e5, { kg: 1, m: -1, s: -2 }],
  ['°C', 1, { K: 1 }],
  ['W', 1, { kg: 1, m: 2, s: -3 }],
  ['mA', 1e-3, { A: 1 }],
  ['g', 9.80665, { m: 1, s: -2 }],
  ['%', 0.01, {}],
];

const byName = new Map([...known, ...further].map((unit) => [unit[0], unit]));

export const plain: Measure = { dimensions: {}, scale: 1, weight: 0, name: '' };

/** How a value in a written unit becomes one in a measure: value * factor + offset. */
export interface Reading {
  readonly measure: Measure;
  readonly factor: number;
  readonly offset: number;
}

/** @param isDifference of a temperature or absolute pressure: no zero to speak of */
export function measureOf(unit: string, isDifference: boolean): Reading {
  if (unit.trim() === '') return { measure: plain, factor: 1, offset: 0 };
  const written = parseUnit(unit);
  const found = byName.get(written?.canonical ?? unit);
  // A unit that nobody knows is a dimension of its own: it can be added to itself and to nothing else.
  if (!found) return { measure: { dimensions: { [unit]: 1 }, scale: 1, weight: 0, name: unit }, factor: 1, offset: 0 };
  const [name, scale, dimensions] = found;
  const hasZero = (name === '°C' || name === 'bar abs') && !isDifference;
  const measure = named({ dimensions, scale, weight: hasZero ? 1 : 0, name });
  return { measure, factor: written?.factor ?? 1, offset: hasZero ? (written?.offset ?? 0) : 0 };
}

/** A temperature difference is called K, one of pressures bar, whatever it came from. */
export function named(measure: Measure): Measure {
  const isReading = measure.weight === 1;
  if (measure.name === '°C' || measure.name === 'K') return { ...measure, name: isReading ? '°C' : 'K' };
  if (measure.name === 'bar' || measure.name === 'bar abs') return { ...measure, name: isReading ? 'bar abs' : 'bar' };
  return measure;
}

export function isAlike(a: Measure, b: Measure): boolean {
  return keyOf(a.dimensions) === keyOf(b.dimensions);
}

export function isPlain({ dimensions }: Measure): boolean {
  return Object.values(dimensions).every((power) => Math.abs(power) < 1e-9);
}

/** a * b^sign; the value is to be multiplied by `factor` to stand in the measure's unit, which is one we know wherever there is one. */
export function product(a: Measure, b: Measure, sign: 1 | -1): { measure: Measure; factor: number } {
  // A share of something is in the unit of that thing; a share of a share is a number.
  if (isPlain(a) && isPlain(b) && b.scale !== 1) return { measure: plain, factor: a.scale * b.scale ** sign };
  if (isPlain(b)) return { measure: a, factor: b.scale ** sign };
  if (isPlain(a) && sign === 1) return { measure: b, factor: a.scale };
  const dimensions: Record<string, number> = { ...a.dimensions };
  for (const [base, power] of Object.entries(b.dimensions)) dimensions[base] = (dimensions[base] ?? 0) + sign * power;
  const name = isPlain(b)
    ? a.name
    : `${a.name || '1'}${sign === 1 ? '·' : '/'}${/[·/]/.test(b.name) && sign === -1 ? `(${b.name})` : b.name}`;
  return settled({ dimensions, scale: a.scale * b.scale ** sign, weight: 0, name: sign === 1 && a.name === '' ? b.name : name });
}

export function power(of: Measure, exponent: number): { measure: Measure; factor: number } {
  const dimensions = Object.fromEntries(Object.entries(of.dimensions).map(([base, value]) => [base, value * exponent]));
  const name = of.name === '' ? '' : `${/[·/]/.test(of.name) ? `(${of.name})` : of.name}^${Number(exponent.toPrecision(3))}`;
  return settled({ dimensions, scale: of.scale ** exponent, weight: 0, name });
}

/** Into the known unit of the same dimension, if there is one. A pure number loses percent and the like. */
function settled(measure: Measure): { measure: Measure; factor: number } {
  const key = keyOf(measure.dimensions);
  if (key === '') return { measure: plain, factor: measure.scale };
  const found = known.find(([, , dimensions]) => keyOf(dimensions) === key);
  if (!found) return { measure, factor: 1 };
  const [name, scale, dimensions] = found;
  return { measure: { dimensions, scale, weight: 0, name }, factor: measure.scale / scale };
}

function keyOf(dimensions: Measure['dimensions']): string {
  return Object.entries(dimensions)
    .filter(([, power]) => Math.abs(power) > 1e-9)
    .map(([base, power]) => `${base}${power.toFixed(6)}`)
    .sort()
    .join(' ');
}
