import { isTimeHeader } from '../../detections/time-header.ts';
import type { SheetCell, SheetRow } from './sheet-cells.ts';
import type { HeaderRows } from './sheet-header.ts';

/**
 * How the cells of a column are written: one form for the whole column, whatever each cell is shown as. boolean: it holds true and false
 * only; comma: its numbers are texts with a decimal comma.
 */
export type ColumnForm = 'date' | 'time' | 'datetime' | 'elapsed' | 'percent' | 'boolean' | 'comma';

interface Seen {
  readonly kinds: Set<SheetCell['kind']>;
  hasClock: boolean;
  isDated: boolean;
  /** Every number could be a day of a spreadsheet. */
  isSerial: boolean;
  hasComma: boolean;
}

/** Forms by column (from 0), from the first rows of the data. */
export function formsOf(
  rows: readonly SheetRow[],
  { shiftDays, header }: { readonly shiftDays: number; readonly header: HeaderRows },
): Map<number, ColumnForm> {
  const forms = new Map<number, ColumnForm>();
  for (const [column, seen] of seenIn(rows, shiftDays)) {
    const { kinds, hasClock, isDated, hasComma } = seen;
    if (kinds.has('datetime') || (kinds.has('date') && (hasClock || kinds.has('time')))) forms.set(column, 'datetime');
    else if (kinds.has('date')) forms.set(column, 'date');
    else if (kinds.has('time')) forms.set(column, isDated ? 'datetime' : 'time');
    else if (kinds.has('elapsed')) forms.set(column, isDated ? 'datetime' : 'elapsed');
    else if (kinds.has('percent')) forms.set(column, 'percent');
    else if (kinds.has('boolean') && kinds.size === 1) forms.set(column, 'boolean');
    else if (hasComma) forms.set(column, 'comma');
    // Days without a format count from 1904 too.
    else if (shiftDays > 0 && seen.isSerial && isTimeColumn(header, column)) forms.set(column, hasClock ? 'datetime' : 'date');
  }
  return forms;
}

function seenIn(rows: readonly SheetRow[], shiftDays: number): Map<number, Seen> {
  const all = new Map<number, Seen>();
  for (const { cells } of rows) {
    for (const { column, kind, text } of cells) {
      const seen = all.get(column) ?? { kinds: new Set(), hasClock: false, isDated: false, isSerial: true, hasComma: false };
      all.set(column, seen);
      if (kind === 'text') seen.hasComma ||= decimalComma.test(text.trim());
      if (kind === 'text' || kind === 'error') continue;
      const days = Number(text) + shiftDays;
      seen.kinds.add(kind);
      seen.hasClock ||= !Number.isInteger(days);
      // Later than 1901: a date that is shown as a time of day only.
      seen.isDated ||= days > 700;
      seen.isSerial &&= kind === 'number' && days > 20_000 && days < 80_000;
    }
  }
  return all;
}

function isTimeColumn(header: HeaderRows, column: number): boolean {
  return [...header.values()].some((names) => isTimeHeader(names.get(column) ?? ''));
}

/** A comma that groups no thousands. */
const decimalComma = /^[+-]?(?:\d+,(?:\d{1,2}|\d{4,})|0,\d{3}|\d{1,3}(?:\.\d{3})+,\d+)$/;

/** `1.234,5` as the numbers beside it are written: `1234.5`. Other texts stay as they are. */
export function withPoint(text: string): string {
  const bare = text.trim();
  if (!/^[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+),\d+$/.test(bare)) return text;
  return bare.replaceAll('.', '').replace(',', '.');
}
