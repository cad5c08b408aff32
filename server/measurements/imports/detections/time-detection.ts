import type { ImportAnswers, ImportQuestion, ImportRefusal } from '../import.types.ts';
import { notUnderstood } from '../import-problem.ts';
import { TimeParser } from '../times/time-parser.ts';
import { calendarPattern, clockPattern } from '../times/time-patterns.ts';
import type { TimeRecipe } from '../times/time-recipe.types.ts';
import type { TimePieces } from '../times/time-text.ts';
import type { TableRow } from './delimiter-detection.ts';

export interface TimeFinding {
  readonly recipe: TimeRecipe | null;
  readonly questions: readonly ImportQuestion[];
  readonly refusal: ImportRefusal | null;
  /** What was assumed, in sentences. */
  readonly notes?: readonly string[];
}

export interface CalendarColumns {
  readonly date: number;
  /** Column of the clock when it stands apart, else null. */
  readonly clock: number | null;
}

type Matches = readonly RegExpExecArray[];

/** How the dates are written, from every row of the sample. */
export function readCalendar(input: {
  readonly rows: readonly TableRow[];
  readonly columns: CalendarColumns;
  readonly names: readonly string[];
  readonly answers: ImportAnswers;
  readonly zone?: { readonly zone: string | null; readonly from: 'metadata' | 'column' };
}): TimeFinding {
  const { rows, columns, answers } = input;
  const dates = matches(rows, columns.date, calendarPattern);
  const clocks = columns.clock === null ? [] : matches(rows, columns.clock, clockPattern);
  if (dates.length === 0) return refused('It holds no date that can be read.');
  const yearFirst = dates.filter((match) => match[1]!.length === 4).length;
  const yearLast = dates.filter((match) => match[4]!.length === 4).length;
  const separators = new Set(dates.map((match) => match[2]!));
  const isShort = dates.every((match) => match[1]!.length === 2 && match[4]!.length === 2);
  if (separators.size !== 1 || (!isShort && yearFirst !== dates.length && yearLast !== dates.length)) {
    return refused('Its dates change their form from row to row. Export with a four-digit year.');
  }
  const separator = dates[0]![2]!;
  const pieces = dates.map(([, a, s, b, c]) => ({ a, s, b, c }));
  const order = dateOrder(pieces, answers);
  if (order === 'contradiction') return refused('Some dates only make sense day first, others only month first.');
  if (order === 'open') return { recipe: null, refusal: null, questions: [orderQuestion(pieces[0]!)] };
  const halves = clocks.length > 0 ? clocks.map((m) => m[5]) : dates.map((m) => m[10]);
  const offsets = clocks.length > 0 ? clocks.map((m) => m[6]) : dates.map((m) => m[11]);
  const isTwelveHour = halves.some((half) => half !== undefined);
  const hasOffset = offsets.some((offset) => offset !== undefined);
  if (hasOffset && offsets.some((offset) => offset === undefined))
    return refused('Some of its times carry an offset from UTC and others do not.');
  const answered = typeof answers.zone === 'string' ? answers.zone : null;
  const zone = answered ?? input.zone?.zone ?? null;
  const fractions = (clocks.length > 0 ? clocks.map((m) => m[4]) : dates.map((m) => m[9])).map((text) => text?.slice(1));
  if (isUnpadded(fractions)) return refused(unpaddedFractions);
  const recipe: TimeRecipe = {
    ...(isShort ? { yearDigits: 2 as const } : {}),
    kind: 'calendar',
    columns: columns.clock === null ? [columns.date + 1] : [columns.date + 1, columns.clock + 1],
    names: input.names,
    format: formatText({ dates, clocks, separator, order, isTwelveHour, hasOffset, year: isShort ? 'yy' : 'yyyy' }),
    order,
    dateSeparator: separator,
    isTwelveHour,
    hasOffset,
    msPerUnit: null,
    zone: hasOffset ? null : zone,
    zoneFrom: hasOffset ? 'column' : answered !== null ? 'answer' : zone === null ? 'unspecified' : input.zone!.from,
    spread: null,
  };
  return { recipe, questions: [], refusal: null };
}

/** `.5` may be five milliseconds: fractions of different length, some of which end in a zero that nobody would write behind a decimal mark. */
export function isUnpadded(fractions: readonly (string | undefined)[]): boolean {
  const digits = fractions.filter((text) => text !== undefined);
  return (
    new Set(digits.map((text) => text.length)).size > 1 &&
    Math.max(...digits.map((text) => text.length)) === 3 &&
    digits.some((text) => /^[1-9]\d?0$/.test(text))
  );
}

export const unpaddedFractions =
  'Its fractions of a second have one to three digits and are probably milliseconds without leading zeros, which cannot be told from decimals. Export milliseconds with three digits.';

function matches(rows: readonly TableRow[], column: number, pattern: RegExp): Matches {
  return rows.map(({ cells }) => pattern.exec((cells[column] ?? '').trim())).filter((match) => match !== null);
}

