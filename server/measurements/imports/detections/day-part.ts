import { parseNumberText } from '../cells/number-text.ts';
import type { TableRow } from './delimiter-detection.ts';
import { splitHeader } from './header-cell.ts';
import { isTimeHeader, timeUnitMs } from './time-header.ts';

/** A column of numbers that say how much of the day is over, and the milliseconds in one of them. */
export interface DayPart {
  readonly column: number;
  readonly ms: number;
}

const DAY_MS = 86_400_000;
const ofDay = /(?:of|since|seit|du|della|del)\b.*(?:day|midnight|tag|mitternacht|jour|minuit|giorno|d[ií]a)|tages(?:sekunde|zeit|milli)/i;

/** Beside a column of days: fractions of a day as spreadsheets keep a clock, or seconds of the day when the header calls them so. */
export function findDayPart(rows: readonly TableRow[], day: number, names: readonly string[]): DayPart | null {
  for (const column of [day + 1, day - 1]) {
    const name = names[column];
    if (name === undefined || column < 0) continue;
    const values = numbersOf(rows, column);
    if (values.length === 0) continue;
    const isWithin = (most: number): boolean => values.every((value) => value >= 0 && value < most);
    if (isWithin(1) && values.some((value) => value % 1 !== 0) && (isTimeHeader(name) || /^(?:ora|uhrzeit)$/i.test(name.trim())))
      return { column, ms: DAY_MS };
    const { name: bare, unit } = splitHeader(name);
    const unitMs = unit === null || unit === '' ? (/milli|ms\b/i.test(bare) ? 1 : 1000) : (timeUnitMs(unit) ?? 1000);
    if (ofDay.test(name) && isWithin(DAY_MS / unitMs + 1)) return { column, ms: unitMs };
  }
  return null;
}

/** Both columns are numbers: days of a spreadsheet and fractions of a day. Null: they are not. */
export function findSerialPair(rows: readonly TableRow[], names: readonly string[]): readonly number[] | null {
  for (const [day, name] of names.entries()) {
    if (!isTimeHeader(name) && !/^data$/i.test(name.trim())) continue;
    const days = numbersOf(rows, day);
    if (days.length === 0 || !days.every((value) => Number.isInteger(value) && value > 20_000 && value < 80_000)) continue;
    const part = findDayPart(rows, day, names);
    if (part?.ms === DAY_MS) return [day, part.column];
  }
  return null;
}

function numbersOf(rows: readonly TableRow[], column: number): number[] {
  const read = (mark: '.' | ','): number[] =>
    rows.map(({ cells }) => parseNumberText(cells[column] ?? '', mark, null)).filter((value) => !Number.isNaN(value));
  const [points, commas] = [read('.'), read(',')];
  return commas.length > points.length ? commas : points;
}
