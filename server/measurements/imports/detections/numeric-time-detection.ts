import { parseNumberText } from '../cells/number-text.ts';
import type { ImportAnswers, ImportQuestion, Json } from '../import.types.ts';
import { notUnderstood } from '../import-problem.ts';
import type { TimeRecipe } from '../times/time-recipe.types.ts';
import type { TableRow } from './delimiter-detection.ts';
import { splitHeader } from './header-cell.ts';
import type { HeaderFinding } from './header-detection.ts';
import type { FileMetadata } from './metadata-detection.ts';
import { type Epoch, epochOf, unixEpochOf } from './number-epochs.ts';
import { counterRange } from './second-table.ts';
import { readStart } from './start-time-detection.ts';
import type { TimeFinding } from './time-detection.ts';
import { isTimeHeader, timeUnitMs } from './time-header.ts';

/**
 * The columns (from 0) that hold the time as a number: called a time, a running number, the first one when its numbers can only be an epoch
 * or its unit is one of time. Several: each belongs to the values behind it. None: the rows carry no time.
 */
export function findNumericTimes({ names, cells }: Pick<HeaderFinding, 'names' | 'cells'>, rows: readonly TableRow[]): number[] {
  const isCounting = (column: number): boolean => numbers(rows, column, '.').length > 0 || numbers(rows, column, ',').length > 0;
  const named = names.flatMap((name, column) => (isTimeHeader(name) && isCounting(column) ? [column] : []));
  if (named.length > 1) return pairedOrOne(named, names, rows);
  if (named.length === 1) return named;
  const counter = names.findIndex((cell, column) => indexName.test(splitHeader(cell).name.trim()) && isIndex(numbers(rows, column, '.')));
  if (counter >= 0) return [counter];
  const first = numbers(rows, 0, '.');
  if (first.length > 0 && unixEpochOf(first) !== null) return [0];
  const unit = cells[0]?.unit ?? null;
  return unit !== null && unit !== '' && timeUnitMs(unit) !== null && isGrowing(rows, 0) ? [0] : [];
}

/** `t1;p1;t2;p2` are pairs; of `Time;Elapsed;p` one is enough, an epoch first. */
function pairedOrOne(named: readonly number[], names: readonly string[], rows: readonly TableRow[]): number[] {
  const moving = named.filter((column) => isGrowing(rows, column));
  if (moving.length < 2) return moving.length === 1 ? moving : [named[0]!];
  const isPaired = moving.every((column, i) => (moving[i + 1] ?? names.length) > column + 1);
  const kin = (column: number): string =>
    splitHeader(names[column]!)
      .name.replace(/[\s_.-]*\d*$/, '')
      .toLowerCase();
  if (isPaired && new Set(moving.map(kin)).size === 1) return moving;
  return [moving.find((column) => epochOf(numbers(rows, column, '.')) !== null) ?? moving[0]!];
}

function isGrowing(rows: readonly TableRow[], column: number): boolean {
  const values = [numbers(rows, column, '.'), numbers(rows, column, ',')].sort((a, b) => b.length - a.length)[0]!;
  const falls = values.filter((value, i) => i > 0 && value < values[i - 1]!).length;
  return values.length > 0 && falls * 10 <= values.length && (values.length < 2 || values.at(-1) !== values[0] || falls > 0);
}

