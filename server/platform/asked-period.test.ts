import { expect, it } from 'vitest';
import { askedPeriod } from './asked-period.ts';

const read = (asked: { from?: string; to?: string }) => askedPeriod(asked, (name, detail) => new Error(`${name}: ${detail}`));

it('days are of UTC, instants keep their moment, and what is not said is open', () => {
  expect(read({})).toEqual({ from: null, to: null });
  expect(read({ from: '2026-01-31' })).toEqual({ from: '2026-01-31T00:00:00.000Z', to: null });
  expect(read({ from: '2026-01-31T08:00:00+02:00', to: '2026-01-31T06:00:00.001Z' })).toEqual({
    from: '2026-01-31T06:00:00.000Z',
    to: '2026-01-31T06:00:00.001Z',
  });
});

it('an end that is no instant, or lies before the beginning, is named', () => {
  for (const from of ['May', '2026-13-01', '2026-01-31 06:00', '2026-01-31T06:00']) expect(() => read({ from })).toThrow(/^from: "/);
  expect(() => read({ to: 'tomorrow' })).toThrow(/^to: "tomorrow" is neither a day/);
  expect(() => read({ from: '2026-05-02', to: '2026-05-02' })).toThrow('to: The end lies before the beginning.');
});
