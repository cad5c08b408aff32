import type { ImportAnswers, ImportQuestion, ImportRefusal } from '../import.types.ts';
import { notUnderstood } from '../import-problem.ts';
import { calendarPattern, clockPattern } from '../times/time-patterns.ts';
import {
  CLOCK_FORMS,
  type ClockForm,
  clockOf,
  DATE_FORMS,
  type DateForm,
  dayOf,
  type TimeTextForm,
  timePattern,
} from '../times/time-text.ts';
import { offsetMinutes, zoneInName } from '../times/zone-text.ts';
import { findDayPart } from './day-part.ts';
import type { TableRow } from './delimiter-detection.ts';

/** Columns (from 0) that hold the time of a row as text. `form` null: the common writing, with a fast parser of its own. */
export interface TimeColumns {
  readonly columns: readonly number[];
  readonly form: TimeTextForm | null;
  /** The date stands elsewhere, or nowhere. */
  readonly isClockOnly: boolean;
  /** The second column is a number of the day: milliseconds in one of it. */
  readonly dayPartMs?: number;
  /** Asked when other columns hold instants too and nothing tells which one is the row's; `columns` is the first of them then. */
  readonly question?: ImportQuestion;
}

/** Each of these columns is the time of the values behind it. */
export interface PairedTimes {
  readonly pairs: readonly TimeColumns[];
}

type Kind = 'instant' | 'date' | 'clock';

interface Candidate {
  readonly column: number;
  readonly kind: Kind;
  readonly form: TimeTextForm | null;
}

const instants: readonly TimeTextForm[] = [
  ...DATE_FORMS.flatMap((date) => CLOCK_FORMS.filter((clock) => isJoint(date, clock)).map((clock) => ({ date, clock }))),
  { date: 'name-day-year', clock: 'colons', isYearLast: true },
];
const dates: readonly TimeTextForm[] = DATE_FORMS.map((date) => ({ date, clock: null }));
const clocks: readonly TimeTextForm[] = (['colons', 'span', 'unpadded', 'minutes', 'dots', 'dashes', 'letters', 'compact'] as const).map(
  (clock) => ({
    date: null,
    clock,
  }),
);

/** `2026003081500` is nobody's writing. */
function isJoint(date: DateForm, clock: ClockForm): boolean {
  return !(date === 'day-of-year' && clock === 'compact');
}

/** Finds how times are written in rows of data. Null: no column holds a text that is a time. */
export function findTimeColumns(
  rows: readonly TableRow[],
  names: readonly string[],
  answers: ImportAnswers,
): TimeColumns | PairedTimes | ImportRefusal | null {
  const fields = Math.max(0, ...rows.slice(0, 50).map(({ cells }) => cells.length));
  const parts = partColumns(names, rows);
  if (parts !== null) return parts;
  const found = Array.from({ length: fields }, (_, column) => candidateOf(rows, column, names[column] ?? '')).filter((c) => c !== null);
  const whole = found.filter(({ kind }) => kind === 'instant');
  if (whole.length > 1) return oneOf(rows, whole, { names, answers });
  if (whole.length === 1) return withExtras(rows, whole, names);
  const days = found.filter(({ kind }) => kind === 'date');
  const times = found.filter(({ kind }) => kind === 'clock');
  // `20260103` and `081500` are times only side by side.
  const day = days.length > 1 ? (days.find(({ form }) => form?.date !== 'compact') ?? days[0]) : days[0];
  if (day === undefined) {
    const clock = times.find(({ form }) => form?.clock !== 'compact');
    if (clock === undefined) return null;
    if (times.length > 1 && names.filter((name) => name === names[clock.column]).length > 1)
      return notUnderstood('Several columns hold times of day and no column holds a date. Export with date and time.');
    return { ...withExtras(rows, [clock], names), isClockOnly: true };
  }
  const near = [...times].sort((a, b) => distance(a, day) - distance(b, day));
  if (near[1] !== undefined && Math.abs(near[0]!.column - day.column) > 1)
    return notUnderstood('Several columns hold times of day, so it is not clear which one belongs to the row.');
  if (day.form?.date === 'compact' && near[0] === undefined && !/date|datum|tag|day|jour|time|zeit/i.test(names[day.column] ?? ''))
    return null;
  const part = near[0] === undefined && day.form === null ? findDayPart(rows, day.column, names) : null;
  if (part !== null) return { columns: [day.column, part.column], form: null, isClockOnly: false, dayPartMs: part.ms };
  return withExtras(rows, near[0] === undefined ? [day] : [day, near[0]], names);
}

