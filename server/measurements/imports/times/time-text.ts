import { monthOf, withoutWeekday } from './month-names.ts';
import { offsetMinutes } from './zone-text.ts';

/**
 * Times that are not written like `2026-01-03 08:15:00`: month names, no separators, dots or dashes between hours and minutes, parts in
 * several columns, a zone behind. Read as text, one cell after the other; the common writings have their own fast parser.
 */

const letters = '\\p{L}{3,10}';
const dateForms = {
  numbers: '(?<a>\\d{1,4})(?<s>[-/._ ])(?<b>\\d{1,2})\\k<s>(?<c>\\d{1,4})',
  'day-name-year': `(?<a>\\d{1,2})(?:\\.|st|nd|rd|th|er)?(?: de |[-/. ]*)(?<name>${letters})\\.?(?: de |[-/., ]*)(?<c>\\d{4}|\\d{2}(?!\\d))`,
  'name-day-year': `(?<name>${letters})\\.?[-/. ]*(?<a>\\d{1,2})(?:st|nd|rd|th)?,?[-/. ]+(?<c>\\d{4})`,
  'year-name-day': `(?<c>\\d{4})[-/. ]*(?<name>${letters})\\.?[-/. ]*(?<a>\\d{1,2})`,
  compact: '(?<c>(?:19|20)\\d{2})(?<b>\\d{2})(?<a>\\d{2})',
  week: '(?<c>(?:19|20)\\d{2})-?[Ww](?<week>\\d{2})-?(?<weekday>[1-7])',
  'day-of-year': '(?<c>(?:19|20)\\d{2})[-/. ]?(?<doy>\\d{3})',
} as const;
const clockForms = {
  colons: '(?<H>\\d{1,4}):(?<M>\\d{2})(?::(?<S>\\d{2})(?:[.,](?<f>\\d{1,12})|:(?<f3>\\d{6}|\\d{3}))?)?',
  unpadded: '(?<H>\\d{1,2}):(?<M>\\d{1,2}):(?<S>\\d{1,2})(?:[.,](?<f>\\d{1,12}))?',
  span: '(?:(?<days>\\d{1,5})(?:\\.| ?d(?:ays?)?,? ?| ?(?:Tage?|jours?|j),? ))?(?<H>\\d{1,4}):(?<M>\\d{2}):(?<S>\\d{2})(?:[.,](?<f>\\d{1,12}))?',
  minutes: '(?<M>\\d{1,2}):(?<S>\\d{2})[.,](?<f>\\d{1,3})',
  dots: '(?<H>\\d{1,2})\\.(?<M>\\d{2})\\.(?<S>\\d{2})(?:[.,:](?<f>\\d{1,12}))?',
  dashes: '(?<H>\\d{1,2})[-_](?<M>\\d{2})[-_](?<S>\\d{2})(?:[-_.,:](?<f>\\d{1,12}))?',
  compact: '(?<H>\\d{2})(?<M>\\d{2})(?:(?<S>\\d{2})(?:[.,](?<f>\\d{1,12}))?)?',
  letters: "(?<H>\\d{1,2}) ?h ?(?<M>\\d{1,2})(?: ?(?:min|mn|m|') ?(?:(?<S>\\d{1,2})(?:[.,](?<f>\\d{1,9}))? ?(?:s|\"|'')?)?)?",
  spaces: '(?<H>\\d{1,2}) (?<M>\\d{1,2}) (?<S>\\d{1,2})(?:[.,](?<f>\\d{1,12}))?',
} as const;
const half = '(?: ?(?<half>[aApP])\\.? ?[mM]\\.?)?';
const part = '(?: (?:(?<ms>\\d{1,3})|0?[.,](?<part>\\d{1,9})))?';
const zone = '(?: ?(?<zone>[zZ]|(?:UTC|GMT)? ?[+-]\\d{1,2}(?::?\\d{2})?|[A-Z]{3,4}))?';
const between = '(?:[Tt_:]| *- *|,? +(?:um |at |à |alle |a las |klo |om )?)';

export type DateForm = keyof typeof dateForms;
export type ClockForm = keyof typeof clockForms;
export const DATE_FORMS = Object.keys(dateForms) as DateForm[];
/** Those that stand behind a date. */
export const CLOCK_FORMS = (Object.keys(clockForms) as ClockForm[]).filter((clock) => !/^(?:spaces|span|minutes)$/.test(clock));

export interface TimeTextForm {
  readonly date: DateForm | null;
  readonly clock: ClockForm | null;
  /** `Sat Jan  3 08:15:00 2026`: the year stands behind the clock. */
  readonly isYearLast?: true;
  /** Milliseconds or a fraction of a second in a column behind the clock. */
  readonly hasPart?: true;
  /** `03:19` is minutes and seconds. */
  readonly isMinutes?: true;
}

/** The pieces of a time as written. Missing pieces are undefined. */
export type TimePieces = Readonly<Record<string, string | undefined>>;

/** Takes a text apart; null: it is not written like this. */
export function timePattern(form: TimeTextForm): (text: string) => TimePieces | null {
  const clock = form.clock === null ? '' : clockForms[form.clock] + half + (form.hasPart ? part : '');
  const year = form.isYearLast ? ' (?<c>\\d{4})' : '';
  const date = form.date === null ? '' : form.isYearLast ? `(?<name>${letters}) +(?<a>\\d{1,2})` : dateForms[form.date];
  const joined = date !== '' && clock !== '' ? (form.isYearLast ? ' +' : compactJoin(form) + between + compactEnd(form)) : '';
  const pattern = new RegExp(`^${date}${joined}${clock}${form.isYearLast ? zone + year : clock === '' ? '' : zone}$`, 'u');
  return (text) => pattern.exec(withoutWeekday(plainText(text)))?.groups ?? null;
}

