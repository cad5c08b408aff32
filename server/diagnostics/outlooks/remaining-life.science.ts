import { median } from '../statistics.ts';
import { type TrendTest, testTrend } from './trend.science.ts';

/** ISO 13381-1: an interval with its assumptions, never a single date; or the reason why nothing can be said. */
export type RemainingLife =
  | {
      readonly kind: 'interval';
      /** Days after the newest value. `latestDays` is null when the slowest trend that fits never reaches the limit within the horizon. */
      readonly earliestDays: number;
      readonly latestDays: number | null;
      readonly confidence: number;
      readonly assumptions: readonly string[];
      readonly trend: TrendTest;
    }
  | { readonly kind: 'reached'; readonly because: string }
  | { readonly kind: 'no-basis'; readonly because: string; readonly wouldNeed: string };

export interface LifeInput {
  /** Days, any origin. */
  readonly days: readonly number[];
  readonly values: readonly number[];
  readonly unit: string;
  /** The value at which the component must be out of service, or looked at. */
  readonly limit: number;
  /** On which side of the limit it is bad. */
  readonly isHighBad: boolean;
}

/** Below this the normal approximation of the trend test does not hold (Gilbert 1987). */
const leastPoints = 8;
const significance = 0.05;
const confidence = 0.9;
/** Engineering default: nobody knows the duty further ahead than it has been observed. */
const horizonFactor = 2;

/**
 * When will a value reach its limit, if the duty stays as it was? Theil–Sen line, its interval and the scatter of the values; refuses when
 * there are too few points, no lasting trend, a trend away from the limit, a trend that has changed, or a limit too far away.
 */
export function remainingLife(input: LifeInput): RemainingLife {
  const { unit, limit, isHighBad } = input;
  const sign = isHighBad ? 1 : -1;
  const points = input.days
    .map((day, i) => ({ day, v: sign * (input.values[i] ?? Number.NaN) }))
    .filter(({ day, v }) => Number.isFinite(day) && Number.isFinite(v))
    .sort((a, b) => a.day - b.day);
  const goal = sign * limit;
  const newest = points.at(-1);
  // A line through all of the past may still point to a day to come: the machine is there already.
  if (newest !== undefined && newest.v >= goal)
    return { kind: 'reached', because: `the newest value is ${withUnit(sign * newest.v, unit)}, the limit is ${withUnit(limit, unit)}` };
  if (newest === undefined || new Set(points.map(({ day }) => day)).size < leastPoints) {
    return noBasis(
      `there are ${points.length} values at different times; a trend needs ${leastPoints}`,
      'more recordings of the same duty',
    );
  }
  const trend = test(points);
  const span = newest.day - points[0]!.day;
  const level = trend.intercept + trend.slope * newest.day;
  if (level >= goal)
    return { kind: 'reached', because: `the trend stands at ${withUnit(sign * level, unit)}, the limit is ${withUnit(limit, unit)}` };
  if (!(trend.p < significance)) {
    return noBasis(
      `the values neither rise nor fall for good (Mann–Kendall p = ${trend.p.toFixed(2)})`,
      'more recordings, or a longer time between them',
    );
  }
  if (trend.slope <= 0) return noBasis('the values move away from their limit', 'nothing, the trend is good');
  const changed = hasChanged(points, trend);
  if (changed) return noBasis(changed, 'recordings after the change, until they show a trend of their own');
  const earliestDays = (goal - (level + trend.scatter)) / trend.slopeHigh;
  const latestDays = trend.slopeLow > 0 ? (goal - (level - trend.scatter)) / trend.slopeLow : Number.POSITIVE_INFINITY;
  const horizon = horizonFactor * span;
  if (earliestDays > horizon) {
    return noBasis(`the limit is further away than twice the ${round(span)} days that were observed`, 'a longer history');
  }
  const own = sign === 1 ? trend : mirrored(trend);
  return {
    kind: 'interval',
    earliestDays: Math.max(0, earliestDays),
    latestDays: latestDays <= horizon ? latestDays : null,
    confidence,
    trend: own,
    assumptions: [
      `the duty stays as in the ${round(span)} days observed`,
      `the value goes on by ${round(own.slopeLow)} to ${withUnit(own.slopeHigh, unit)} a day`,
      `the limit of ${withUnit(limit, unit)} stays in force`,
    ],
  };
}

type Point = { readonly day: number; readonly v: number };

const test = (points: readonly Point[]): TrendTest =>
  testTrend(
    points.map(({ day }) => day),
    points.map(({ v }) => v),
    confidence,
  );

/** A repair, another duty, a new sensor: the newer half has to go on from the older one, at a pace that the whole allows. */
function hasChanged(points: readonly Point[], whole: TrendTest): string | null {
  const half = Math.floor(points.length / 2);
  const newer = test(points.slice(-half));
  if (half >= leastPoints / 2 && newer.slopeHigh < 0) return 'the newer half of the values moves against the trend of the whole';
  const line = points.reduce((sum, { day, v }) => sum + Math.abs(v - whole.intercept - whole.slope * day), 0);
  return leastStepError(points.map(({ v }) => v)) < line / 2 ? 'the values jumped once instead of moving steadily' : null;
}

/** Sum of the distances from two levels, before and after the best place of a jump. */
function leastStepError(values: readonly number[]): number {
  const around = (part: readonly number[]): number => {
    const level = median(part);
    return part.reduce((sum, v) => sum + Math.abs(v - level), 0);
  };
  let least = Number.POSITIVE_INFINITY;
  for (let at = 2; at <= values.length - 2; at++) least = Math.min(least, around(values.slice(0, at)) + around(values.slice(at)));
  return least;
}

function mirrored(trend: TrendTest): TrendTest {
  const { tau, slope, slopeLow, slopeHigh, intercept } = trend;
  return { ...trend, tau: -tau, slope: -slope, slopeLow: -slopeHigh, slopeHigh: -slopeLow, intercept: -intercept };
}

function noBasis(because: string, wouldNeed: string): RemainingLife {
  return { kind: 'no-basis', because, wouldNeed };
}

const round = (value: number): string => `${+value.toPrecision(3)}`;
/** A ratio has the unit 1, which nobody writes. */
const withUnit = (value: number, unit: string): string => (unit === '1' ? round(value) : `${round(value)} ${unit}`);
