import type { TableRow } from './delimiter-detection.ts';
import { splitHeader } from './header-detection.ts';
import type { ImportAnswers, Json, TimeRecipe } from './import.types.ts';
import { notUnderstood } from './import-problem.ts';
import { parseNumberText } from './number-text.ts';
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

/** The column (from 0) that a header calls a time, or the first one when its numbers can only be an epoch; null: none. */
export function findNumericTimeColumn(header: readonly string[], rows: readonly TableRow[]): number | null {
  const named = header.findIndex((cell) => {
    const { name, unit } = splitHeader(cell);
    // `t [°C]` is a temperature.
    const couldCount = unit === null || unit === '' || relativeUnits[unit.toLowerCase()] !== undefined;
    return couldCount && (timeName.test(name.trim()) || timeName.test(cell.trim()));
  });
  if (named >= 0) return named;
  const first = numbers(rows, 0, '.');
  return first.length > 0 && epochOf(first) !== null ? 0 : null;
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
    return refuse(
      `The column "${header}" holds spreadsheet day numbers (like ${bulk[0]}), which are not read yet. Format it as yyyy-MM-dd HH:mm:ss and export again.`,
    );
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
  return { recipe: { ...base, kind: 'relative', format, msPerUnit, zone: null, zoneFrom: 'unspecified' }, questions: [], refusal: null };
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
