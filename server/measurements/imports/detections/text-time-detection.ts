import type { ImportAnswers, ImportQuestion } from '../import.types.ts';
import { notUnderstood } from '../import-problem.ts';
import type { TimeRecipe } from '../times/time-recipe.types.ts';
import { clockOf, offsetOf, type TimePieces, type TimeTextForm, timePattern } from '../times/time-text.ts';
import { instantOfText, type NamedDate } from '../times/written-date.ts';
import type { TableRow } from './delimiter-detection.ts';
import type { FileMetadata } from './metadata-detection.ts';
import { readStart } from './start-time-detection.ts';
import { dateOrder, isUnpadded, orderQuestion, type TimeFinding, unpaddedFractions } from './time-detection.ts';

export interface TextTimeInput {
  readonly rows: readonly TableRow[];
  /** From 0. */
  readonly columns: readonly number[];
  readonly form: TimeTextForm;
  readonly names: readonly string[];
  readonly answers: ImportAnswers;
  readonly metadata: FileMetadata;
  readonly zone: { readonly zone: string | null; readonly from: 'metadata' | 'column' };
  /** The date when the rows hold times of day only. */
  readonly day: NamedDate | null;
}

/** Times that are read as text: which number is the day, which offset they carry, on which day a clock began. */
export function readTextTimes(input: TextTimeInput): TimeFinding {
  const { rows, columns, form, answers } = input;
  const take = timePattern(form);
  const texts = rows.map(({ cells }) => columns.map((column) => (cells[column] ?? '').trim()).join(' '));
  const pieces = texts.map(take).filter((found) => found !== null);
  if (pieces.length * 2 < texts.length) return refused('Its times change their form from row to row.');
  const order = form.date === 'numbers' ? dateOrder(pieces, answers) : null;
  if (order === 'contradiction') return refused('Some dates only make sense day first, others only month first.');
  if (order === 'open') return { recipe: null, refusal: null, questions: [orderQuestion(pieces[0]!)] };
  if (isUnpadded(pieces.map(({ f }) => f))) return refused(unpaddedFractions);
  const offsets = pieces.map(offsetOf);
  const written = pieces.filter(({ zone }) => zone !== undefined).length;
  if (written > 0 && written < pieces.length) return refused('Some of its times carry a zone or an offset from UTC and others do not.');
  const open = offsets.includes(null) ? (pieces.find((found) => offsetOf(found) === null)!.zone ?? '') : null;
  if (open !== null) return openZone(open);
  const answered = typeof answers.zone === 'string' ? answers.zone : null;
  const zone = answered ?? input.zone.zone;
  const hasOffset = written > 0;
  const recipe: TimeRecipe = {
    kind: 'calendar',
    columns: columns.map((column) => column + 1),
    names: input.names,
    format: formatOf(pieces[0]!, form, order),
    text: form,
    order,
    dateSeparator: null,
    isTwelveHour: pieces.some(({ half }) => half !== undefined),
    hasOffset,
    msPerUnit: null,
    zone: hasOffset ? null : zone,
    zoneFrom: hasOffset ? 'column' : answered !== null ? 'answer' : zone === null ? 'unspecified' : input.zone.from,
    spread: null,
  };
  return form.date === null ? onDay(recipe, pieces, input) : { recipe, questions: [], refusal: null };
}

function refused(detail: string): TimeFinding {
  return { recipe: null, questions: [], refusal: notUnderstood(detail) };
}

function openZone(name: string): TimeFinding {
  const detail = `"${name}" behind its times means different zones in different countries. Export with an offset like +01:00, or without a zone.`;
  return refused(detail);
}

const elapsedName = /elapsed|laufzeit|messzeit|duration|dauer|rel(?:\.|ativ)|verstrichen|écoulé|seit|since/i;

/** Times of day on the day that the file, its name or the user tells; or a stop watch. */
function onDay(recipe: TimeRecipe, pieces: readonly TimePieces[], input: TextTimeInput): TimeFinding {
  const { names, answers, metadata, day } = input;
  const clocks = pieces.map((found) => clockOf(found, true));
  const isStarted = isStartClock(clocks[0]!, metadata);
  const isStopWatch =
    (names.some((name) => elapsedName.test(name)) && !isStarted) || clocks[0] === 0 || clocks.some((ms) => ms > 86_400_000);
  const relative: TimeRecipe = { ...recipe, kind: 'relative', msPerUnit: 1, zone: null, zoneFrom: 'unspecified' };
  if (recipe.text!.clock === 'minutes') return withoutHours({ ...relative, zero: clocks[0]! }, isStopWatch, input);
  if (isStopWatch) {
    const isMinutes = pieces.every(({ S }) => S === undefined) ? minutesOf(names[0] ?? '', answers) : false;
    if (isMinutes === null) return { recipe: null, questions: [clockQuestion(names[0] ?? '', pieces[0]!)], refusal: null };
    if (isMinutes) return stopWatch({ ...relative, format: 'mm:ss', text: { ...recipe.text!, isMinutes } }, metadata, answers);
    // Behind a day it may go on as `1.00:00:00`.
    const isPlain = pieces.every(({ S, f3, half }) => S !== undefined && f3 === undefined && half === undefined);
    const text: TimeTextForm =
      isPlain && recipe.text!.clock === 'colons' && !recipe.text!.hasPart ? { date: null, clock: 'span' } : recipe.text!;
    return stopWatch({ ...relative, text }, metadata, answers);
  }
  const answer = answers['start-time'];
  if (answer === 'relative') return { recipe: { ...relative, zero: clocks[0]! }, questions: [], refusal: null };
  const answered = typeof answer === 'string' ? Date.parse(`${answer.slice(0, 10)}T00:00:00Z`) : Number.NaN;
  const dayMs = Number.isNaN(answered) ? day?.dayMs : answered;
  if (dayMs === undefined) return { recipe: null, questions: [dayQuestion(names[0] ?? '')], refusal: null };
  const where = day?.from === 'name' ? 'the name of the file' : 'the lines before the table';
  const notes = Number.isNaN(answered) ? [`The rows hold times of day; their date (${day!.text}) was taken from ${where}.`] : [];
  return { recipe: { ...recipe, dayMs }, questions: [], refusal: null, notes };
}

