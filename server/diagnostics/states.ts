import { convert, toCanonical } from '../systems/units.ts';
import type { LimitUsed } from './diagnosis.schema.ts';
import type { LimitInput } from './diagnosis-input.ts';
import type { Bench, IndicatorDefinition, Measured } from './indicators/definition.indicator.ts';
import { type AbsoluteLimit, type DefaultLimit, defaultLimit } from './limits.ts';
import { type Baseline, referenceOf } from './references.ts';
import { finite, median, runs } from './statistics.ts';

/** ISO 14224 words per epoch: 0 healthy, 1 incipient (warning), 2 degraded (alarm), 3 critical (as far again beyond the alarm). */
const HEALTHY = 0;
export const INCIPIENT = 1;
export const DEGRADED = 2;
export const CRITICAL = 3;
const UNKNOWN = 255;

/** An indicator with its limits applied epoch by epoch. */
export interface Assessment {
  readonly definition: IndicatorDefinition;
  readonly measured: Measured;
  readonly state: 'normal' | 'warning' | 'alarm' | 'no-limit';
  /** Median over the epochs in the worst sustained grade; over all epochs when nothing is wrong. */
  readonly value: number;
  readonly limit: LimitUsed | null;
  /** Limits in force for the value, `healthy…` included. */
  readonly bounds: Partial<AbsoluteLimit> | null;
  /** Grade of every epoch, 255 where it is not known. */
  readonly grades: Uint8Array;
  /** Epochs that are not healthy, by grade; `to` exclusive. */
  readonly ranges: readonly { readonly grade: number; readonly from: number; readonly to: number }[];
}

/** How far a value lies on the way from warning (0) to alarm (1) and beyond, on the worse side; negative: better than the warning. */
function depth(value: number, bounds: Partial<AbsoluteLimit>): number {
  // Only an alarm limit is known: being beyond it is the alarm itself. Only a warning limit: it never becomes an alarm.
  const side = (warning: number | undefined, alarm: number | undefined) => {
    if (warning === undefined) return 1;
    return alarm === undefined || alarm === warning ? 0 : (value - warning) / (alarm - warning);
  };
  const high = bounds.warningHigh ?? bounds.alarmHigh;
  const low = bounds.warningLow ?? bounds.alarmLow;
  const up = high !== undefined && value > high ? side(bounds.warningHigh, bounds.alarmHigh) : Number.NEGATIVE_INFINITY;
  const down = low !== undefined && value < low ? side(bounds.warningLow, bounds.alarmLow) : Number.NEGATIVE_INFINITY;
  return Math.max(up, down);
}

export function gradeOf(value: number, bounds: Partial<AbsoluteLimit>): number {
  if (!Number.isFinite(value)) return UNKNOWN;
  const beyond = depth(value, bounds);
  if (beyond < 0) return HEALTHY;
  if (beyond < 1) return INCIPIENT;
  return beyond < 2 ? DEGRADED : CRITICAL;
}

/** A plant's limit in the indicator's unit; null when the units do not fit each other. */
function plantLimit(limits: readonly LimitInput[], definition: IndicatorDefinition): AbsoluteLimit | null {
  const found = limits.find((limit) => (limit.subjectType === 'indicator' ? limit.subject : `channel-${limit.subject}`) === definition.id);
  if (!found) return null;
  const from = found.unit === definition.unit ? null : toCanonical(found.unit);
  const to = toCanonical(definition.unit);
  if (from === null && found.unit !== definition.unit) return null;
  if (from && (from.quantity !== to?.quantity || !to)) return null;
  // canonical -> the indicator's own unit (W and kW are both canonical; ms is not)
  const same = (value: number) => {
    if (!from || !to) return value;
    const canonical = convert(value, from) * (from.unit === 'W' ? 0.001 : 1);
    return (canonical - to.offset) / (to.unit === 'W' ? to.factor / 1000 : to.factor);
  };
  const bound = (key: 'warningLow' | 'warningHigh' | 'alarmLow' | 'alarmHigh') =>
    found[key] === null ? {} : { [key]: same(found[key] as number) };
  return {
    kind: 'absolute',
    ...bound('warningLow'),
    ...bound('warningHigh'),
    ...bound('alarmLow'),
    ...bound('alarmHigh'),
    source: found.source,
  };
}

interface Applied {
  readonly bounds: readonly (Partial<AbsoluteLimit> | null)[];
  readonly source: LimitUsed['source'];
  /** A reference taken from the recording itself can convict, never acquit. */
  readonly canAcquit: boolean;
}

/** A relative limit closer to its reference than half the reading's own uncertainty would judge noise. */
function isResolved(rule: { warning: number }, reference: Float64Array, uncertainty: number): boolean {
  return !(uncertainty > 2 * Math.abs(rule.warning - 1) * Math.abs(median(reference)));
}

