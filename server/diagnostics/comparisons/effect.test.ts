import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareSamples } from './effect.science.ts';

const before = [91.2, 90.8, 91.5, 90.9, 91.1, 91.0, 91.3, 90.7];
const after = [92.0, 92.4, 91.4, 92.1, 91.9, 92.2];

test('shift, delta and p agree with scipy', () => {
  const effect = compareSamples(before, after)!;
  // scipy: mannwhitneyu(after, before, use_continuity=True, method='asymptotic')
  expect(effect.p).toBeCloseTo(0.0036756, 5);
  expect(effect.shift).toBeCloseTo(1.0, 9);
  expect(effect.delta).toBeCloseTo(0.9583333, 6);
  expect(effect.size).toBe('large');
});

test('ties are corrected', () => {
  const effect = compareSamples([1, 2, 2, 3, 3, 3, 4], [3, 3, 4, 4, 5, 2])!;
  expect(effect.p).toBeCloseTo(0.1577854, 5);
  expect(effect.delta).toBeCloseTo(0.4761905, 6);
});

test('three values tell nothing, and missing ones do not count', () => {
  expect(compareSamples([1, 2, 3, Number.NaN], after)).toBeUndefined();
});

test('equal samples have no effect', () => {
  expect(compareSamples([5, 5, 5, 5], [5, 5, 5, 5])).toMatchObject({ shift: 0, delta: 0, p: 1, size: 'negligible' });
});

test('the other way round everything has the opposite sign', () => {
  const values = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 4, maxLength: 30 });
  fc.assert(
    fc.property(values, values, (a, b) => {
      const there = compareSamples(a, b)!;
      const back = compareSamples(b, a)!;
      expect(back.delta).toBeCloseTo(-there.delta, 9);
      expect(back.shift).toBeCloseTo(-there.shift, 9);
      expect(back.p).toBeCloseTo(there.p, 9);
      expect(there.p).toBeLessThanOrEqual(1);
      expect(there.shiftLow <= there.shift && there.shift <= there.shiftHigh).toBe(true);
    }),
    { numRuns: 100 },
  );
});
