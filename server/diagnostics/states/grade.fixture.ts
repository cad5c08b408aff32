import { type Bounds, DEGRADED, gradesOf, type Holding, INCIPIENT, type WatchedSeries } from './grade.science.ts';

/** A tank temperature in °C: warning above 55, alarm above 65. */
export const bounds = { warningHigh: 55, alarmHigh: 65 };
export const deadband = 2;
export const WARNING_ON = [INCIPIENT, bounds.warningHigh] as const;
export const ALARM_ON = [DEGRADED, bounds.alarmHigh] as const;

export const seriesOf = (own: Bounds, durationS = 1): Omit<WatchedSeries, 'values'> => ({
  boundsOf: () => own,
  isWatched: () => true,
  durationOf: () => durationS,
});

export function run(values: readonly number[], holding: Partial<Holding>, series = seriesOf(bounds)): number[] {
  return [...gradesOf({ ...series, values }, { deadband: 0, delay: null, ...holding })];
}
