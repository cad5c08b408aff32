import type { DecimalMark } from './import.types.ts';

/** Powers of ten that a float64 holds exactly: one division by one of them is correctly rounded. */
export const POWERS_OF_TEN: Float64Array = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

const plain = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const grouped: Readonly<Record<string, RegExp>> = {
  ',': /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/,
  '.': /^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/,
};

/**
 * The number a cell holds, or NaN when it holds none. Strict: `12_5`, `0x1F`, `NaN`, `inf`, `1,2,3` and numbers too large for a float64
 * (`1e400`) are no measurements. Correctly rounded (it ends in Number()).
 */
export function parseNumberText(text: string, decimalMark: DecimalMark, thousandsMark: string | null): number {
  const cell = text.trim();
  let digits = cell;
  if (thousandsMark !== null && grouped[thousandsMark]?.test(cell)) digits = cell.replaceAll(thousandsMark, '');
  else if (decimalMark === ',' && cell.includes('.')) return Number.NaN;
  if (decimalMark === ',') digits = digits.replace(',', '.');
  if (!plain.test(digits)) return Number.NaN;
  const value = Number(digits);
  return Number.isFinite(value) ? value : Number.NaN;
}

export interface NumberMarks {
  readonly decimalMark: DecimalMark;
  readonly thousandsMark: string | null;
  readonly notes: readonly string[];
}

/**
 * Decimal and thousands mark from the cells themselves, never from the computer's language. Null: the cells contradict each other.
 * `1.234` alone fits both readings; one cell that does not (0.994, 12.5, 170.1234) settles it.
 */
export function findNumberMarks(cells: Iterable<string>): NumberMarks | null {
  let pointDecimal = 0;
  let commaDecimal = 0;
  let pointOpen = 0;
  let commaOpen = 0;
  let pointGroups = 0;
  let commaGroups = 0;
  for (const raw of cells) {
    const cell = raw.trim();
    if (/^[+-]?\d{1,3}(?:,\d{3})+\.\d+$/.test(cell) || /^[+-]?\d{1,3}(?:,\d{3}){2,}$/.test(cell)) commaGroups++;
    else if (/^[+-]?\d{1,3}(?:\.\d{3})+,\d+$/.test(cell) || /^[+-]?\d{1,3}(?:\.\d{3}){2,}$/.test(cell)) pointGroups++;
    else if (/^[+-]?[1-9]\d{0,2}\.\d{3}$/.test(cell)) pointOpen++;
    else if (/^[+-]?[1-9]\d{0,2},\d{3}$/.test(cell)) commaOpen++;
    else if (/^[+-]?\d*\.\d*(?:[eE][+-]?\d+)?$/.test(cell)) pointDecimal++;
    else if (/^[+-]?\d*,\d*(?:[eE][+-]?\d+)?$/.test(cell)) commaDecimal++;
  }
  const point = pointDecimal + commaGroups;
  const comma = commaDecimal + pointGroups;
  if (point > 0 && comma > 0) return null;
  if (point > 0) return { decimalMark: '.', thousandsMark: commaGroups + commaOpen > 0 ? ',' : null, notes: [] };
  if (comma > 0) return { decimalMark: ',', thousandsMark: pointGroups + pointOpen > 0 ? '.' : null, notes: [] };
  if (pointOpen > 0 && commaOpen > 0) return null;
  if (pointOpen + commaOpen === 0) return { decimalMark: '.', thousandsMark: null, notes: [] };
  const mark = pointOpen > 0 ? '.' : ',';
  const note = `Every number has exactly three digits behind the ${mark === '.' ? 'point' : 'comma'}; it was read as the decimal mark, not as thousands.`;
  return { decimalMark: mark, thousandsMark: null, notes: [note] };
}