/** The lines before the table tell a start whose clock is that of the first row. */
function isStartClock(clock: number, { start }: FileMetadata): boolean {
  const written = start === null ? null : instantOfText(start);
  return written !== null && !written.hasOffset && clock > 0 && Math.abs((written.ms % 86_400_000) - clock) < 60_000;
}

/** `05:10.0`: a spreadsheet shows minutes, seconds and tenths; in which hour it began must be told. */
function withoutHours(relative: TimeRecipe, isStopWatch: boolean, { names, answers, metadata }: TextTimeInput): TimeFinding {
  const format = 'mm:ss.S';
  if (isStopWatch) return stopWatch({ ...relative, format, zero: 0 }, metadata, answers);
  if (answers['start-time'] !== undefined || metadata.start !== null) return stopWatch({ ...relative, format }, metadata, answers);
  const ask = `The column "${names[0] ?? ''}" holds minutes, seconds and fractions, but no hour and no date. When was the first sample taken?`;
  const options = [{ answer: 'relative', meaning: 'not known: count from the first sample' }];
  return { recipe: null, questions: [{ id: 'start-time', ask, about: [], options }], refusal: null };
}

function stopWatch(relative: TimeRecipe, metadata: FileMetadata, answers: ImportAnswers): TimeFinding {
  const { start, questions } = readStart(metadata, answers);
  if (questions.length > 0) return { recipe: null, questions, refusal: null };
  return { recipe: start === null ? relative : { ...relative, ...start }, questions: [], refusal: null };
}

/** Whether `03:19` of a stop watch is minutes and seconds; null: the file leaves it open. */
function minutesOf(name: string, { unit }: ImportAnswers): boolean | null {
  if (/h{1,2}:m/i.test(name)) return false;
  if (/m{1,2}:s/i.test(name)) return true;
  const answer =
    unit !== null && typeof unit === 'object' && !Array.isArray(unit) ? (unit as Readonly<Record<string, unknown>>)[name] : undefined;
  return answer === 'min' ? true : answer === 'h' ? false : null;
}

function clockQuestion(name: string, { H, M }: TimePieces): ImportQuestion {
  const options = [
    { answer: { [name]: 'min' }, meaning: `${H} minutes and ${M} seconds` },
    { answer: { [name]: 'h' }, meaning: `${H} hours and ${M} minutes` },
  ];
  return {
    id: 'unit',
    ask: `"${name}" begins with ${H}:${M}. Are these minutes and seconds, or hours and minutes?`,
    about: [name],
    options,
  };
}

function dayQuestion(name: string): ImportQuestion {
  return {
    id: 'start-time',
    ask: `The column "${name}" holds times of day and no date. On which day was the first sample taken (like 2026-01-03)?`,
    about: [],
    options: [{ answer: 'relative', meaning: 'not known: count from the first sample' }],
  };
}

/** For people, like `dd-MMM-yyyy HH:mm:ss.SSS`. */
function formatOf(pieces: TimePieces, form: TimeTextForm, order: 'ymd' | 'dmy' | 'mdy' | null): string {
  const year = (order === 'ymd' ? pieces.a : pieces.c)?.length === 2 ? 'yy' : 'yyyy';
  const month = pieces.name === undefined ? 'MM' : 'M'.repeat(pieces.name.length > 3 ? 4 : 3);
  const s = pieces.s ?? '-';
  const dates = {
    numbers: { ymd: [year, month, 'dd'], dmy: ['dd', month, year], mdy: [month, 'dd', year] }[order ?? 'ymd'].join(s),
    'day-name-year': `dd-${month}-${year}`,
    'name-day-year': form.isYearLast ? `EEE ${month} dd` : `${month} dd, ${year}`,
    'year-name-day': `${year}-${month}-dd`,
    compact: 'yyyyMMdd',
    week: "YYYY-'W'ww-e",
    'day-of-year': 'yyyy-DDD',
  };
  const fraction = pieces.f ?? pieces.f3;
  const mark = { colons: ':', unpadded: ':', span: ':', minutes: ':', dots: '.', dashes: '-', compact: '', letters: 'h', spaces: ' ' }[
    form.clock ?? 'colons'
  ];
  const hour = pieces.half === undefined ? 'HH' : 'hh';
  const clock = [hour, 'mm', ...(pieces.S === undefined ? [] : ['ss'])].join(mark);
  const rest = fraction === undefined ? '' : `${pieces.f3 === undefined ? '.' : ':'}${'S'.repeat(fraction.length)}`;
  const tail = `${rest}${form.hasPart ? ' SSS' : ''}${pieces.half === undefined ? '' : ' a'}${form.isYearLast ? ' yyyy' : ''}${pieces.zone === undefined ? '' : ' XXX'}`;
  return [form.date === null ? '' : dates[form.date], form.clock === null ? '' : clock + tail].filter((text) => text !== '').join(' ');
}
