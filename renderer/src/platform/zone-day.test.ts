import { expect, it } from 'vitest';
import { dayAfter, momentOfDay } from './zone-day.ts';

it('a day begins and ends by the clock of the place', () => {
  expect(momentOfDay('2026-07-01', 'first', 'Europe/Berlin')).toBe('2026-07-01T00:00:00.000+02:00');
  expect(momentOfDay('2026-01-31', 'last', 'Europe/Berlin')).toBe('2026-01-31T23:59:59.999+01:00');
  expect(momentOfDay('2026-01-31', 'last', 'UTC')).toBe('2026-01-31T23:59:59.999+00:00');
  expect(momentOfDay('2026-01-31', 'first', 'America/St_Johns')).toBe('2026-01-31T00:00:00.000-03:30');
});

it('the day of a change of clocks begins with one offset and ends with the other', () => {
  expect(momentOfDay('2026-03-29', 'first', 'Europe/Berlin')).toBe('2026-03-29T00:00:00.000+01:00');
  expect(momentOfDay('2026-03-29', 'last', 'Europe/Berlin')).toBe('2026-03-29T23:59:59.999+02:00');
  expect(momentOfDay('2026-10-25', 'first', 'Europe/Berlin')).toBe('2026-10-25T00:00:00.000+02:00');
  expect(momentOfDay('2026-10-25', 'last', 'Europe/Berlin')).toBe('2026-10-25T23:59:59.999+01:00');
});

it('the day after crosses months and years', () => {
  expect([dayAfter('2026-02-28'), dayAfter('2028-02-28'), dayAfter('2026-12-31')]).toEqual(['2026-03-01', '2028-02-29', '2027-01-01']);
});
