import fc from 'fast-check';
import { expect, test } from 'vitest';
import { choleskyInPlace, solveLower, solveUpper, symmetricEigen } from './linear-algebra.ts';

/** A Aᵀ + I: positive definite whatever A is. */
function positiveDefinite(entries: readonly number[], size: number): Float64Array {
  return Float64Array.from({ length: size * size }, (_, index) => {
    const [row, column] = [Math.floor(index / size), index % size];
    let sum = row === column ? 1 : 0;
    for (let k = 0; k < size; k++) sum += (entries[row * size + k] as number) * (entries[column * size + k] as number);
    return sum;
  });
}

const matrices = fc.integer({ min: 1, max: 6 }).chain((size) =>
  fc.record({
    size: fc.constant(size),
    entries: fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: size * size, maxLength: size * size }),
  }),
);

test('solving with the Cholesky factor gives back the right-hand side', () => {
  fc.assert(
    fc.property(matrices, ({ size, entries }) => {
      const matrix = positiveDefinite(entries, size);
      const b = Float64Array.from({ length: size }, (_, index) => index - 1.5);
      const factor = choleskyInPlace(Float64Array.from(matrix), size);
      const x = solveUpper(factor, solveLower(factor, b));
      for (let row = 0; row < size; row++) {
        let sum = 0;
        for (let column = 0; column < size; column++) sum += (matrix[row * size + column] as number) * (x[column] as number);
        expect(sum).toBeCloseTo(b[row] as number, 8);
      }
    }),
  );
});

test('a matrix that is not positive definite is refused', () => {
  expect(() => choleskyInPlace(Float64Array.of(1, 2, 2, 1), 2)).toThrow(RangeError);
});

test('eigenvectors of a symmetric matrix are stretched by their eigenvalues, largest first', () => {
  fc.assert(
    fc.property(matrices, ({ size, entries }) => {
      const matrix = positiveDefinite(entries, size);
      const { values, vectors } = symmetricEigen(matrix, size);
      vectors.forEach((vector, index) => {
        for (let row = 0; row < size; row++) {
          let sum = 0;
          for (let column = 0; column < size; column++) sum += (matrix[row * size + column] as number) * (vector[column] as number);
          expect(sum).toBeCloseTo((values[index] as number) * (vector[row] as number), 6);
        }
        if (index > 0) expect(values[index] as number).toBeLessThanOrEqual((values[index - 1] as number) + 1e-9);
      });
    }),
  );
});
