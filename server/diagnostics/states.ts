import type { LimitUsed } from './diagnosis.schema.ts';
import type { Bench, IndicatorDefinition, Measured } from './indicators/definition.indicator.ts';
import type { AbsoluteLimit } from './limit-words.ts';
import { type Deviation, deviationOf } from './states/deviation.science.ts';
import { HEALTHY, INCIPIENT, UNKNOWN } from './states/grade.science.ts';
import { type GradeRange, judge, type NotEvaluated } from './states/judgement.ts';
import { type LimitLine, type LineContext, linesOf } from './states/limit-line.ts';
import { finite, median } from './statistics.ts';

/** An indicator with its limits applied epoch by epoch. */
export interface Assessment {
  readonly definition: IndicatorDefinition;
  readonly measured: Measured;
  readonly state: 'normal' | 'warning' | 'alarm' | 'no-limit' | 'not-evaluated';
  /** Median over the epochs in the worst sustained grade; over all judged epochs when nothing is wrong. */
  readonly value: number;
  readonly limit: LimitUsed | null;
  /** Limits in force for the value, `healthy…` included. */
  readonly bounds: Partial<AbsoluteLimit> | null;
  /** Grade of every epoch, 255 where it is not known. */
  readonly grades: Uint8Array;
  /** Epochs that are not healthy, by grade; `to` exclusive. */
  readonly ranges: readonly GradeRange[];
  /** Epochs that were not judged because a condition of the limit did not hold. */
  readonly notEvaluated: NotEvaluated | null;
  /** From the approved healthy value; absent or null: there is none to compare with. */
  readonly deviation?: Deviation | null;
}

/** A limit as a result shows it. */
export function usedLimit(bounds: Partial<AbsoluteLimit>, { source, plant }: LimitLine): LimitUsed {
  const value = (bound: number | undefined) => (bound === undefined || !Number.isFinite(bound) ? null : bound);
  return {
    warningLow: value(bounds.warningLow),
    warningHigh: value(bounds.warningHigh),
    alarmLow: value(bounds.alarmLow),
    alarmHigh: value(bounds.alarmHigh),
    source,
    ...(plant?.version ? { version: plant.version } : {}),
    ...(plant?.operatingPoint ? { operatingPoint: plant.operatingPoint.name } : {}),
  };
}

/** What limits say about values, whatever computed these. */
export type Verdict = Omit<Assessment, 'definition' | 'measured'>;

/** Holds a measured indicator against the limits of the plant, or the defaults of C2. */
export function assess(definition: IndicatorDefinition, measured: Measured, context: LineContext): Assessment {
  const judged = holdAgainst(linesOf({ definition, measured }, context), measured, context.bench);
  return { definition, measured, ...judged, deviation: deviationOf(definition, measured, context) };
}

/** Holds values against limits: one way for diagnoses and guided tests. */
export function holdAgainst(lines: readonly LimitLine[], measured: Pick<Measured, 'perEpoch'>, bench: Bench): Verdict {
  const { grades, ranges, worst, lineOf, notEvaluated } = judge(measured, lines, bench);
  const judged = Array.from(grades, (grade, index) => grade !== UNKNOWN && (grade !== HEALTHY || lineOf(index)?.canAcquit === true));
  if (worst === HEALTHY && !judged.includes(true))
    return {
      notEvaluated,
      state: notEvaluated ? 'not-evaluated' : 'no-limit',
      value: median(measured.perEpoch),
      limit: null,
      bounds: null,
      grades: grades.map(() => UNKNOWN),
      ranges: [],
    };
  const isWorst = (index: number) =>
    worst === HEALTHY ? judged[index] === true : ranges.some((range) => range.grade === worst && index >= range.from && index < range.to);
  const at = Math.max(
    grades.findIndex((grade, index) => grade === worst && isWorst(index)),
    0,
  );
  const line = lineOf(at);
  const bounds = line?.bounds[at] ?? {};
  return {
    notEvaluated,
    state: worst === HEALTHY ? 'normal' : worst === INCIPIENT ? 'warning' : 'alarm',
    value: median(finite(measured.perEpoch.filter((_, index) => isWorst(index)))),
    limit: line ? usedLimit(bounds, line) : null,
    bounds,
    grades,
    ranges,
  };
}

/** Points of a bound side: where a symptom is absent (0), present (0.7) and complete (1). */
function ramp(value: number, points: { absent: number; present: number; full: number }): number {
  const sign = Math.sign(points.full - points.absent) || 1;
  const [x, a, p, f] = [value * sign, points.absent * sign, points.present * sign, points.full * sign];
  if (x <= a) return 0;
  if (x >= f) return 1;
  if (x < p) return (0.7 * (x - a)) / (p - a);
  return 0.7 + (0.3 * (x - p)) / Math.max(f - p, 1e-12);
}

/** Membership 0..1 of "too high" or "too low" (C3 step 3); null when there is no limit on that side. */
export function membership(assessment: Assessment, side: 'high' | 'low'): number | null {
  const { bounds, measured } = assessment;
  if (!bounds || !Number.isFinite(assessment.value)) return null;
  // Against an absolute limit the reading's own standard uncertainty (U/2) counts in favour of health; against a reference of the same
  // sensor the systematic part cancels.
  const doubt = bounds.kind === 'absolute' && Number.isFinite(measured.uncertainty) ? Math.abs(measured.uncertainty) / 2 : 0;
  const value = side === 'high' ? assessment.value - doubt : assessment.value + doubt;
  const [healthy, warning, alarm] =
    side === 'high' ? [bounds.healthyHigh, bounds.warningHigh, bounds.alarmHigh] : [bounds.healthyLow, bounds.warningLow, bounds.alarmLow];
  const present = warning ?? alarm;
  if (present === undefined) return null;
  const full = alarm ?? present;
  const half = Math.abs(full - present) / 2 || Math.abs(present) * 0.05;
  return ramp(value, { absent: healthy ?? present + (side === 'high' ? -half : half), present, full });
}
