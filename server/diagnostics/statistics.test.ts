import { describe, expect, it } from 'vitest';
import { extremes, line, mean, median, quantile, runs } from './statistics.ts';

const nan = Number.NaN;

describe('statistics', () => {
  it('skip what is missing instead of counting zeros', () => {
    expect(mean([1, nan, 3])).toBe(2);
    expect(median([nan, 5, 1, 3])).toBe(3);
    expect(extremes([nan, 2, -1, nan])).toEqual({ min: -1, max: 2, count: 2 });
  });

  it('of nothing are missing themselves', () => {
    expect([mean([]), median([nan]), quantile([], 0.3), line([1], [1]).slope]).toEqual([nan, nan, nan, nan]);
  });

  it('interpolate between order statistics', () => {
    expect(quantile([0, 10], 0.25)).toBe(2.5);
  });

  it('fit a line through pairs that are both there', () => {
    expect(line([0, 1, 2, nan], [1, 3, 5, 99])).toMatchObject({ slope: 2, intercept: 1, count: 3 });
  });

  it('find runs and close small gaps', () => {
    const holds = [1, 1, 0, 1, 0, 0, 0, 1];
    expect(runs(8, (index) => holds[index] === 1, { bridge: 1, atLeast: 2 })).toEqual([{ from: 0, to: 4 }]);
  });
});
