import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scaleOf, stepOf } from './figure-scale.ts';

test('ticks are round numbers', () => {
  expect(stepOf(163, 6)).toBe(50);
  expect(stepOf(26, 5)).toBe(10);
  expect(scaleOf([0, 26], [100, 0], 5).ticks).toEqual([0, 10, 20, 30]);
});

test('every value lies between the ends of its axis, zero included', () => {
  const values = fc.array(fc.double({ min: -1e4, max: 1e4, noNaN: true }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(values, (list) => {
      const scale = scaleOf(list, [300, 20], 5);
      for (const value of [...list, 0]) {
        expect(scale.at(value)).toBeGreaterThanOrEqual(20 - 1e-6);
        expect(scale.at(value)).toBeLessThanOrEqual(300 + 1e-6);
      }
      expect(scale.ticks.length).toBeLessThanOrEqual(8);
    }),
    { examples: [[[-1.2e-9]], [[0]], [[5e-324]]] },
  );
});
