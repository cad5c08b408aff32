import type { SeriesSummary } from '../series/series-summary.ts';
import type {
  ImportContext,
  ImportFile,
  ImportInput,
  ImportReport,
  ImportResult,
  ReportedChannel,
  ReportedTime,
  TableRecipe,
} from './import.types.ts';
import type { RejectedRows } from './rejected-rows.ts';
import { isRelativeClock } from './relative-start.ts';
import type { RowStore } from './row-store.ts';
import type { StepCounter } from './step-counter.ts';
import type { TableParser } from './table-parser.ts';
import { isoLocal, offsetText, type WallClock } from './wall-clock.ts';

export interface TableJob {
  readonly file: ImportFile;
  readonly container: 'gzip' | null;
  readonly recipe: TableRecipe;
  readonly input: ImportInput;
  readonly context: ImportContext;
}

export interface TableOutcome {
  readonly job: TableJob;
  readonly clock: WallClock | null;
  readonly series: SeriesSummary;
  readonly store: RowStore;
  readonly parser: TableParser;
  readonly rejected: RejectedRows;
  readonly steps: StepCounter;
}

/** What was imported, counted as the acceptance data's README says. */
export function tableReport(outcome: TableOutcome): ImportResult {
  const { job, series, store, rejected, steps } = outcome;
  const { recipe, file } = job;
  const base = series.timeBases[0]!;
  const time = reportedTime(outcome);
  const rowStep = steps.rows.median();
  const report: ImportReport = {
    files: [{ name: file.name, sha256: file.sha256, bytes: file.bytes, container: job.container }],
    encoding: recipe.encoding,
    bom: recipe.bom,
    eol: recipe.eol,
    delimiter: recipe.delimiter,
    decimalMark: recipe.decimalMark,
    thousandsMark: recipe.thousandsMark,
    layout: recipe.layout,
    metadataLines: recipe.metadataLines,
    headerLine: recipe.headerLine,
    unitsLine: recipe.unitsLine,
    firstDataLine: recipe.firstDataLine,
    time,
    interval_s: seconds(rowStep),
    first: instantText(base.firstMs, outcome, 'first'),
    last: instantText(base.lastMs, outcome, 'last'),
    acceptedRows: store.acceptedRows,
    rejectedRows: rejected.count,
    rejected: rejected.first,
    rejectedByReason: rejected.byReason,
    outOfOrderRows: store.outOfOrderRows,
    channels: recipe.channels.map((_, index) => reportedChannel(outcome, index)),
    questions: [],
    notes: notes(outcome, time),
  };
  const clock = isRelativeClock(recipe.time) ? 'relative' : 'absolute';
  return { recipe, report, series, cycles: null, clock, startMs: base.firstMs, skippedFiles: [] };
}

function reportedChannel({ job, series, parser, steps }: TableOutcome, index: number): ReportedChannel {
  const { name, column, unitWritten, unit } = job.recipe.channels[index]!;
  const { valid, min, max, mean } = series.timeBases[0]!.channels[index]!;
  return {
    name,
    column,
    unitWritten,
    unit,
    interval_s: seconds(steps.median(index)),
    valid,
    missingBlank: parser.missingBlank[index]!,
    missingText: parser.missingText[index]!,
    min: valid > 0 ? min : null,
    max: valid > 0 ? max : null,
    mean: valid > 0 ? mean : null,
  };
}

function reportedTime({ job, clock, parser }: TableOutcome): ReportedTime {
  const { names, format, zone, zoneFrom, hasOffset } = job.recipe.time;
  const written = hasOffset ? [...parser.offsets].map((offset) => (offset === 0 ? 'UTC' : offsetText(offset))).join('/') : zone;
  const appliedZone = clock !== null && zone === null ? job.input.siteZone : null;
  return { columns: names, format, zone: written, zoneFrom, appliedZone };
}

/** With offset when the zone is known; the wall clock as written when it is not; null when there is no clock at all. */
function instantText(ms: number, { job, clock, parser }: TableOutcome, end: 'first' | 'last'): string | null {
  const { kind, zone, hasOffset } = job.recipe.time;
  if (isRelativeClock(job.recipe.time)) return null;
  if (kind === 'epoch') return `${isoLocal(ms)}Z`;
  if (hasOffset) {
    const offset = end === 'last' ? parser.lastOffsetMs : ([...parser.offsets][0] ?? 0);
    return isoLocal(ms + offset) + offsetText(offset);
  }
  const offset = clock?.offsetAt(ms) ?? 0;
  return isoLocal(ms + offset) + (zone === null ? '' : offsetText(offset));
}

function seconds(ms: number | null): number | null {
  return ms === null ? null : ms / 1000;
}

function notes({ job, store }: TableOutcome, time: ReportedTime): string[] {
  const found = [...job.recipe.notes];
  if (time.appliedZone !== null)
    found.push(`The file names no time zone. Its times were read as wall clock in ${time.appliedZone}, the zone of the site.`);
  if (isRelativeClock(job.recipe.time)) found.push('The file holds no date: times count from its own zero, and no clock was invented.');
  if (job.recipe.time.spread !== null) {
    found.push(
      `The logger drops fractions of a second: ${job.recipe.time.spread.perSecond} rows share each second and were spread evenly over it.`,
    );
  }
  if (store.outOfOrderRows > 0) found.push(`Rows out of time order that were sorted in: ${store.outOfOrderRows}.`);
  return found;
}