/** Without brackets, `Uhr`, and the long name that JavaScript writes behind an offset; `2026年3月23日` as `2026-3-23`. */
function plainText(text: string): string {
  const plain = withoutDots(
    text
      .trim()
      .replace(/^'|[[\]]/g, '')
      .replace(/\s+/g, ' '),
  );
  if (!/[^\d .,:/+-]/.test(plain)) return plain;
  return plain
    .replace(/ ?(?:Uhr|hrs)\.?$/i, '')
    .replace(/([+-]\d{2}:?\d{2}) \([^)]*\)$/, '$1')
    .replace(/^(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일] ?/, '$1-$2-$3 ')
    .replace(
      /(\d{1,2}) ?[時时시] ?(\d{1,2}) ?[分분](?: ?(\d{1,2}) ?[秒초])?$/,
      (_, hour, minute, second) => `${hour}:${minute}:${second ?? '00'}`,
    )
    .trim();
}

/** `20260103081500`: nothing at all between date and clock. */
function compactJoin({ date, clock }: TimeTextForm): string {
  return date === 'compact' && clock === 'compact' ? '(?:' : '';
}

function compactEnd({ date, clock }: TimeTextForm): string {
  return date === 'compact' && clock === 'compact' ? ')?' : '';
}

/** `2026.03.23. 14:05` and `23. 3. 2026` without the dots and spaces that some languages add. A date without its year stays as it is. */
function withoutDots(text: string): string {
  if (!/\.(?: |$)/.test(text)) return text;
  return text
    .replace(/^(\d{1,2})\. (\d{1,2})\. (?=\d{4}\b)/, '$1.$2.')
    .replace(/^(\d{4})\. ?(\d{1,2})\. ?(\d{1,2})\.(?= |$)/, '$1.$2.$3')
    .replace(/^(\d{1,2}\.\d{1,2}\.\d{4})\.(?= |$)/, '$1');
}

export type DateOrder = 'ymd' | 'dmy' | 'mdy';

/** Midnight of the day in ms as if UTC; NaN when there is no such day. */
export function dayOf(pieces: TimePieces, order: DateOrder | null): number {
  const { a = '', b = '', c = '', name, doy } = pieces;
  const yearText = order === 'ymd' && name === undefined && pieces.s !== undefined ? a : c;
  const year = Number(yearText) + (yearText.length <= 2 ? 2000 : 0);
  if (doy !== undefined) {
    const isLeap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
    const day = Number(doy);
    return day >= 1 && day <= (isLeap ? 366 : 365) ? Date.UTC(year, 0, day) : Number.NaN;
  }
  if (pieces.week !== undefined) return weekDay(year, Number(pieces.week), Number(pieces.weekday));
  let month = Number(b);
  let day = Number(a);
  if (name !== undefined) month = monthOf(name) ?? Number.NaN;
  else if (pieces.s !== undefined && order === 'ymd') day = Number(c);
  else if (pieces.s !== undefined && order === 'mdy') [month, day] = [Number(a), Number(b)];
  const ms = Date.UTC(year, month - 1, day);
  return month >= 1 && month <= 12 && year >= 1900 && new Date(ms).getUTCDate() === day && day > 0 ? ms : Number.NaN;
}

/** ISO 8601: week 1 holds the first Thursday of the year; NaN when the year has no such week. */
function weekDay(year: number, week: number, weekday: number): number {
  const fourth = new Date(Date.UTC(year, 0, 4));
  const monday = fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * 86_400_000;
  const thursday = monday + ((week - 1) * 7 + 3) * 86_400_000;
  return week > 0 && new Date(thursday).getUTCFullYear() === year ? thursday + (weekday - 4) * 86_400_000 : Number.NaN;
}

/** Time of day in ms; NaN for a 61st minute. `isElapsed`: hours may go on behind 24. */
export function clockOf(pieces: TimePieces, isElapsed: boolean, isMinutes = false): number {
  if (isMinutes && pieces.S === undefined) return Number(pieces.M) > 59 ? Number.NaN : Number(pieces.H) * 60_000 + Number(pieces.M) * 1000;
  const [minute, second] = [Number(pieces.M ?? 0), Number(pieces.S ?? 0)];
  let hour = Number(pieces.H ?? 0);
  if (pieces.half !== undefined) {
    if (hour < 1 || hour > 12) return Number.NaN;
    hour = (hour % 12) + (pieces.half.toLowerCase() === 'p' ? 12 : 0);
  }
  const fraction = pieces.f ?? pieces.f3 ?? pieces.part;
  const rest = fraction === undefined ? Number(pieces.ms ?? 0) : fractionMs(fraction);
  const ms = minute * 60_000 + second * 1000 + rest;
  if (minute > 59 || second > 59 || (!isElapsed && (hour > 24 || (hour === 24 && ms > 0)))) return Number.NaN;
  if (pieces.days !== undefined) return isElapsed && hour < 24 ? Number(pieces.days) * 86_400_000 + hour * 3_600_000 + ms : Number.NaN;
  return hour * 3_600_000 + ms;
}

function fractionMs(digits: string): number {
  return digits.length <= 3 ? Number(digits.padEnd(3, '0')) : Number(digits) / 10 ** (digits.length - 3);
}

/** Offset written behind the time in ms; 0: none is written; null: a name that leaves it open. */
export function offsetOf({ zone: written }: TimePieces): number | null {
  if (written === undefined) return 0;
  const minutes = offsetMinutes(written);
  return minutes === null ? null : minutes * 60_000;
}
