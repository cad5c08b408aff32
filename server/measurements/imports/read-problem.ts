import { SecondTable } from './detections/second-table.ts';
import { halfDayWords } from './detections/shared-times.ts';
import type { ImportInput, ImportPart, ReportedFile } from './import.types.ts';
import { notUnderstood, questionsProblem, refusalProblem } from './import-problem.ts';
import type { RejectedRows } from './quality/rejected-rows.ts';
import { HalfDayClock, NonexistentTime, SetBackClock, UnevenSecond } from './tables/clock-trouble.ts';
import type { TimeRecipe } from './times/time-recipe.types.ts';

interface Reading {
  readonly part: ImportPart;
  readonly recipe: { readonly time: TimeRecipe };
}

/** A file that was taken for a continuation of another one holds other values for the same times: it is a measurement of its own. */
export class ConflictingPart extends Error {
  readonly part: ImportPart;
  constructor(part: ImportPart) {
    super();
    this.part = part;
  }
}

/** A file of which most lines make no sense was not understood: better no recording than a wrong one. */
export function checkYield(file: ReportedFile, part: ImportPart, rejected: RejectedRows): void {
  const { rejectedByReason: byReason, acceptedRows: accepted, rejectedRows } = file;
  const conflicts = byReason['conflicting-duplicate'] ?? 0;
  const senseless = (byReason['bad-time'] ?? 0) + (byReason['field-count'] ?? 0) + conflicts;
  // Many rows with the time of another row and other values: several tables one below the other.
  const isMixed = conflicts > Math.max(20, accepted / 10);
  const isRepetition = accepted === 0 && (byReason.duplicate ?? 0) > 0 && senseless === 0;
  if ((accepted > 0 && senseless <= accepted && !isMixed) || isRepetition) return;
  const { first } = rejected;
  const row = first.find((candidate) => candidate.file === undefined || candidate.file === part.name);
  const example = row === undefined ? '' : ` The first one is line ${row.line} (${row.reason}).`;
  const detail = `Only ${accepted} of ${accepted + rejectedRows} lines could be read as the header announces.${example} Nothing was imported.`;
  throw refusalProblem(notUnderstood(detail), part.name);
}

export function tooLarge(part: ImportPart, { limits }: Pick<ImportInput, 'limits'>): Error {
  const megabytes = Math.round(limits.maxBytes / 1e6);
  return refusalProblem({ code: 'import-too-large', detail: `It unpacks to more than ${megabytes} MB, the limit set here.` }, part.name);
}

/** Rows are so far out of order that no bounded memory can sort them. */
export function tooFarOutOfOrder(name: string | undefined): Error {
  const detail = 'Its rows are further out of time order than can be sorted at once. Sort the file by time, or import it in parts.';
  return refusalProblem(notUnderstood(detail), name);
}

/** What went wrong while reading, as a problem the user can act on; bugs stay what they are. */
export function inWords(error: unknown, { part, recipe }: Reading, siteZone: string): unknown {
  if (error instanceof NonexistentTime) {
    const zone = recipe.time.zone ?? siteZone;
    const ask = `Line ${error.line} shows a time that clocks in ${zone} skip at the start of summer time. Which zone was the logger set to?`;
    return questionsProblem([{ id: 'zone', ask, about: [], options: [{ answer: 'UTC', meaning: 'the logger runs on UTC' }] }]);
  }
  if (error instanceof SetBackClock) {
    const ask = `In line ${error.line} the clock goes back by one hour, as at the end of summer time. In which zone (like Europe/Berlin) did the logger's clock run?`;
    const meaning = 'no summer time: the clock was set by hand, and rows that show a time again are rejected';
    return questionsProblem([{ id: 'zone', ask, about: [], options: [{ answer: siteZone, meaning }] }]);
  }
  if (error instanceof UnevenSecond) {
    const [what, lost, how] =
      recipe.time.spread?.periodMs === undefined ? ['second', 'fractions', 'milliseconds'] : ['minute', 'seconds', 'seconds'];
    const detail = `Line ${error.line} is one row too many for its ${what}: the rows share ${what}s without ${lost}, but not equally many. Export with ${how}.`;
    return refusalProblem(notUnderstood(detail), part.name);
  }
  if (error instanceof HalfDayClock) return refusalProblem(notUnderstood(halfDayWords(`In line ${error.line} the`)), part.name);
  if (error instanceof SecondTable) {
    const detail =
      error.kind === 'units'
        ? `Line ${error.line} is a row of units that differ from those of the header. The file holds two tables: cut it there and import the parts one by one.`
        : error.kind === 'header'
          ? `Line ${error.line} is a header with other columns than the first one. The file holds two tables: cut it there and import the parts one by one.`
          : `In line ${error.line} the time begins again. The file holds two recordings without a date: cut it there and import the parts one by one.`;
    return refusalProblem(notUnderstood(detail), part.name);
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (part.isPacked && /^Z_|^ERR_/.test(code)) {
    return refusalProblem(notUnderstood('The gzip archive is damaged or cut off. Copy the file again from the logger.'), part.name);
  }
  return error;
}
