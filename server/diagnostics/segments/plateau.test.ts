import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findPlateaus } from './plateau.segment.ts';

const rule = { tolerance: 1, atLeast: 10 };

test('steps are found where they are, in the order of time', () => {
  const values = Float64Array.from({ length: 60 }, (_, slot) => (slot < 20 ? 50 : slot < 25 ? 50 + 10 * (slot - 19) : 100));
  expect(findPlateaus(values, rule)).toEqual([
    { from: 0, to: 20 },
    { from: 24, to: 60 },
  ]);
});

test('a slow ramp is no plateau, however long it stays between two bounds', () => {
  expect(
    findPlateaus(
      Float64Array.from({ length: 300 }, (_, slot) => slot / 10),
      rule,
    ),
  ).toEqual([]);
});

test('missing samples are not stillness', () => {
  expect(findPlateaus(new Float64Array(100).fill(Number.NaN), rule)).toEqual([]);
  const holed = Float64Array.from({ length: 40 }, (_, slot) => (slot % 3 === 0 ? 50 : Number.NaN));
  expect(findPlateaus(holed, rule)).toEqual([]);
  const nearly = Float64Array.from({ length: 40 }, (_, slot) => (slot % 10 === 5 ? Number.NaN : 50));
  expect(findPlateaus(nearly, rule)).toEqual([{ from: 0, to: 40 }]);
});

test('whatever comes in, plateaus are long enough, still, and apart from each other', () => {
  const sample = fc.oneof(fc.double({ min: -5, max: 5, noNaN: true }), fc.constant(0), fc.constant(Number.NaN));
  fc.assert(
    fc.property(fc.array(sample, { maxLength: 200 }), (list) => {
      const values = Float64Array.from(list);
      let before = 0;
      for (const { from, to } of findPlateaus(values, rule)) {
        expect(from).toBeGreaterThanOrEqual(before);
        expect(to - from).toBeGreaterThanOrEqual(rule.atLeast);
        const part = values.subarray(from, to).filter(Number.isFinite);
        expect(Math.max(...part) - Math.min(...part)).toBeLessThanOrEqual(2 * rule.tolerance);
        before = to;
      }
    }),
    { numRuns: 200 },
  );
});
