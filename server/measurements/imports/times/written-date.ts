import { dateOrder } from '../detections/time-detection.ts';
import { CLOCK_FORMS, clockOf, DATE_FORMS, dayOf, offsetOf, type TimeTextForm, timePattern } from './time-text.ts';

/** Dates that stand outside the rows. */

export interface NamedDate {
  /** Midnight in ms as if UTC. */
  readonly dayMs: number;
  /** As written. */
  readonly text: string;
  readonly from: 'name' | 'metadata';
}

const inName = /(?<!\d)((?:19|20)\d{2})([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d{1,2}(?!\d))(?=\D|\d{4,6}(?!\d)|$)/;

/** The date in the name of a file: `press_2026-01-03.csv`, `LOG_20260103_081500.csv`. Only the year first: it cannot be mistaken. Null: the name holds no date, or two different ones. */
export function dateInName(name: string): NamedDate | null {
  const base = name.split(/[\\/]/).at(-1) ?? '';
  const all = [...base.matchAll(new RegExp(inName, 'g'))];
  const days = new Set(all.map(([, year, , month, day]) => Date.UTC(Number(year), Number(month) - 1, Number(day))));
  const [dayMs] = days;
  if (dayMs === undefined || days.size > 1 || new Date(dayMs).getUTCDate() !== Number(all[0]![4])) return null;
  return { dayMs, text: all[0]![0], from: 'name' };
}

/** A date alone, as written in the lines before a table; null: it cannot be read, or its order is open. */
export function dayOfText(text: string): number | null {
  const forms: TimeTextForm[] = (['numbers', 'compact', 'day-name-year', 'name-day-year', 'year-name-day'] as const).map((date) => ({
    date,
    clock: null,
  }));
  for (const form of forms) {
    const pieces = timePattern(form)(text);
    if (pieces === null) continue;
    const order = form.date === 'numbers' ? dateOrder([pieces], {}) : null;
    if (order === 'open' || order === 'contradiction') return null;
    const ms = dayOf(pieces, order);
    if (!Number.isNaN(ms)) return ms;
  }
  return null;
}

const instantForms: readonly TimeTextForm[] = [
  ...DATE_FORMS.flatMap((date) => CLOCK_FORMS.map((clock) => ({ date, clock }))),
  { date: 'name-day-year', clock: 'colons', isYearLast: true },
];

/** Date and clock in any writing; null: it cannot be read, or its order is open. */
export function instantOfText(text: string): { readonly ms: number; readonly hasOffset: boolean } | null {
  for (const form of instantForms) {
    const pieces = timePattern(form)(text);
    if (pieces === null) continue;
    const order = form.date === 'numbers' ? dateOrder([pieces], {}) : null;
    const offset = offsetOf(pieces);
    if (order === 'open' || order === 'contradiction' || offset === null) return null;
    const ms = dayOf(pieces, order) + clockOf(pieces, false) - offset;
    if (!Number.isNaN(ms)) return { ms, hasOffset: pieces.zone !== undefined };
  }
  return null;
}
