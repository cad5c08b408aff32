import { describe, expect, it } from 'vitest';
import { valueRange } from './value-range.ts';

const limit = (value: number) => ({ value });

describe('the value axis', () => {
  it('leaves air around the curve', () => {
    expect(valueRange(0, 100, [])).toEqual([-8, 108]);
  });
  it('brings a near limit into view and ignores a far one', () => {
    expect(valueRange(0, 100, [limit(150)])[1]).toBeGreaterThan(150);
    expect(valueRange(0, 100, [limit(1000)])[1]).toBe(108);
  });
  it('has a width for a constant and for nothing', () => {
    const [low, high] = valueRange(5, 5, []);
    expect(high).toBeGreaterThan(low);
    expect(valueRange(null, null, [])).toEqual([0, 1]);
  });
});
