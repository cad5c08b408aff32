import { finite, median } from '../statistics.ts';

/** Which side of the healthy value is the worse one; ratios of C2 to the healthy value where the reference has them. */
export interface BaselineRule {
  readonly sides: readonly ('low' | 'high')[];
  readonly ratios: { readonly warning: number; readonly alarm: number } | null;
}

export interface BaselineBounds {
  readonly centre: number;
  /** Robust standard deviation: 1.4826 × median absolute deviation. */
  readonly spread: number;
  readonly count: number;
  readonly warningLow?: number;
  readonly alarmLow?: number;
  readonly warningHigh?: number;
  readonly alarmHigh?: number;
  readonly deadband: number;
}

/** As many as a reference needs elsewhere (references.ts): below, one odd cycle moves the centre. */
export const leastSamples = 8;
/** Engineering defaults: three spreads are left by 0.3 % of healthy values if they scatter normally, six by practically none. */
export const warningSpreads = 3;
export const alarmSpreads = 6;
/** Makes the median absolute deviation the standard deviation of normally scattered values. */
const consistency = 1.4826;

/** Keeps as many digits as the distance to the limit deserves. */
function rounded(value: number, margin: number): number {
  const step = 10 ** (Math.floor(Math.log10(margin)) - 1);
  return +(Math.round(value / step) * step).toPrecision(12);
}

/**
 * Limits around healthy values: the median ± 3 (warning) and ± 6 (alarm) robust spreads, but never closer than the standard uncertainty of
 * one value (twice that for the alarm) and never closer than the ratios of C2 where it has some. Deadband one spread.
 * @param values one per cycle or minute in the indicator's unit, NaN where it could not be formed
 * @param uncertainty expanded, k = 2, of one value; NaN when not known
 * @returns in words why there are none, when the values say too little
 */
export function boundsAround(values: ArrayLike<number>, uncertainty: number, rule: BaselineRule): BaselineBounds | string {
  const kept = finite(values);
  if (kept.length < leastSamples) return `only ${kept.length} of at least ${leastSamples} values could be formed`;
  const centre = median(kept);
  const spread = consistency * median(kept.map((value) => Math.abs(value - centre)));
  const doubt = Number.isFinite(uncertainty) ? Math.abs(uncertainty) / 2 : 0;
  const away = (ratio: number | undefined) => (ratio === undefined ? 0 : Math.abs(ratio - 1) * Math.abs(centre));
  const warning = Math.max(warningSpreads * spread, doubt, away(rule.ratios?.warning));
  const alarm = Math.max(alarmSpreads * spread, 2 * doubt, away(rule.ratios?.alarm));
  if (!(warning > 0) || !(alarm > warning))
    return 'its values do not differ and their uncertainty is not known, so no distance can be given';
  const at = (distance: number) => rounded(centre + distance, warning);
  return {
    centre,
    spread,
    count: kept.length,
    ...(rule.sides.includes('low') ? { warningLow: at(-warning), alarmLow: at(-alarm) } : {}),
    ...(rule.sides.includes('high') ? { warningHigh: at(warning), alarmHigh: at(alarm) } : {}),
    deadband: spread > 0 ? rounded(Math.min(spread, warning / 2), warning) : 0,
  };
}
