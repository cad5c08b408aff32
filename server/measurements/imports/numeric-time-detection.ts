import type { TableRow } from './delimiter-detection.ts';
import { splitHeader } from './header-detection.ts';
import type { ImportAnswers, Json, TimeRecipe } from './import.types.ts';
import { notUnderstood } from './import-problem.ts';
import type { FileMetadata } from './metadata-detection.ts';
import { parseNumberText } from './number-text.ts';
import { readStart } from './start-time-detection.ts';
import type { TimeFinding } from './time-detection.ts';

const timeName =
  /^(?:time|zeit|zeitpunkt|timestamp|time ?stamp|zeitstempel|datum|date|date ?time|datetime|uhrzeit|t|ts|epoch|unix(?: ?time)?|temps|heure|clock|elapsed(?: time)?|seconds|sekunden|laufzeit|messzeit)(?:[ _.-]?(?:utc|s|ms|us|µs|ns|sec|seconds|epoch|unix))?$/i;

/** Units of a relative time in ms. */
const relativeUnits: Readonly<Record<string, number>> = { s: 1000, sec: 1000, ms: 1, µs: 1e-3, us: 1e-3, min: 60_000, h: 3_600_000 };
/** Units of an epoch in ms, with the numbers they have between 2000 and 2100: the four ranges do not touch. */
const epochUnits = [
  { name: 's', msPerUnit: 1000 },
  { name: 'ms', msPerUnit: 1 },
  { name: 'us', msPerUnit: 1e-3 },
  { name: 'ns', msPerUnit: 1e-6 },
] as const;
const YEAR_2000_MS = 946_684_800_000;
const YEAR_2100_MS = 4_102_444_800_000;

/** `t [s]`, `Timestamp_ms`; `t [°C]` is a temperature. */
export function isTimeHeader(cell: string): boolean {
  const { name, unit } = splitHeader(cell);
  const couldCount = unit === null || unit === '' || relativeUnits[unit.toLowerCase()] !== undefined;
  return couldCount && (timeName.test(name.trim()) || timeName.test(cell.trim()));
}

/** The column (from 0) that a header calls a time, or the first one when its numbers can only be an epoch; null: none. */
export function findNumericTimeColumn(header: readonly string[], rows: readonly TableRow[]): number | null {
  const named = header.findIndex(isTimeHeader);
  if (named >= 0) return named;
  const counter = header.findIndex((cell, column) => indexName.test(splitHeader(cell).name.trim()) && isIndex(numbers(rows, column, '.')));
  if (counter >= 0) return counter;
  const first = numbers(rows, 0, '.');
  return first.length > 0 && epochOf(first) !== null ? 0 : null;
}

const indexName =
  /^(?:(?:lfd\.?|laufende)[ _]?)?(?:nr\.?|no\.?|n°|num|nummer|number|numéro|index|idx|#|messpunkt|messwert|point|scan|record|zeile|row|line|id|échantillon|samples?|sample[ _]?(?:no\.?|nr\.?|number|index|#)?|datenpunkt|counter|zähler)\.?$/i;

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

function epochOf(values: readonly number[]): (typeof epochUnits)[number] | null {
  const fits = epochUnits.find(({ msPerUnit }) =>
    values.every((value) => value * msPerUnit >= YEAR_2000_MS && value * msPerUnit < YEAR_2100_MS),
  );
  return fits ?? null;
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
  if (epoch !== null) {
    const recipe: TimeRecipe = {
      ...base,
      kind: 'epoch',
      format: `epoch-${epoch.name}`,
      msPerUnit: epoch.msPerUnit,
      zone: 'UTC',
      zoneFrom: 'format',
    };
    return { recipe, questions: [], refusal: null };
  }
  const unit = input.unit ?? unitFromName(header) ?? answeredUnit(input.answers.unit, header);
  const msPerUnit = unit === null ? undefined : relativeUnits[unit.toLowerCase()];
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
  const falling = bulk.filter((value, i) => i > 0 && value < bulk[i - 1]!).length;
  if (falling > bulk.length / 10) return refuse(`The numbers in the time column "${header}" do not grow from row to row.`);
  const format = msPerUnit === 1000 ? 'relative-seconds' : `relative-${unit}`;
  return started({ ...base, kind: 'relative', format, msPerUnit, zone: null, zoneFrom: 'unspecified' }, input);
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

/** `elapsed_ms`, `seconds`. */
function unitFromName(header: string): string | null {
  if (/^(?:seconds|sekunden)$/i.test(header.trim())) return 's';
  return /[ _](s|ms|us|µs|sec)$/i.exec(header.trim())?.[1] ?? null;
}

function answeredUnit(answer: Json | undefined, header: string): string | null {
  if (answer === null || typeof answer !== 'object' || Array.isArray(answer)) return null;
  const unit = (answer as Readonly<Record<string, Json>>)[header];
  return typeof unit === 'string' ? unit : null;
}