function apply(rule: DefaultLimit, subject: { id: string; measured: Measured }, bench: Bench, baseline: Baseline | null): Applied | null {
  const { id, measured } = subject;
  if (rule.kind === 'absolute') return { bounds: Array.from(measured.perEpoch, () => rule), source: rule.source, canAcquit: true };
  const reference = referenceOf({ id, values: measured.perEpoch, better: rule.better, atTemperature: rule.atTemperature }, bench, baseline);
  if (rule.needsDeclared && !reference?.isDeclared) return null;
  if (!reference || !isResolved(rule, reference.perEpoch, measured.uncertainty)) return null;
  const bounds = Array.from(reference.perEpoch, (value): Partial<AbsoluteLimit> | null => {
    if (!(value > 0)) return null;
    const [healthy, warning, alarm] = [value * rule.healthy, value * rule.warning, value * rule.alarm];
    return rule.better === 'high'
      ? { healthyLow: healthy, warningLow: warning, alarmLow: alarm }
      : { healthyHigh: healthy, warningHigh: warning, alarmHigh: alarm };
  });
  return {
    bounds,
    source: { type: 'baseline', reference: `${rule.text}; ${reference.text}`.slice(0, 300) },
    canAcquit: reference.isDeclared,
  };
}

interface GradeRange {
  readonly grade: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The worst grade that lasts: three judged epochs in a row (one where there are fewer than thirty in all). Epochs that were not judged
 * neither make nor break a run.
 */
function sustained(grades: Uint8Array): { worst: number; ranges: GradeRange[] } {
  const judged = Array.from(grades, (_, index) => index).filter((index) => grades[index] !== UNKNOWN);
  const options = judged.length < 30 ? { bridge: 0, atLeast: 1 } : { bridge: 2, atLeast: 3 };
  const rangesOf = (grade: number, isBad: (value: number) => boolean): GradeRange[] =>
    runs(judged.length, (at) => isBad(grades[judged[at] as number] as number), options).map((run) => ({
      grade,
      from: judged[run.from] as number,
      to: (judged[run.to - 1] as number) + 1,
    }));
  const ranges = [CRITICAL, DEGRADED, INCIPIENT].flatMap((grade) => rangesOf(grade, (value) => value === grade));
  // An excursion that wanders between grades is still one: count what is at least incipient.
  if (ranges.length === 0) ranges.push(...rangesOf(INCIPIENT, (value) => value >= INCIPIENT));
  return { worst: Math.max(HEALTHY, ...ranges.map((range) => range.grade)), ranges: ranges.sort((a, b) => a.from - b.from) };
}

function usedLimit(bounds: Partial<AbsoluteLimit>, source: LimitUsed['source']): LimitUsed {
  const value = (bound: number | undefined) => (bound === undefined || !Number.isFinite(bound) ? null : bound);
  return {
    warningLow: value(bounds.warningLow),
    warningHigh: value(bounds.warningHigh),
    alarmLow: value(bounds.alarmLow),
    alarmHigh: value(bounds.alarmHigh),
    source,
  };
}

/** Limits of a measured indicator, in the order plant, nameplate and default, baseline. */
export function assess(
  definition: IndicatorDefinition,
  measured: Measured,
  context: { bench: Bench; limits: readonly LimitInput[]; baseline: Baseline | null },
): Assessment {
  const rule = plantLimit(context.limits, definition) ?? defaultLimit(definition.id, context.bench);
  const applied = rule && apply(rule, { id: definition.id, measured }, context.bench, context.baseline);
  const unknown = new Uint8Array(measured.perEpoch.length).fill(UNKNOWN);
  const nothing = {
    definition,
    measured,
    value: median(measured.perEpoch),
    limit: null,
    bounds: null,
    grades: unknown,
    ranges: [],
    state: 'no-limit' as const,
  };
  if (!applied) return nothing;
  const grades = unknown.map((_, index) => {
    const bounds = applied.bounds[index];
    return bounds ? gradeOf(measured.perEpoch[index] as number, bounds) : UNKNOWN;
  });
  const { worst, ranges } = sustained(grades);
  if (worst === HEALTHY && !applied.canAcquit) return nothing;
  const isWorst = (_: number, index: number) =>
    worst === HEALTHY ? true : ranges.some((range) => range.grade === worst && index >= range.from && index < range.to);
  const at = grades.findIndex((grade, index) => grade === worst && isWorst(grade, index));
  const bounds = applied.bounds[Math.max(at, 0)] ?? {};
  return {
    definition,
    measured,
    state: worst === HEALTHY ? 'normal' : worst === INCIPIENT ? 'warning' : 'alarm',
    value: median(finite(measured.perEpoch.filter(isWorst))),
    limit: usedLimit(bounds, applied.source),
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
