/** Expanded uncertainties, k = 2 (GUM: first-order propagation of independent inputs). */

/** Root of the sum of squares; a missing part makes the whole missing. */
export function combine(...parts: number[]): number {
  return Math.sqrt(parts.reduce((sum, part) => sum + part * part, 0));
}

/** Of a product or quotient: the relative parts combine. */
export function ofProduct(value: number, ...factors: { value: number; uncertainty: number }[]): number {
  return Math.abs(value) * combine(...factors.map((factor) => factor.uncertainty / Math.abs(factor.value)));
}

/** What we take for a channel without a stated accuracy (k = 2): ordinary industrial sensors, no maker's number. */
const assumedAccuracy: Readonly<Record<string, { absolute: number; relative: number; text: string }>> = {
  pressure: { absolute: 0, relative: 0.005, text: 'pressure ±0.5 % of the highest reading' },
  'pressure-difference': { absolute: 0, relative: 0.01, text: 'pressure difference ±1 % of the highest reading' },
  flow: { absolute: 0, relative: 0.01, text: 'flow ±1 % of the highest reading' },
  temperature: { absolute: 0.5, relative: 0, text: 'temperature ±0.5 K' },
  power: { absolute: 0, relative: 0.01, text: 'power ±1 % of the highest reading' },
  speed: { absolute: 0, relative: 0.002, text: 'speed ±0.2 % of the highest reading' },
};
const otherAccuracy = { absolute: 0, relative: 0.02, text: 'others ±2 % of the highest reading' };

export function assumedFor(quantity: string): { absolute: number; relative: number; text: string } {
  return assumedAccuracy[quantity] ?? otherAccuracy;
}
