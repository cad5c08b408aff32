import type { HealthyValue, LimitSource } from '../../systems/limits/limit.schema.ts';
import type { Bench, IndicatorDefinition, Measured } from '../indicators/definition.indicator.ts';
import { finite, median } from '../statistics.ts';
import { epochsAtPoint } from './operating-place.science.ts';
import { distanceConversion, valueConversion } from './unit-conversion.science.ts';

/** How far an indicator stands from its approved healthy value, at the same operating point. */
export interface Deviation {
  /** Median of the values at that operating point, in the indicator's unit, as `centre` and `margin`. */
  readonly value: number;
  readonly centre: number;
  /** Within this the difference means nothing: three robust spreads of the healthy values, at least one value's expanded uncertainty. */
  readonly margin: number;
  /** (value - centre) / margin. */
  readonly ratio: number;
  readonly source: LimitSource;
}

/** What this needs to know of a limit of the plant. */
interface Reference {
  readonly subjectType: 'channel' | 'indicator';
  readonly subject: string;
  readonly unit: string;
  readonly healthy?: HealthyValue | null;
  readonly source: LimitSource;
}

/** A single odd cycle is no deviation. */
const LEAST_VALUES = 3;
/** A deviation is a weak sign (C3 step 3: absent, weak, present, strong): from this at its margin … */
const WEAK_FROM = 0.35;
/** … to this at twice the margin and beyond, less than any limit's "present". */
export const WEAK_TO = 0.5;

/**
 * Holds what was measured against the approved healthy value of the same machine at the same operating point.
 * @returns null when none was approved, or fewer than three values were measured there
 */
export function deviationOf(
  { id, unit, channel }: IndicatorDefinition,
  { perEpoch }: Measured,
  { limits, bench }: { limits: readonly Reference[]; bench: Bench },
): Deviation | null {
  const { length } = bench.timeline.epochs;
  if (channel || perEpoch.length !== length) return null;
  for (const { subjectType, subject, unit: written, healthy, source } of limits) {
    if (subjectType !== 'indicator' || subject !== id || !healthy) continue;
    const centre = valueConversion(written, unit)?.(healthy.centre) ?? Number.NaN;
    const margin = distanceConversion(written, unit)?.(healthy.margin) ?? Number.NaN;
    const isThere = epochsAtPoint(healthy.within, bench);
    const values = finite(perEpoch.filter((_, index) => isThere[index] === 1));
    if (!(margin > 0) || values.length < LEAST_VALUES) continue;
    const value = median(values);
    return { value, centre, margin, ratio: (value - centre) / margin, source };
  }
  return null;
}

/** Membership 0..0.5 of "higher (lower) than when healthy"; null when there is nothing to compare with. */
export function weakness(deviation: Deviation | null | undefined, side: 'high' | 'low'): number | null {
  if (!deviation) return null;
  const away = side === 'high' ? deviation.ratio : -deviation.ratio;
  return away < 1 ? 0 : WEAK_FROM + (WEAK_TO - WEAK_FROM) * Math.min(1, away - 1);
}
