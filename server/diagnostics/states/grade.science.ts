import type { LimitDelay } from '../../systems/limits/limit.schema.ts';

/** ISO 14224 words per epoch: 0 healthy, 1 incipient (warning), 2 degraded (alarm), 3 critical (as far again beyond the alarm). */
export const HEALTHY = 0;
export const INCIPIENT = 1;
export const DEGRADED = 2;
export const CRITICAL = 3;
/** Not judged: missing, without a limit, or not watched. */
export const UNKNOWN = 255;

export interface Bounds {
  readonly warningLow?: number;
  readonly alarmLow?: number;
  readonly warningHigh?: number;
  readonly alarmHigh?: number;
}

/** How far a value lies on the way from warning (0) to alarm (1) and beyond, on the worse side; negative: better than the warning. */
function depth(value: number, bounds: Bounds): number {
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

export function gradeOf(value: number, bounds: Bounds): number {
  if (!Number.isFinite(value)) return UNKNOWN;
  const beyond = depth(value, bounds);
  if (beyond < 0) return HEALTHY;
  if (beyond < 1) return INCIPIENT;
  return beyond < 2 ? DEGRADED : CRITICAL;
}

/** The values that are held against a limit, one after the other, and what of them counts. */
export interface WatchedSeries {
  readonly values: ArrayLike<number>;
  /** null: there is no limit for this value. */
  boundsOf(index: number): Bounds | null;
  isWatched(index: number): boolean;
  /** s that a value stands for. */
  durationOf(index: number): number;
}

export interface Holding {
  /** How far a value has to come back inside the limit before it is healthy again; same unit as the values, not negative. */
  readonly deadband: number;
  /** How long it has to stay beyond before it counts; null: at once. */
  readonly delay: LimitDelay | null;
}

/** The limit drawn in by the deadband: what a value beyond it has to come back to. */
function drawnIn(bounds: Bounds, deadband: number): Bounds {
  const drawn = (key: keyof Bounds, by: number) => (bounds[key] === undefined ? {} : { [key]: bounds[key] + by });
  return {
    ...drawn('warningLow', deadband),
    ...drawn('alarmLow', deadband),
    ...drawn('warningHigh', -deadband),
    ...drawn('alarmHigh', -deadband),
  };
}

/**
 * Grade of every value, with delay and deadband. Each grade is a switch of its own: it goes on when values have been at least that bad for
 * as long as the delay says, and off when one has come back inside the limit by the deadband. A value that is missing, without a limit or
 * not watched is `UNKNOWN` and changes nothing: it never raises a grade, never heals one and does not count as time.
 */
export function gradesOf(series: WatchedSeries, { deadband, delay }: Holding): Uint8Array {
  const { values } = series;
  const grades = new Uint8Array(values.length).fill(UNKNOWN);
  // Sums of durations such as 0.1 s are not exact.
  const needed = delay === null ? 0 : (delay.kind === 'count' ? delay.count : delay.seconds) * (1 - 1e-9);
  const switches = [INCIPIENT, DEGRADED, CRITICAL].map((grade) => ({ grade, isOn: false, waited: 0 }));
  for (let index = 0; index < values.length; index += 1) {
    const bounds = series.boundsOf(index);
    const value = values[index] as number;
    if (bounds === null || !Number.isFinite(value) || !series.isWatched(index)) continue;
    const reached = gradeOf(value, bounds);
    const held = deadband > 0 ? gradeOf(value, drawnIn(bounds, deadband)) : reached;
    const step = delay?.kind === 'time' ? series.durationOf(index) : 1;
    let grade = HEALTHY;
    for (const one of switches) {
      one.waited = reached >= one.grade ? one.waited + step : 0;
      one.isOn = one.isOn ? held >= one.grade : reached >= one.grade && one.waited >= needed;
      if (one.isOn) grade = one.grade;
    }
    grades[index] = grade;
  }
  return grades;
}
