import type { SeriesSummary } from '../series/series-summary.ts';
import type { ImportContext, ImportFile, ImportInput, ImportReport, ImportResult, LaneRecipe, ReportedChannel } from './import.types.ts';
import type { Lanes } from './lane-store.ts';
import type { RejectedRows } from './rejected-rows.ts';
import { isRelativeClock } from './relative-start.ts';
import { isoLocal, offsetText, type WallClock } from './wall-clock.ts';

export interface LaneJob {
  readonly file: ImportFile;
  readonly container: 'gzip' | null;
  readonly recipe: LaneRecipe;
  readonly input: ImportInput;
  readonly context: ImportContext;
}

export interface LaneOutcome {
  readonly job: LaneJob;
  readonly clock: WallClock | null;
  readonly series: SeriesSummary;
  readonly lanes: Lanes;
  readonly rejected: RejectedRows;
}

/** What was imported, counted as the acceptance data's README says: in these layouts a row is one value. */
export function laneReport(outcome: LaneOutcome): ImportResult {
  const { job, clock, series, lanes, rejected } = outcome;
  const { recipe, file, input } = job;
  const filled = series.timeBases.filter(({ count }) => count > 0);
  const firstMs = Math.min(...filled.map((base) => base.firstMs));
  const lastMs = Math.max(...filled.map((base) => base.lastMs));
  const channels = recipe.channels.map((_, index) => reportedChannel(outcome, index));
  const intervals = channels.map(({ interval_s }) => interval_s).filter((seconds) => seconds !== null);
  const appliedZone = clock !== null && recipe.time.zone === null ? input.siteZone : null;
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
    unitsLine: null,
    firstDataLine: recipe.firstDataLine,
    time: { columns: recipe.time.names, format: recipe.time.format, zone: recipe.time.zone, zoneFrom: recipe.time.zoneFrom, appliedZone },
    interval_s: intervals.length === 0 ? null : Math.min(...intervals),
    first: instantText(firstMs, outcome),
    last: instantText(lastMs, outcome),
    acceptedRows: lanes.acceptedRows,
    rejectedRows: rejected.count,
    rejected: rejected.first,
    rejectedByReason: rejected.byReason,
    outOfOrderRows: lanes.outOfOrderRows,
    channels,
    questions: [],
    notes: notes(outcome, appliedZone),
  };
  const kind = isRelativeClock(recipe.time) ? 'relative' : 'absolute';
  return { recipe, report, series, cycles: null, clock: kind, startMs: firstMs, skippedFiles: [] };
}

function reportedChannel({ job, series, lanes }: LaneOutcome, index: number): ReportedChannel {
  const { name, column, unitWritten, unit } = job.recipe.channels[index]!;
  const { valid, min, max, mean } = series.timeBases[index]!.channels[0]!;
  const { steps, missingBlank, missingText } = lanes.all[index]!;
  const step = steps.median(0);
  return {
    name,
    column,
    unitWritten,
    unit,
    interval_s: step === null ? null : step / 1000,
    valid,
    missingBlank: missingBlank[0]!,
    missingText: missingText[0]!,
    min: valid > 0 ? min : null,
    max: valid > 0 ? max : null,
    mean: valid > 0 ? mean : null,
  };
}

function instantText(ms: number, { job, clock }: LaneOutcome): string | null {
  const { time } = job.recipe;
  if (isRelativeClock(time)) return null;
  if (clock === null) return `${isoLocal(ms)}Z`;
  const offset = clock.offsetAt(ms);
  return isoLocal(ms + offset) + (time.zone === null ? '' : offsetText(offset));
}

function notes({ job, lanes }: LaneOutcome, appliedZone: string | null): string[] {
  const found = [...job.recipe.notes];
  if (appliedZone !== null)
    found.push(`The file names no time zone. Its times were read as wall clock in ${appliedZone}, the zone of the site.`);
  if (isRelativeClock(job.recipe.time)) found.push('The file holds no date: times count from its own zero, and no clock was invented.');
  if (lanes.outOfOrderRows > 0) found.push(`Rows out of time order that were sorted in: ${lanes.outOfOrderRows}.`);
  return found;
}
