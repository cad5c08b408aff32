import type { LimitUsed } from '../diagnosis.schema.ts';
import { pointsDiffer } from '../operating-point.ts';
import type { IndicatorValue } from './indicator-value.repository.ts';
import type { HealthLine, HealthPoint, RemainingLife } from './outlook.schema.ts';
import { remainingLife } from './remaining-life.science.ts';
import { testTrend } from './trend.science.ts';

const dayMs = 86_400_000;

/**
 * One indicator over time: the trend of the values that were measured at the operating point of the newest one, and what follows from it.
 *
 * @param values of one indicator, oldest first, at least one
 */
export function toHealthLine(values: readonly IndicatorValue[], known: number): HealthLine {
  const newest = values.findLast(({ at }) => at !== null) ?? values.at(-1)!;
  const dated = values.flatMap((value) => (value.at === null ? [] : [{ ...value, at: value.at }]));
  const points = dated.map((value): HealthPoint => {
    const { recordingId, recordingName, at, uncertainty, state } = value;
    return { recordingId, recordingName, at, value: value.value, uncertainty, state, notComparable: differenceOf(value, newest) };
  });
  const alike = points.filter(({ notComparable }) => notComparable === null);
  const { indicator, name, component, unit, limit } = newest;
  return {
    indicator,
    name,
    component,
    unit,
    limit,
    points,
    omitted: known - values.length,
    undated: values.length - dated.length,
    trend: trendOf(alike),
    remainingLife: lifeOf(alike, { unit, limit }),
  };
}

function differenceOf(value: IndicatorValue, newest: IndicatorValue): string | null {
  if (value.recordingId === newest.recordingId) return null;
  if (value.unit !== newest.unit) return `its unit was ${value.unit}`;
  if (value.operatingPoint === null || newest.operatingPoint === null) {
    return 'its operating point was not kept: diagnose the recording again';
  }
  const differences = pointsDiffer(value.operatingPoint, newest.operatingPoint);
  return differences.length === 0 ? null : differences.join('; ');
}

const daysOf = (points: readonly HealthPoint[]): number[] => points.map(({ at }) => Date.parse(at) / dayMs);

function trendOf(points: readonly HealthPoint[]): HealthLine['trend'] {
  const found = testTrend(
    daysOf(points),
    points.map(({ value }) => value),
  );
  if (!Number.isFinite(found.slope)) return null;
  const { count, tau, p, slope, slopeLow, slopeHigh } = found;
  return { points: count, tau, p, perDay: slope, perDayLow: slopeLow, perDayHigh: slopeHigh };
}

function lifeOf(points: readonly HealthPoint[], { unit, limit }: { unit: string; limit: LimitUsed | null }): RemainingLife {
  const side = sideOf(points, limit);
  if (side === null) {
    return {
      kind: 'no-basis',
      because: 'there is no limit that the value could reach',
      wouldNeed: 'a limit of the plant or of the manufacturer',
    };
  }
  const values = points.map(({ value }) => value);
  const life = remainingLife({ days: daysOf(points), values, unit, ...side });
  if (life.kind !== 'interval') return life;
  const from = Date.parse(points.at(-1)!.at);
  const after = (days: number): string => new Date(from + Math.round(days) * dayMs).toISOString();
  return {
    kind: 'interval',
    earliest: after(life.earliestDays),
    latest: life.latestDays === null ? null : after(life.latestDays),
    confidence: life.confidence,
    limit: side.limit,
    assumptions: [...life.assumptions],
  };
}

/** The alarm where there is one, else the warning; of two sides the one that the values go towards. */
function sideOf(points: readonly HealthPoint[], limit: LimitUsed | null): { limit: number; isHighBad: boolean } | null {
  const high = limit?.alarmHigh ?? limit?.warningHigh ?? null;
  const low = limit?.alarmLow ?? limit?.warningLow ?? null;
  if (high === null && low === null) return null;
  const isRising = (points.at(-1)?.value ?? 0) >= (points[0]?.value ?? 0);
  const isHighBad = low === null || (high !== null && isRising);
  return { limit: (isHighBad ? high : low) as number, isHighBad };
}
