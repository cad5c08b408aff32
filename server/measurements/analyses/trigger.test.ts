import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTriggerFinder, type TriggerRule } from './trigger.science.ts';

function crossings(values: readonly number[], rule: Partial<TriggerRule> = {}, blockLength = values.length): number[] {
  const finder = createTriggerFinder({ level: 5, edge: 'rising', hysteresis: 0, ...rule });
  const found: number[] = [];
  for (let from = 0; from < values.length; from += blockLength) {
    finder.add(Float64Array.from(values.slice(from, from + blockLength)), (i) => {
      found.push(from + i);
      return true;
    });
  }
  return found;
}

test('a crossing is the first sample at or beyond the level, coming from the other side', () => {
  expect(crossings([9, 4, 5, 6, 4, 7])).toEqual([2, 5]);
  expect(crossings([9, 4, 5, 6, 4, 7], { edge: 'falling' })).toEqual([1, 4]);
});

test('noise at the level triggers once with hysteresis', () => {
  expect(crossings([0, 6, 4.5, 6, 4.5, 6, 0, 6])).toEqual([1, 3, 5, 7]);
  expect(crossings([0, 6, 4.5, 6, 4.5, 6, 0, 6], { hysteresis: 1 })).toEqual([1, 7]);
});

test('behind a gap nobody knows when the level was crossed', () => {
  expect(crossings([0, Number.NaN, 9, 0, 9])).toEqual([4]);
});

test('blocks of any length give the same crossings', () => {
  const value = fc.oneof(fc.integer({ min: 0, max: 10 }), fc.constant(Number.NaN));
  fc.assert(
    fc.property(
      fc.array(value, { maxLength: 200 }),
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 0, max: 3 }),
      (values, length, hysteresis) => {
        expect(crossings(values, { hysteresis }, length)).toEqual(crossings(values, { hysteresis }));
      },
    ),
  );
});
