import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mostLasting } from './lasting.science.ts';

const epochs = [
  { from: 0, to: 4 },
  { from: 4, to: 9 },
  { from: 9, to: 20 },
];
const sample = fc.oneof({ weight: 5, arbitrary: fc.integer({ min: -9, max: 9 }) }, { weight: 1, arbitrary: fc.constant(Number.NaN) });

test('the most lasting value is beyond a limit exactly where a stretch beyond it is as long as the delay', () => {
  fc.assert(
    fc.property(
      fc.array(sample, { minLength: 20, maxLength: 20 }),
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: -9, max: 9 }),
      fc.constantFrom('high' as const, 'low' as const),
      (values, slots, limit, side) => {
        const found = mostLasting(Float64Array.from(values), { slots, side, epochs });
        const isBeyond = (value: number) => (side === 'high' ? value > limit : value < limit);
        let inARow = 0;
        let measured = 0;
        epochs.forEach(({ from, to }, epoch) => {
          let isLong = false;
          let isKnown = false;
          for (const value of values.slice(from, to)) {
            if (Number.isNaN(value)) continue;
            measured += 1;
            inARow = isBeyond(value) ? inARow + 1 : 0;
            isLong ||= inARow >= slots;
            isKnown ||= measured >= slots;
          }
          expect(Number.isFinite(found[epoch])).toBe(isKnown);
          expect(isBeyond(found[epoch] as number)).toBe(isLong);
        });
      },
    ),
  );
});

test('a long recording is read in one pass', () => {
  const rising = Float64Array.from({ length: 200_000 }, (_, index) => index);
  expect([...mostLasting(rising, { slots: 3, side: 'high', epochs: [{ from: 0, to: 200_000 }] })]).toEqual([199_997]);
});
