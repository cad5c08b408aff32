import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostCycles, pickedCycles } from './cycle-pick.ts';

describe('picking cycles', () => {
  it('understands numbers and ranges, each once and in order', () => {
    expect(pickedCycles('12, 1-3 2', 20)).toEqual([0, 1, 2, 11]);
    expect(pickedCycles('5–6', 20)).toEqual([4, 5]);
  });
  it('spreads over the recording when nobody chose', () => {
    expect(pickedCycles('', 3)).toEqual([0, 1, 2]);
    expect(pickedCycles(' ', 2205)).toHaveLength(8);
    expect(pickedCycles('', 2205)?.at(-1)).toBe(2204);
    expect(pickedCycles('', 0)).toEqual([]);
  });
  it('ignores what does not exist and refuses what it does not understand', () => {
    expect(pickedCycles('0, 3, 99', 5)).toEqual([2]);
    expect(pickedCycles('first', 5)).toBeNull();
    expect(pickedCycles('3-', 5)).toBeNull();
  });
  it('never gives more than can be told apart', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.nat(1e6), fc.nat(1e6), (from, to, total) => {
        const picked = pickedCycles(`${from}-${to}`, total) ?? [];
        return picked.length <= mostCycles && picked.every((cycle) => cycle >= 0 && cycle < total);
      }),
    );
  });
});