/** The clock stands beside the date, rather behind than before it. */
function distance(clock: Candidate, day: Candidate): number {
  return Math.abs(clock.column - day.column) + (clock.column < day.column ? 0.5 : 0);
}

function textsOf(rows: readonly TableRow[], column: number): string[] {
  return rows.map(({ cells }) => (cells[column] ?? '').trim()).filter((text) => text !== '');
}

function candidateOf(rows: readonly TableRow[], column: number, name: string): Candidate | null {
  const texts = textsOf(rows, column);
  const sample = texts.length > 60 ? [...texts.slice(0, 40), ...texts.slice(-20)] : texts;
  if (sample.length === 0) return null;
  const few = [...sample.slice(0, 4), ...sample.slice(-2)];
  const most = (test: (text: string) => boolean): boolean => few.some(test) && sample.filter(test).length >= sample.length * 0.5;
  const digits = most((text) => /^[\d.,]+$/.test(text));
  if (!digits) {
    if (most((text) => calendarPattern.test(text) && !isClockWithDots(text)))
      return most((text) => (calendarPattern.exec(text)?.[6] ?? '') !== '')
        ? { column, kind: 'instant', form: widerForm(sample, 'numbers', calendarPattern) }
        : { column, kind: 'date', form: null };
    if (most((text) => clockPattern.test(text))) return { column, kind: 'clock', form: widerForm(sample, null, clockPattern) };
  }
  if (!most((text) => /\d/.test(text))) return null;
  for (const [kind, forms] of [
    ['instant', instants],
    ['date', dates],
    ['clock', clocks],
  ] as const) {
    for (const form of forms) {
      if (digits && !isNamed(name, form)) continue;
      if (most(reads(form))) return { column, kind, form };
    }
  }
  return digits && most((text) => calendarPattern.test(text)) ? { column, kind: 'date', form: null } : null;
}

/** Among plain clocks stand some without leading zeros (and none with them), or behind a number of days. Null: all are plain. */
function widerForm(sample: readonly string[], date: 'numbers' | null, plain: RegExp): TimeTextForm | null {
  const others = sample.filter((text) => !plain.test(text));
  const isPadded = sample.some((text) => /:0\d/.test(text));
  for (const clock of date === null ? (['span', 'unpadded'] as const) : (['unpadded'] as const)) {
    if (clock === 'unpadded' && isPadded) continue;
    if (others.filter(reads({ date, clock })).length * 20 > sample.length) return { date, clock };
  }
  return null;
}

/** Bare digits are numbers unless their column is called a time. */
function isNamed(name: string, { date, clock }: TimeTextForm): boolean {
  if (date === 'numbers' && clock === null) return false;
  if (date === null) return /time|zeit|uhr|heure|clock|hh/i.test(name);
  return date !== 'day-of-year' && (clock !== null || /date|datum|tag|day|jour|time|zeit|yyyy/i.test(name));
}

function isClockWithDots(text: string): boolean {
  const match = /^(\d{2})\.(\d{2})\.(\d{2})$/.exec(text);
  return match !== null && Number(match[1]) < 25 && Number(match[2]) > 12;
}

const readers = new WeakMap<TimeTextForm, (text: string) => boolean>();

/** Tells whether a text is a possible time in this writing. */
export function reads(form: TimeTextForm): (text: string) => boolean {
  const known = readers.get(form);
  if (known !== undefined) return known;
  const take = timePattern(form);
  const test = (text: string): boolean => {
    const pieces = take(text);
    if (pieces === null) return false;
    if (form.clock !== null && Number.isNaN(clockOf(pieces, form.date === null))) return false;
    return form.date === null || form.date === 'numbers' || !Number.isNaN(dayOf(pieces, null));
  };
  readers.set(form, test);
  return test;
}

/** Milliseconds and a zone in columns of their own behind the clock. */
function withExtras(rows: readonly TableRow[], main: readonly Candidate[], names: readonly string[]): TimeColumns {
  const columns = main.map(({ column }) => column);
  const last = Math.max(...columns);
  const part = isPart(names[last + 1], textsOf(rows, last + 1)) ? last + 1 : null;
  const zoneAt = names.findIndex(
    (name, column) => /^(?:tz|zone|time ?zone|zeitzone|utc ?offset|offset|fuseau)$/i.test(name.trim()) && isOffsets(textsOf(rows, column)),
  );
  const extras = [...(part === null ? [] : [part]), ...(zoneAt < 0 ? [] : [zoneAt])];
  const [first, second] = main;
  const isPlain = extras.length === 0 && main.every(({ form }) => form === null);
  if (isPlain) return { columns, form: null, isClockOnly: false };
  const date = first!.kind === 'clock' ? null : (first!.form?.date ?? 'numbers');
  const clock = first!.kind === 'date' && second === undefined ? null : ((second ?? first!).form?.clock ?? 'colons');
  const isYearLast = first!.form?.isYearLast ? { isYearLast: true as const } : {};
  return {
    columns: [...columns, ...extras],
    form: { date, clock, ...isYearLast, ...(part === null ? {} : { hasPart: true }) },
    isClockOnly: false,
  };
}

