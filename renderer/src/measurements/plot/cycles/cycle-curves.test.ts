import { describe, expect, it } from 'vitest';
import type { CurveData } from '../../../charts/plot-data.ts';
import { cycleColumns } from './cycle-curves.ts';

const cycle = (time: number[], values: (number | null)[]): CurveData => [time, values, values, values];

describe('cycles over one another', () => {
  it('share the time since their beginning and keep their own values and gaps', () => {
    const { data } = cycleColumns([cycle([0, 1, 2], [1, null, 3]), cycle([0, 1.5], [5, 6])], false);
    expect(data[0]).toEqual([0, 1, 1.5, 2]);
    expect(data[1]).toEqual([1, null, null, 3]);
    expect(data[2]).toEqual([5, undefined, 6, undefined]);
  });
  it('have a band of one standard deviation around their mean', () => {
    const { data, hasBand } = cycleColumns([cycle([0, 1], [10, 10]), cycle([0, 1], [14, 14])], true);
    expect(hasBand).toBe(true);
    const [low, high, mean] = data.slice(-3).map((column) => column[0]);
    expect(mean).toBe(12);
    expect(low).toBeCloseTo(12 - Math.SQRT2 * 2);
    expect(high).toBeCloseTo(12 + Math.SQRT2 * 2);
  });
  it('have no band where only one cycle has a value, and none at all alone', () => {
    const { data } = cycleColumns([cycle([0, 1, 2, 3, 4], [1, 1, 1, 1, 1]), cycle([0, 1], [3, 3])], true);
    expect(data.at(-1)?.at(-1)).toBeNull();
    expect(cycleColumns([cycle([0, 1], [1, 2])], true).hasBand).toBe(false);
  });
});
