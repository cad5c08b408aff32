/**
 * Dense symmetric matrices as row-major Float64Array (d x d). Small on purpose: what discriminant analysis needs and nothing else.
 * Source of the algorithms: Golub & Van Loan, Matrix Computations, 4th ed., 4.2 (Cholesky) and 8.5 (Jacobi).
 */

/** Lower Cholesky factor of a positive definite matrix, in place (the upper triangle is left as it was). Throws when it is not positive definite. */
export function choleskyInPlace(matrix: Float64Array, size: number): Float64Array {
  for (let row = 0; row < size; row++) {
    const rowStart = row * size;
    for (let column = 0; column <= row; column++) {
      const columnStart = column * size;
      const rest = (matrix[rowStart + column] as number) - dotOf(matrix, { first: rowStart, second: columnStart, length: column });
      if (column < row) matrix[rowStart + column] = rest / (matrix[columnStart + column] as number);
      else if (rest > 0) matrix[rowStart + row] = Math.sqrt(rest);
      else throw new RangeError(`not positive definite at ${row}`);
    }
  }
  return matrix;
}

function dotOf(values: Float64Array, at: { first: number; second: number; length: number }): number {
  const { first, second, length } = at;
  let a = 0;
  let b = 0;
  let index = 0;
  for (; index + 1 < length; index += 2) {
    a += (values[first + index] as number) * (values[second + index] as number);
    b += (values[first + index + 1] as number) * (values[second + index + 1] as number);
  }
  if (index < length) a += (values[first + index] as number) * (values[second + index] as number);
  return a + b;
}

/** Solves L y = b; b is not changed. */
export function solveLower(factor: Float64Array, b: Float64Array): Float64Array {
  const size = b.length;
  const y = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    let rest = b[row] as number;
    for (let column = 0; column < row; column++) rest -= (factor[row * size + column] as number) * (y[column] as number);
    y[row] = rest / (factor[row * size + row] as number);
  }
  return y;
}

/** Solves Lᵀ x = y; y is not changed. */
export function solveUpper(factor: Float64Array, y: Float64Array): Float64Array {
  const size = y.length;
  const x = Float64Array.from(y);
  for (let row = size - 1; row >= 0; row--) {
    const value = (x[row] as number) / (factor[row * size + row] as number);
    x[row] = value;
    for (let column = 0; column < row; column++) x[column] = (x[column] as number) - (factor[row * size + column] as number) * value;
  }
  return x;
}

/** Eigenvalues, largest first, and unit eigenvectors (`vectors[i]`, length size) of a symmetric matrix by cyclic Jacobi rotations. */
export function symmetricEigen(symmetric: Float64Array, size: number): { values: Float64Array; vectors: Float64Array[] } {
  const a = Float64Array.from(symmetric);
  const v = new Float64Array(size * size);
  for (let index = 0; index < size; index++) v[index * size + index] = 1;
  for (let sweep = 0; sweep < 30 && offDiagonal(a, size) > 1e-22 * norm(a); sweep++) {
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate({ a, v, size }, p, q);
  }
  const order = Array.from({ length: size }, (_, index) => index).sort((x, y) => (a[y * size + y] as number) - (a[x * size + x] as number));
  return {
    values: Float64Array.from(order, (index) => a[index * size + index] as number),
    vectors: order.map((index) => v.slice(index * size, (index + 1) * size)),
  };
}

function rotate({ a, v, size }: { a: Float64Array; v: Float64Array; size: number }, p: number, q: number): void {
  const apq = a[p * size + q] as number;
  if (apq === 0) return;
  const theta = ((a[q * size + q] as number) - (a[p * size + p] as number)) / (2 * apq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < size; k++) {
    const akp = a[k * size + p] as number;
    const akq = a[k * size + q] as number;
    a[k * size + p] = c * akp - s * akq;
    a[k * size + q] = s * akp + c * akq;
  }
  for (let k = 0; k < size; k++) {
    for (const matrix of [a, v]) {
      const mp = matrix[p * size + k] as number;
      const mq = matrix[q * size + k] as number;
      matrix[p * size + k] = c * mp - s * mq;
      matrix[q * size + k] = s * mp + c * mq;
    }
  }
}

function norm(a: Float64Array): number {
  return a.reduce((sum, value) => sum + value * value, 0);
}

function offDiagonal(a: Float64Array, size: number): number {
  let sum = 0;
  for (let row = 0; row < size; row++) for (let column = row + 1; column < size; column++) sum += (a[row * size + column] as number) ** 2;
  return sum;
}
