import { offsetOf } from '../charts/clock-ticks.ts';

/**
 * The first or last moment of a day at a place, with the offset that holds there: `2026-07-01T00:00:00.000+02:00`.
 * @param day `2026-07-01`
 */
export function momentOfDay(day: string, end: 'first' | 'last', timeZone: string): string {
  const clock = end === 'first' ? '00:00:00.000' : '23:59:59.999';
  let offset = offsetAt(timeZone, new Date(`${day}T${clock}Z`));
  // On the day of a change of clocks the first guess may be an hour off.
  offset = offsetAt(timeZone, new Date(`${day}T${clock}${offset}`));
  return `${day}T${clock}${offset}`;
}

/** The day after: `2026-03-01` for `2026-02-28`. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}

function offsetAt(timeZone: string, date: Date): string {
  return offsetOf(timeZone, date).replace('UTC', '') || '+00:00';
}
