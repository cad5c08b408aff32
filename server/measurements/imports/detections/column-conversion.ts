import { divisorOf } from '../../../systems/units.ts';

/** Turns the first `rows` values of a column from the unit written into the canonical unit, in place. NaN stays NaN. */
export function convertColumn(
  values: Float64Array,
  rows: number,
  { factor, offset }: { readonly factor: number; readonly offset: number },
): void {
  if (factor === 1 && offset === 0) return;
  const divisor = divisorOf(factor);
  for (let i = 0; i < rows; i++) {
    const scaled = divisor === 0 ? values[i]! * factor : values[i]! / divisor;
    values[i] = offset === 0 ? scaled : scaled + offset;
  }
}