const indexName =
  /^(?:(?:lfd\.?|laufende)[ _]?)?(?:nr\.?|no\.?|n°|num|nummer|number|numéro|numero|index|idx|#|messpunkt|messwert|reading|point|scan|record|zeile|row|line|id|échantillon|muestra|campione|punto|lectura|lettura|scansione|registro|riga|fila|monster|unnamed: ?\d+|__index_level_\d+__|samples?|sample[ _]?(?:no\.?|nr\.?|number|index|#)?|datenpunkt|counter|zähler)\.?$/i;

/** Whole numbers that grow by one from (nearly) every row to the next. */
export function isIndex(values: readonly number[]): boolean {
  const steps = values.slice(1).filter((value, i) => value - values[i]! === 1).length;
  return values.length > 1 && values.every(Number.isInteger) && steps >= (values.length - 1) * 0.95;
}

/** The header calls this column a running number, and its numbers are one. */
export function isIndexColumn(name: string, rows: readonly TableRow[], column: number): boolean {
  return indexName.test(name.trim()) && isIndex(numbers(rows, column, '.'));
}

function numbers(rows: readonly TableRow[], column: number, decimalMark: '.' | ','): number[] {
  return rows.map(({ cells }) => parseNumberText(cells[column] ?? '', decimalMark, null)).filter((value) => !Number.isNaN(value));
}

/** Epoch or relative time in one numeric column. */
export function readNumericTime(input: {
  readonly rows: readonly TableRow[];
  readonly column: number;
  readonly header: string;
  readonly unit: string | null;
  readonly decimalMark: '.' | ',';
  readonly answers: ImportAnswers;
  readonly metadata: FileMetadata;
}): TimeFinding {
  const { column, header, decimalMark } = input;
  const values = numbers(input.rows, column, decimalMark);
  const base = {
    columns: [column + 1],
    names: [header],
    order: null,
    dateSeparator: null,
    isTwelveHour: false,
    hasOffset: false,
    spread: null,
  };
  const refuse = (detail: string): TimeFinding => ({ recipe: null, questions: [], refusal: notUnderstood(detail) });
  // Footers and damaged rows may hold other numbers: the bulk decides.
  const bulk = values.slice(0, Math.max(1, Math.floor(values.length * 0.9)));
  if (bulk.length === 0) return refuse(`The column "${header}" should hold the time, but what stands in it cannot be read as one.`);
  const epoch = epochOf(bulk);
  if (epoch !== null) return epochTime(base, epoch, input);
  const unit = input.unit ?? unitFromName(header) ?? answeredUnit(input.answers.unit, header);
  const msPerUnit = (unit === null ? null : timeUnitMs(unit)) ?? undefined;
  if (msPerUnit === undefined && bulk.every((value) => value > 20_000 && value < 80_000) && bulk.some((value) => value % 1 !== 0)) {
    return serialTime(base, input.answers, input.metadata.zone);
  }
  if (msPerUnit === undefined && (isIndexColumn(splitHeader(header).name, input.rows, column) || isSteppingIndex(input, bulk))) {
    return indexTime(base, values[0]!, input);
  }
  if (msPerUnit === undefined) {
    const options = ['s', 'ms', 'min', 'h'].map((answer) => ({
      answer: { [header]: answer } as Json,
      meaning: `"${header}" counts in ${answer}`,
    }));
    const ask = `In which unit does the time column "${header}" count (first value ${bulk[0]})?`;
    return { recipe: null, questions: [{ id: 'unit', ask, about: [header], options }], refusal: null };
  }
  const falling = values.filter((value, i) => i > 0 && value < values[i - 1]!).length;
  if (falling > Math.max(1, values.length / 10)) return refuse(`The numbers in the time column "${header}" do not grow from row to row.`);
  const format = msPerUnit === 1000 ? 'relative-seconds' : `relative-${unit}`;
  const range = falling > 0 ? rangeOf(values) : null;
  const wrap = range === null ? {} : { wrapMs: range * msPerUnit };
  const found = started({ ...base, kind: 'relative', format, msPerUnit, zone: null, zoneFrom: 'unspecified', ...wrap }, input);
  const note = `The counter in "${header}" begins again at zero after ${range}; the times go on behind it.`;
  return range === null ? found : { ...found, notes: [note] };
}

/** The range of a counter when every fall of its numbers is one of the same range. */
function rangeOf(values: readonly number[]): number | null {
  const steps = values.slice(1).map((value, i) => value - values[i]!);
  const step = steps.filter((size) => size > 0).sort((a, b) => a - b)[Math.floor(steps.filter((size) => size > 0).length / 2)] ?? 1;
  const falls = values.slice(1).flatMap((value, i) => (value < values[i]! ? [counterRange(values[i]!, value, step)] : []));
  return new Set(falls).size === 1 ? falls[0]! : null;
}

type Base = Pick<TimeRecipe, 'columns' | 'names' | 'order' | 'dateSeparator' | 'isTwelveHour' | 'hasOffset' | 'spread'>;
type Sources = { readonly answers: ImportAnswers; readonly metadata: FileMetadata };

/** The file tells the rate of its rows, so whole numbers without a unit count them. */
function isSteppingIndex({ metadata }: Sources, bulk: readonly number[]): boolean {
  return metadata.intervalMs !== null && isIndex(bulk);
}

/** A relative time with the start that the file or the user names. */
function started(recipe: TimeRecipe, { answers, metadata }: Sources): TimeFinding {
  const { start, questions } = readStart(metadata, answers);
  if (questions.length > 0) return { recipe: null, questions, refusal: null };
  return { recipe: start === null ? recipe : { ...recipe, ...start }, questions: [], refusal: null };
}

/** Counts since a known instant: of the world's clock, or (.NET, MATLAB) of a wall clock. */
function epochTime(base: Base, { name, msPerUnit, zeroMs, isWallClock }: Epoch, { answers, metadata }: Sources): TimeFinding {
  const zero = zeroMs === 0 ? {} : { zeroMs };
  if (isWallClock) {
    const found = serialTime(base, answers, metadata.zone);
    return { ...found, recipe: { ...found.recipe!, format: name, msPerUnit, ...zero } };
  }
  const recipe: TimeRecipe = { ...base, ...zero, kind: 'epoch', format: name, msPerUnit, zone: 'UTC', zoneFrom: 'format' };
  return { recipe, questions: [], refusal: null };
}

/** Days of a spreadsheet in one column and the fraction of the day in another. */
export function readSerialPair(columns: readonly number[], names: readonly string[], sources: Sources): TimeFinding {
  const base = { order: null, dateSeparator: null, isTwelveHour: false, hasOffset: false, spread: null };
  const at = columns.map((column) => column + 1);
  const found = serialTime({ ...base, columns: at, names }, sources.answers, sources.metadata.zone);
  return { ...found, recipe: { ...found.recipe!, dayPartMs: 86_400_000 } };
}

/** Spreadsheet days are readings of a wall clock. */
function serialTime(base: Base, answers: ImportAnswers, metadataZone: string | null): TimeFinding {
  const answered = typeof answers.zone === 'string' ? answers.zone : null;
  const zone = answered ?? metadataZone;
  const zoneFrom = answered !== null ? 'answer' : zone === null ? 'unspecified' : 'metadata';
  const recipe: TimeRecipe = { ...base, kind: 'serial', format: 'excel-serial-1900', msPerUnit: 86_400_000, zone, zoneFrom };
  return { recipe, questions: [], refusal: null };
}

/** A running number: the rate comes from the file's own notes or from the user. */
function indexTime(base: Base, zero: number, { answers, metadata }: Sources): TimeFinding {
  const answer = answers['sample-interval'];
  // Seconds come from a person, as decimals: 0.1 s is 100 ms, not 100.00000000000001.
  const answeredMs = typeof answer === 'number' && answer > 0 ? Math.round(answer * 1e9) / 1e6 : null;
  const msPerUnit = answeredMs ?? metadata.intervalMs;
  if (msPerUnit === null) {
    const ask = `"${base.names[0]}" counts the samples. How many seconds lie between two of them?`;
    return { recipe: null, questions: [{ id: 'sample-interval', ask, about: [...base.names], options: [] }], refusal: null };
  }
  const recipe: TimeRecipe = { ...base, kind: 'relative', format: 'sample-index', msPerUnit, zero, zone: null, zoneFrom: 'unspecified' };
  return started(recipe, { answers, metadata });
}

/** No column holds a time: the rows are counted from the start. */
export function readCountedTime({ answers, metadata }: Sources): TimeFinding {
  const answer = answers['sample-interval'];
  const answeredMs = typeof answer === 'number' && answer > 0 && Number.isFinite(answer) ? Math.round(answer * 1e9) / 1e6 : null;
  const msPerUnit = answeredMs ?? metadata.intervalMs;
  const isStarted = metadata.start !== null || answers['start-time'] !== undefined;
  const questions: ImportQuestion[] = [];
  if (msPerUnit === null)
    questions.push({
      id: 'sample-interval',
      ask: 'No column holds a time. How many seconds lie between two rows?',
      about: [],
      options: [],
    });
  if (!isStarted) {
    const options = [{ answer: 'relative', meaning: 'not known: count from zero' }];
    questions.push({ id: 'start-time', ask: 'When was the first sample taken?', about: [], options });
  }
  if (msPerUnit === null || !isStarted) return { recipe: null, questions, refusal: null };
  const base = { columns: [], names: [], order: null, dateSeparator: null, isTwelveHour: false, hasOffset: false, spread: null };
  const found = started({ ...base, kind: 'relative', format: null, msPerUnit, zone: null, zoneFrom: 'unspecified' }, { answers, metadata });
  return { ...found, notes: ['No column holds a time: the rows were counted.'] };
}

/** `elapsed_ms`, `seconds`. */
function unitFromName(header: string): string | null {
  // X_Value: a LabVIEW measurement file counts its x axis in seconds.
  if (/^(?:seconds|sekunden|x_value)$/i.test(header.trim())) return 's';
  return /[ _](s|ms|us|µs|sec)$/i.exec(header.trim())?.[1] ?? null;
}

function answeredUnit(answer: Json | undefined, header: string): string | null {
  if (answer === null || typeof answer !== 'object' || Array.isArray(answer)) return null;
  const unit = (answer as Readonly<Record<string, Json>>)[header];
  return typeof unit === 'string' ? unit : null;
}
