import { reads } from '../detections/time-columns.ts';
import { calendarPattern, clockPattern } from '../times/time-patterns.ts';
import { CLOCK_FORMS, DATE_FORMS } from '../times/time-text.ts';
import { splitCellUnit } from './cell-reader.ts';
import { isNoValue } from './cell-words.ts';
import { tidyNumber } from './number-text.ts';

export type CellKind = 'blank' | 'number' | 'time' | 'none' | 'word';

const numberLike = /^[+\-−–]? *(?:\d[\d.,]*|\d{1,3}(?:[ \u00a0\u202f\u2009'’]\d{3})+(?:[.,]\d+)?|[.,]\d+)(?:[eEdD][+-]?\d+)?[+-]?$/;
const textTimes = [
  ...DATE_FORMS.filter((date) => date !== 'compact' && date !== 'day-of-year').flatMap((date) => [
    reads({ date, clock: null }),
    ...CLOCK_FORMS.map((clock) => reads({ date, clock })),
  ]),
  ...CLOCK_FORMS.map((clock) => reads({ date: 'compact', clock })),
  reads({ date: 'day-of-year', clock: 'colons' }),
  ...(['dashes', 'span', 'minutes', 'unpadded'] as const).map((clock) => reads({ date: null, clock })),
  reads({ date: null, clock: 'letters' }),
  reads({ date: 'name-day-year', clock: 'colons', isYearLast: true }),
];

/** What a cell holds. `none`: a word that stands for no value. */
export function cellKind(cell: string): CellKind {
  const text = cell.trim();
  if (text === '') return 'blank';
  if (numberLike.test(tidyNumber(text))) return 'number';
  if (calendarPattern.test(text) || clockPattern.test(text)) return 'time';
  if (isNoValue(text)) return 'none';
  if (!/^['+\-−–]?\s?[\d.,]|\d{4}/.test(text)) return 'word';
  if (text.length < 80 && textTimes.some((isTime) => isTime(text))) return 'time';
  return unitBehind(text) === null ? 'word' : 'number';
}

/** The unit behind a number in its cell: `12.3 bar`, `45%`; null: there is none. */
export function unitBehind(text: string): string | null {
  const { digits, unit } = splitCellUnit(text);
  return numberLike.test(digits.trim()) ? unit : null;
}