function isPart(name: string | undefined, texts: readonly string[]): boolean {
  if (name === undefined || !/^\W*(?:ms|msec|millis\w*|millitm|sec|fraction|sub-?sec\w*)\W*$/i.test(name) || texts.length === 0)
    return false;
  const isSecond = /sec\W*$/i.test(name) && !/ms|milli/i.test(name);
  return texts.every((text) => (isSecond ? /^0(?:[.,]\d+)?$/ : /^\d{1,3}$/).test(text));
}

function isOffsets(texts: readonly string[]): boolean {
  return texts.length > 0 && texts.every((text) => offsetMinutes(text) !== null);
}

/** Year, month, day, hour, minute and second in six columns. */
function partColumns(names: readonly string[], rows: readonly TableRow[]): TimeColumns | null {
  const of = (pattern: RegExp): number => names.findIndex((name) => pattern.test(name.trim()));
  const columns = [
    of(/^(?:year|jahr|année|annee|yyyy|yr)$/i),
    of(/^(?:month|monat|mois|mm|mo)$/i),
    of(/^(?:day|tag|jour|dd)$/i),
    of(/^(?:hour|hours|stunde|heure|hh|hr)$/i),
    of(/^(?:minute|minutes|minuten|min)$/i),
    of(/^(?:second|seconds|sekunde|sekunden|seconde|sec|ss|s)$/i),
  ];
  if (columns.some((column) => column < 0)) return null;
  const isFilled = rows.some(({ cells }) => columns.every((column) => /^\d+(?:[.,]\d+)?$/.test((cells[column] ?? '').trim())));
  return isFilled ? { columns, form: { date: 'numbers', clock: 'spaces' }, isClockOnly: false } : null;
}

/** Several columns hold instants: pairs of time and value, or one time and its kin (start and end of a query, local and UTC). */
function oneOf(
  rows: readonly TableRow[],
  found: readonly Candidate[],
  { names, answers }: { names: readonly string[]; answers: ImportAnswers },
): TimeColumns | PairedTimes | ImportRefusal {
  const nameOf = ({ column }: Candidate): string => (names[column] ?? '').trim();
  const chosen = found.find((candidate) => nameOf(candidate) !== '' && nameOf(candidate) === answers['time-column']);
  if (chosen !== undefined) return withExtras(rows, [chosen], names);
  const moving = found.filter(({ column }) => new Set(textsOf(rows, column)).size > 1 || rows.length < 2);
  if (moving.length === 1) return withExtras(rows, moving, names);
  const utc = moving.filter(({ column }) => zoneInName(names[column] ?? '').zone !== null);
  if (utc.length === 1) return withExtras(rows, utc, names);
  const named = moving.filter(({ column }) =>
    /^(?:_?time|timestamp|zeit|zeitstempel|datetime|date ?time)$/i.test((names[column] ?? '').trim()),
  );
  if (named.length === 1) return withExtras(rows, named, names);
  const isPaired = moving.every(({ column }, i) => (moving[i + 1]?.column ?? names.length) > column + 1);
  if (isPaired) return { pairs: moving.map(({ column, form }) => ({ columns: [column], form, isClockOnly: false })) };
  const different = new Set(moving.map(nameOf));
  if (moving.length === 0 || different.has('') || different.size < moving.length)
    return notUnderstood('Several columns hold dates and times, so it is not clear which one is the time of the row. Keep one of them.');
  return {
    ...withExtras(rows, moving.slice(0, 1), names),
    question: columnQuestion(
      rows,
      moving.map(({ column }) => column),
      names,
    ),
  };
}

/** Start and end of an interval, time of its maximum …: any of them may be meant. */
function columnQuestion(rows: readonly TableRow[], columns: readonly number[], names: readonly string[]): ImportQuestion {
  const options = columns.map((column) => {
    const answer = names[column]!.trim();
    return { answer, meaning: `${answer}: the first row is at ${(textsOf(rows, column)[0] ?? '').slice(0, 40)}` };
  });
  return {
    id: 'time-column',
    ask: `${columns.length} columns hold dates and times. Which one is the time of the row?`,
    about: [],
    options,
  };
}
