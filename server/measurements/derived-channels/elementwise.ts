import type { Operation } from './expression-plan.ts';

type Elementwise = Exclude<Operation, 'convert'>;

/** Comparisons give 1 or 0. What is missing stays missing: NaN in any argument is NaN in the result, also where JavaScript says otherwise. */
const operations: Readonly<Record<Elementwise, (a: number, b: number, c: number) => number>> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => (b === 0 ? Number.NaN : a / b),
  power: (a, b) => (Number.isNaN(a) ? Number.NaN : a ** b),
  less: (a, b) => (a < b ? 1 : a >= b ? 0 : Number.NaN),
  'less-or-equal': (a, b) => (a <= b ? 1 : a > b ? 0 : Number.NaN),
  equal: (a, b) => (a === b ? 1 : Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : 0),
  'not-equal': (a, b) => (a === b ? 0 : Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : 1),
  negate: (a) => -a,
  abs: (a) => Math.abs(a),
  sqrt: (a) => Math.sqrt(a),
  min: (a, b) => Math.min(a, b),
  max: (a, b) => Math.max(a, b),
  clamp: (a, low, high) => Math.min(Math.max(a, low), high),
  if: (test, a, b) => (Number.isNaN(test) ? Number.NaN : test !== 0 ? a : b),
};

/** One result for numbers; min and max take as many as there are. */
export function applyOnce(operation: Elementwise, args: readonly number[]): number {
  const of = operations[operation];
  if (operation === 'min' || operation === 'max') return finite(args.reduce((a, b) => of(a, b, 0)));
  return finite(of(args[0]!, args[1]!, args[2]!));
}

/** The same for arrays of one length, into new memory. Division by zero and other infinities are missing, never a number. */
export function apply(operation: Elementwise, args: readonly Float64Array[]): Float64Array<ArrayBuffer> {
  const [a, b = a, c = a] = args as [Float64Array, Float64Array?, Float64Array?];
  const out = new Float64Array(a.length);
  const of = operations[operation];
  if (args.length > 3 || ((operation === 'min' || operation === 'max') && args.length > 2)) {
    out.set(a);
    for (const more of args.slice(1)) for (let i = 0; i < out.length; i++) out[i] = finite(of(out[i]!, more[i]!, 0));
    return out;
  }
  for (let i = 0; i < out.length; i++) out[i] = finite(of(a[i]!, b[i]!, c[i]!));
  return out;
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : Number.NaN;
}
