import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketed } from './series.bucket.ts';

const values = fc.array(fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true })), { maxLength: 3000 });

describe('points thinned for paper', () => {
  it('keep the extremes, stay few and never invent a value in a gap', () => {
    fc.assert(
      fc.property(values, (line) => {
        const course = { name: 'x', at: line.map((_, index) => index), min: line, max: line, mean: line, count: line.map(() => 1) };
        const thin = bucketed(course);
        const known = (list: readonly (number | null)[]) => list.filter((value) => value !== null);
        expect(thin.at.length).toBeLessThanOrEqual(500);
        expect(known(thin.min).length === 0).toBe(known(line).length === 0);
        if (known(line).length > 0) {
          expect(Math.min(...known(thin.min))).toBe(Math.min(...known(line)));
          expect(Math.max(...known(thin.max))).toBe(Math.max(...known(line)));
        }
      }),
      { numRuns: 50 },
    );
  });

  it('leave short courses as they are', () => {
    const course = { name: 'x', at: [0, 1], min: [1, null], max: [3, null], mean: [2, null], count: [10, 0] };
    expect(bucketed(course)).toEqual({ name: 'x', at: [0, 1], min: [1, null], max: [3, null], mean: [2, null] });
  });
});
