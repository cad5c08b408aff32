import fc from 'fast-check';
import { expect, it } from 'vitest';
import { namedPeriod } from './named-period.ts';

it('a month of days ends with its last day', () => {
  expect(namedPeriod({ from: '2026-05-01', to: '2026-06-01' })).toEqual({
    from: '2026-05-01T00:00:00.000Z',
    to: '2026-05-31T23:59:59.999Z',
  });
});

it('days of a clock stay days of that clock', () => {
  expect(namedPeriod({ from: '2026-05-01T00:00:00.000+02:00', to: '2026-06-01T00:00:00.000+02:00' })).toEqual({
    from: '2026-05-01T00:00:00.000+02:00',
    to: '2026-05-31T23:59:59.999+02:00',
  });
});

it('the end is a millisecond before the asked one, whatever the offset', () => {
  const offset = fc.constantFrom('Z', '+02:00', '-03:30', '+05:45', '-11:00', '+14:00');
  const ms = fc.integer({ min: Date.UTC(2000, 0, 2), max: Date.UTC(2099, 0, 1) });
  fc.assert(
    fc.property(ms, offset, (at, zone) => {
      const to = new Date(at).toISOString().replace('Z', zone);
      const named = namedPeriod({ from: '2000-01-01', to }).to;
      expect(Date.parse(named)).toBe(Date.parse(to) - 1);
      expect(named.endsWith(zone)).toBe(true);
    }),
  );
});