function refused(detail: string): TimeFinding {
  return { recipe: null, questions: [], refusal: notUnderstood(detail) };
}

/** Which of three numbers is the day. Pieces: `a` first, `s` separator, `b` second, `c` last number as written. */
export function dateOrder(pieces: readonly TimePieces[], answers: ImportAnswers): 'ymd' | 'dmy' | 'mdy' | 'open' | 'contradiction' {
  const yearFirst = pieces.filter(({ a }) => a?.length === 4).length;
  if (yearFirst === pieces.length) return 'ymd';
  if (yearFirst > 0) return 'contradiction';
  return pieces.every(({ a, c }) => a?.length === 2 && c?.length === 2) ? shortOrder(pieces, answers) : dayOrder(pieces, answers);
}

/** With dots the day comes first (DIN 5008 and its neighbours); with `/` and `-` only a number above 12 settles it. */
function dayOrder(dates: readonly TimePieces[], answers: ImportAnswers): 'dmy' | 'mdy' | 'open' | 'contradiction' {
  const isDayFirst = dates.some(({ a }) => Number(a) > 12);
  const isMonthFirst = dates.some(({ b }) => Number(b) > 12);
  if (isDayFirst && isMonthFirst) return 'contradiction';
  if (isDayFirst) return 'dmy';
  if (isMonthFirst) return 'mdy';
  if (dates[0]?.s === '.') return 'dmy';
  const answer = answers['date-order'];
  return answer === 'dmy' || answer === 'mdy' ? answer : 'open';
}

/** `25-08-19` may begin with the year too, unless its number cannot be a day. With dots the day comes first. */
function shortOrder(dates: readonly TimePieces[], answers: ImportAnswers): 'ymd' | 'dmy' | 'mdy' | 'open' | 'contradiction' {
  const isYearFirst = dates.some(({ a }) => Number(a) > 31);
  const isYearLast = dates.some(({ c }) => Number(c) > 31);
  if (isYearFirst) return isYearLast ? 'contradiction' : 'ymd';
  if (isYearLast || dates[0]?.s !== '-') return dayOrder(dates, answers);
  const answer = answers['date-order'];
  return answer === 'dmy' || answer === 'mdy' || answer === 'ymd' ? answer : 'open';
}

export function orderQuestion({ a, s, b, c }: TimePieces): ImportQuestion {
  // What no calendar knows is not offered.
  const options = [
    ...(Number(b) > 12 ? [] : [{ answer: 'dmy', meaning: `day ${a}, month ${b}` }]),
    ...(Number(a) > 12 ? [] : [{ answer: 'mdy', meaning: `month ${a}, day ${b}` }]),
  ];
  return {
    id: 'date-order',
    ask: `${a}${s}${b}${s}${c}: is the day first or the month first? No date in the file settles it.`,
    about: [],
    options: s === '-' && c?.length === 2 ? [...options, { answer: 'ymd', meaning: `year ${a}, month ${b}, day ${c}` }] : options,
  };
}

interface CalendarForm {
  readonly dates: Matches;
  readonly clocks: Matches;
  readonly separator: string;
  readonly order: 'ymd' | 'dmy' | 'mdy';
  readonly isTwelveHour: boolean;
  readonly hasOffset: boolean;
  readonly year: 'yyyy' | 'yy';
}

function formatText({ dates, clocks, separator, order, isTwelveHour, hasOffset, year }: CalendarForm): string {
  const [example, clock] = [dates[0]!, clocks[0]];
  if (hasOffset && example[5] === 'T') return 'iso-8601-offset';
  const parts = { ymd: [year, 'MM', 'dd'], dmy: ['dd', 'MM', year], mdy: ['MM', 'dd', year] }[order];
  const second = clock ? clock[3] : example[8];
  const fraction = (clocks.length > 0 ? clocks.map((m) => m[4]) : dates.map((m) => m[9])).find((text) => text !== undefined);
  const time = `${isTwelveHour ? 'hh' : 'HH'}:mm${second === undefined ? '' : ':ss'}${fraction === undefined ? '' : `${fraction[0]}${'S'.repeat(fraction.length - 1)}`}`;
  const hasClock = clock !== undefined || example[6] !== undefined;
  const between = example[5] === 'T' ? "'T'" : ' ';
  return `${parts.join(separator)}${hasClock ? between + time : ''}${isTwelveHour ? ' a' : ''}${hasOffset ? ' XXX' : ''}`;
}

/** Times of the sample's rows in ms, NaN where there is none. */
export function sampleTimes(rows: readonly TableRow[], recipe: TimeRecipe, marks: { delimiter: string; decimalMark: string }): number[] {
  const parser = new TimeParser(recipe, marks.delimiter, marks.decimalMark);
  return rows.map(({ cells }) => parser.parseCells(cells));
}

/** Rows of the sample whose time this recipe does not read. */
export function unreadable(rows: readonly TableRow[], recipe: TimeRecipe, marks: { delimiter: string; decimalMark: string }): number {
  return sampleTimes(rows, recipe, marks).filter(Number.isNaN).length;
}
