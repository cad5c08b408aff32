import type { HealthyValue, SignalWindow } from '../../systems/limits/limit.schema.ts';
import { boundsAround, warningSpreads } from './baseline.science.ts';

/** Oil changes its viscosity by some 4 % per kelvin (B3), and with it every gap: healthy values are compared within half the usual window. */
const NARROW = 0.5;

function halved({ signal, unit, atLeast, atMost }: SignalWindow): SignalWindow {
  if (!signal.startsWith('T_') || atLeast === null || atMost === null) return { signal, unit, atLeast, atMost };
  const [middle, half] = [(atLeast + atMost) / 2, ((atMost - atLeast) / 2) * NARROW];
  return { signal, unit, atLeast: +(middle - half).toPrecision(4), atMost: +(middle + half).toPrecision(4) };
}

/**
 * What an indicator is while healthy, and within which differences mean nothing: three robust spreads, at least the expanded uncertainty of
 * one value (although of one sensor the systematic part would cancel).
 * @param values one per cycle or minute, NaN where it could not be formed
 * @param uncertainty expanded, k = 2; NaN when not known
 * @param within where they were measured
 * @returns in words why nobody can tell
 */
export function healthyValueOf(values: ArrayLike<number>, uncertainty: number, within: readonly SignalWindow[]): HealthyValue | string {
  const found = boundsAround(values, uncertainty, { sides: ['high'], ratios: null });
  if (typeof found === 'string') return found;
  const { centre, spread, count } = found;
  const margin = Math.max(warningSpreads * spread, Math.abs(uncertainty) || 0);
  return { centre: +centre.toPrecision(7), margin: +margin.toPrecision(3), count, within: within.map(halved) };
}
