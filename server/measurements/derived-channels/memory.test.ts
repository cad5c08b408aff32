import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDelay, createDerivative, createIntegral, createMovingMean, type MemoryFunction } from './memory.science.ts';

function run(of: MemoryFunction, times: readonly number[], values: readonly number[], block = times.length): number[] {
  const out: number[] = [];
  for (let from = 0; from < times.length; from += block)
    out.push(...of.next(Float64Array.from(times.slice(from, from + block)), Float64Array.from(values.slice(from, from + block))));
  return out;
}
const nan = Number.NaN;

test('the derivative is per second, and missing where nobody knows', () => {
  expect(run(createDerivative(100), [0, 100, 200, 300, 900, 1000], [1, 2, 2, nan, 5, 8])).toEqual([nan, 10, 0, nan, nan, 30]);
});

test('the integral adds trapezia and nothing over gaps', () => {
  expect(run(createIntegral(1000), [0, 1000, 2000, 3000, 9000, 10_000], [2, 4, nan, 4, 4, 6])).toEqual([0, 3, nan, 3, 3, 8]);
});

test('the moving mean is over the samples that are there', () => {
  expect(run(createMovingMean(2000), [0, 1000, 2000, 3000, 9000], [2, 4, nan, 6, 1])).toEqual([2, 3, nan, 6, 1]);
});

test('a delayed value is the sample that stands there, or missing', () => {
  expect(run(createDelay(2000, 1000), [0, 1000, 2000, 3000, 4000, 9000], [5, 6, 7, nan, 9, 1])).toEqual([nan, nan, 5, 6, 7, nan]);
  expect(run(createDelay(1400, 1000), [0, 1000, 2000, 3000], [5, 6, 7, 8])).toEqual([nan, 5, 6, 7]);
});

test('blocks of any length give the same values, and the mean is that of its window', () => {
  const step = fc.constantFrom(1, 1, 1, 1, 2, 7, 50);
  const value = fc.oneof(fc.integer({ min: -100, max: 100 }), fc.constant(nan));
  fc.assert(
    fc.property(
      fc.array(fc.tuple(step, value), { minLength: 1, maxLength: 120 }),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 30 }),
      (rows, block, window) => {
        let ms = 0;
        const times = rows.map(([by]) => {
          ms += by;
          return ms;
        });
        const list = rows.map(([, one]) => one);
        for (const make of [
          () => createDerivative(1),
          () => createIntegral(1),
          () => createMovingMean(window),
          () => createDelay(window, 1),
        ]) {
          const whole = run(make(), times, list);
          const parts = run(make(), times, list, block);
          expect(parts.map(Number.isNaN)).toEqual(whole.map(Number.isNaN));
          for (const [i, one] of whole.entries()) expect(Math.abs(parts[i]! - one) > 1e-9).toBe(false);
        }
        const means = run(createMovingMean(window), times, list, block);
        for (const [i, one] of means.entries()) {
          const inside = list.filter((other, k) => !Number.isNaN(other) && times[k]! <= times[i]! && times[k]! > times[i]! - window);
          if (Number.isNaN(list[i]!)) expect(one).toBeNaN();
          else expect(one).toBeCloseTo(inside.reduce((a, b) => a + b, 0) / inside.length, 9);
        }
        const late = run(createDelay(window, 1), times, list, block);
        for (const [i, one] of late.entries()) {
          const at = times.indexOf(times[i]! - window);
          if (at >= 0) expect(one).toBe(list[at]);
          else expect(one).toBeNaN();
        }
      },
    ),
  );
});
