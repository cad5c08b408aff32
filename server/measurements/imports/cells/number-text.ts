import type { DecimalMark } from '../import.types.ts';

/** Powers of ten that a float64 holds exactly: one division by one of them is correctly rounded. */
export const POWERS_OF_TEN: Float64Array = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

const plain = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
/** Thousands marks with the decimal mark each can stand beside: space, no-break, narrow no-break and thin space, apostrophes. */
const SPACES = " \u00a0\u202f\u2009'’";
const grouped: ReadonlyMap<string, RegExp> = new Map([
  [',', /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/],
  ['.', /^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/],
  ...[...SPACES].map((mark) => [mark, new RegExp(`^[+-]?\\d{1,3}(?:${mark}\\d{3})+(?:[.,]\\d+)?$`)] as const),
]);

/**
 * Numbers in the clothes of accountants (`(1.5)` is negative), of Fortran (`1.5D+03`) and of spreadsheets that were told to keep a text
 * (`="1.5"`, `'1.5`), as plain ones; anything else as it is.
 */
export function tidyNumber(cell: string): string {
  if (!/^[('’=]|\d ?[dDeE]/.test(cell)) return cell;
  return cell
    .replace(/^(?:="(.*)"|['’](.*))$/, '$1$2')
    .replace(/^\(\s*([\d.,][\d., ]*?)\s*\)$/, '-$1')
    .replace(/^([+-]?[\d.,]+) ?[dDeE]([+-]?\d{1,3})$/, '$1E$2');
}

/** `81,4-` as German spreadsheets and SAP write it: the sign stands behind the number. */
function withLeadingSign(written: string): string {
  const cell = tidyNumber(written);
  const sign = cell.at(-1);
  if ((sign === '-' || sign === '+') && /^\d/.test(cell)) return sign + cell.slice(0, -1).trimEnd();
  // The minus sign and the dash of typographers, and a sign apart from its number.
  return /^[−–+-]/.test(cell) ? cell.replace(/^[−–]/, '-').replace(/^([+-])\s+/, '$1') : cell;
}

/**
 * The number a cell holds, or NaN when it holds none. Strict: `12_5`, `0x1F`, `NaN`, `inf`, `1,2,3` and numbers too large for a float64
 * (`1e400`) are no measurements. Correctly rounded (it ends in Number()). Groups of three between a thousands mark that the sample did not
 * show are read when the decimal mark stands behind them: `1.234,5` has one meaning.
 */
export function parseNumberText(text: string, decimalMark: DecimalMark, thousandsMark: string | null): number {
  const cell = withLeadingSign(text.trim());
  let digits = cell;
  if (thousandsMark !== null && grouped.get(thousandsMark)?.test(cell)) digits = cell.replaceAll(thousandsMark, '');
  else if (!plain.test(cell)) digits = withoutGroups(cell, decimalMark);
  else if (decimalMark === ',' && cell.includes('.')) return Number.NaN;
  if (decimalMark === ',') digits = digits.replace(',', '.');
  if (!plain.test(digits)) return Number.NaN;
  const value = Number(digits);
  return Number.isFinite(value) ? value : Number.NaN;
}

function withoutGroups(cell: string, decimalMark: DecimalMark): string {
  if (!cell.includes(decimalMark)) return cell;
  for (const [mark, pattern] of grouped) {
    if (mark !== decimalMark && cell.includes(mark) && pattern.test(cell)) return cell.replaceAll(mark, '');
  }
  return decimalMark === ',' && cell.includes('.') ? '' : cell;
}

export interface NumberMarks {
  readonly decimalMark: DecimalMark;
  readonly thousandsMark: string | null;
  readonly notes: readonly string[];
}

interface MarkCounts {
  pointDecimal: number;
  commaDecimal: number;
  pointOpen: number;
  commaOpen: number;
  pointGroups: number;
  commaGroups: number;
  space: string | null;
}

const spaced = new RegExp(`^[+-]?\\d{1,3}([${SPACES}])\\d{3}(?:\\1\\d{3})*(?:([.,])\\d+)?$`);

function countMarks(cells: Iterable<string>): MarkCounts {
  const counts: MarkCounts = { pointDecimal: 0, commaDecimal: 0, pointOpen: 0, commaOpen: 0, pointGroups: 0, commaGroups: 0, space: null };
  for (const raw of cells) {
    const cell = withLeadingSign(raw.trim());
    const groups = spaced.exec(cell);
    if (groups) {
      counts.space ??= groups[1]!;
      if (groups[2] === ',') counts.commaDecimal++;
      else if (groups[2] === '.') counts.pointDecimal++;
    } else if (/^[+-]?\d{1,3}(?:,\d{3})+\.\d+$/.test(cell) || /^[+-]?\d{1,3}(?:,\d{3}){2,}$/.test(cell)) counts.commaGroups++;
    else if (/^[+-]?\d{1,3}(?:\.\d{3})+,\d+$/.test(cell) || /^[+-]?\d{1,3}(?:\.\d{3}){2,}$/.test(cell)) counts.pointGroups++;
    else if (/^[+-]?[1-9]\d{0,2}\.\d{3}$/.test(cell)) counts.pointOpen++;
    else if (/^[+-]?[1-9]\d{0,2},\d{3}$/.test(cell)) counts.commaOpen++;
    else if (/^[+-]?\d*\.\d*(?:[eE][+-]?\d+)?$/.test(cell)) counts.pointDecimal++;
    else if (/^[+-]?\d*,\d*(?:[eE][+-]?\d+)?$/.test(cell)) counts.commaDecimal++;
  }
  return counts;
}

/**
 * Decimal and thousands mark from the cells themselves, never from the computer's language. Null: the cells contradict each other.
 * `1.234` alone fits both readings; one cell that does not (0.994, 12.5, 170.1234) settles it.
 */
export function findNumberMarks(cells: Iterable<string>): NumberMarks | null {
  const { pointDecimal, commaDecimal, pointOpen, commaOpen, pointGroups, commaGroups, space } = countMarks(cells);
  const point = pointDecimal + commaGroups;
  const comma = commaDecimal + pointGroups;
  if (point > 0 && comma > 0) return null;
  if (point > 0) return { decimalMark: '.', thousandsMark: space ?? (commaGroups + commaOpen > 0 ? ',' : null), notes: [] };
  if (comma > 0) return { decimalMark: ',', thousandsMark: space ?? (pointGroups + pointOpen > 0 ? '.' : null), notes: [] };
  if (pointOpen > 0 && commaOpen > 0) return null;
  if (pointOpen + commaOpen === 0) return { decimalMark: '.', thousandsMark: space, notes: [] };
  const mark = pointOpen > 0 ? '.' : ',';
  const note = `Every number has exactly three digits behind the ${mark === '.' ? 'point' : 'comma'}; it was read as the decimal mark, not as thousands.`;
  return { decimalMark: mark, thousandsMark: space, notes: space === null ? [note] : [] };
}
