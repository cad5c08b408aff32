import type { LimitLine } from './plot-marks.ts';

/** The values' own range with some air; a limit that lies near is brought into view, a far one does not flatten the curve. */
export function valueRange(min: number | null, max: number | null, limits: readonly Pick<LimitLine, 'value'>[]): [number, number] {
  if (min === null || max === null || !Number.isFinite(min) || !Number.isFinite(max)) return [0, 1];
  const span = max - min || Math.abs(max) * 0.1 || 1;
  const near = limits.map(({ value }) => value).filter((value) => value > min - 0.6 * span && value < max + 0.6 * span);
  const [low, high] = [Math.min(min, ...near), Math.max(max, ...near)];
  // Room for the word beside a limit at the edge.
  const air = (high - low || span) * (near.length > 0 ? 0.16 : 0.08);
  return [low - air, high + air];
}
