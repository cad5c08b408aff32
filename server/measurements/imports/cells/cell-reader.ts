import { parseUnit } from '../../../systems/units.ts';
import type { ChannelRecipe, DecimalMark } from '../import.types.ts';
import { parseNumberText } from './number-text.ts';

interface Marks {
  readonly decimalMark: DecimalMark;
  readonly thousandsMark: string | null;
}

/** Reads the cells of one channel that are not plain digits: words for on and off, a unit behind the number, signs and groups. NaN: no value. */
export function unusualReader(channel: Pick<ChannelRecipe, 'states' | 'cellUnit'>, marks: Marks): (text: string) => number {
  const { states, cellUnit } = channel;
  const number = (text: string): number => parseNumberText(text, marks.decimalMark, marks.thousandsMark);
  if (states !== undefined) return (text) => states[text] ?? number(text);
  if (cellUnit === undefined) return number;
  return (text) => {
    const { digits, unit } = splitCellUnit(text);
    return unit === null || unit === cellUnit ? number(digits) : inUnit(number(digits), { from: unit, to: cellUnit });
  };
}

/** A value in another unit of the same quantity; NaN when there is no way between them. */
export function inUnit(value: number, { from, to }: { readonly from: string; readonly to: string }): number {
  const [one, other] = [parseUnit(from), parseUnit(to)];
  if (one === null || other === null || one.canonical !== other.canonical || one.quantity !== other.quantity) return Number.NaN;
  return one.symbol === other.symbol ? value : (value * one.factor + one.offset - other.offset) / other.factor;
}

/** `12.3 bar`, `45%`, `1 234,5 l/min`: the number and what stands behind it. */
export function splitCellUnit(text: string): { readonly digits: string; readonly unit: string | null } {
  const match = /^(.*?[\d.,][+-]?)\s?([\p{L}°%µ].{0,11})$/u.exec(text.trim());
  if (match === null || parseUnit(match[2]!) === null) return { digits: text, unit: null };
  return { digits: match[1]!, unit: match[2]! };
}
