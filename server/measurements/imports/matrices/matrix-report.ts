import type { SeriesSummary } from '../../series/series-summary.ts';
import type {
  ImportContext,
  ImportInput,
  ImportPart,
  ImportReport,
  ImportResult,
  MatrixFileRecipe,
  MatrixRecipe,
  ReportedChannel,
  ReportedFile,
} from '../import.types.ts';
import type { RejectedRows } from '../quality/rejected-rows.ts';
import { isoLocal, wallClock } from '../times/wall-clock.ts';
import type { MatrixRows } from './matrix-rows.ts';

export interface MatrixJob {
  readonly recipe: MatrixRecipe;
  readonly parts: readonly ImportPart[];
  readonly input: ImportInput;
  readonly context: ImportContext;
}

export interface MatrixOutcome {
  readonly job: MatrixJob;
  /** Files per time base of the series. */
  readonly groups: readonly (readonly MatrixFileRecipe[])[];
  readonly series: SeriesSummary;
  readonly rejected: RejectedRows;
  readonly readers: ReadonlyMap<string, MatrixRows>;
  readonly cycles: number;
  readonly startMs: number;
}

/** In matrix files a row is a line; here a cycle, the same line of every file. `valid` counts samples. */
export function matrixReport(outcome: MatrixOutcome): ImportResult {
  const { job, series, rejected, cycles, startMs, readers } = outcome;
  const { recipe, input } = job;
  const first = recipe.files[0]!;
  const fastest = outcome.groups[0]![0]!;
  const isAbsolute = recipe.clock === 'absolute';
  const appliedZone = isAbsolute && recipe.zone === null ? input.siteZone : null;
  const lastMs = Math.max(...series.timeBases.map((base) => base.lastMs));
  const report: ImportReport = {
    files: recipe.files.map(({ file }) => reportedFile(outcome, file)),
    encoding: recipe.encoding,
    bom: first.bom,
    eol: first.eol,
    delimiter: first.delimiter,
    decimalMark: first.decimalMark,
    thousandsMark: null,
    layout: recipe.layout,
    metadataLines: 0,
    headerLine: null,
    unitsLine: null,
    firstDataLine: 1,
    time: { columns: [], format: null, zone: recipe.zone, zoneFrom: recipe.zoneFrom, appliedZone },
    interval_s: fastest.intervalMs / 1000,
    first: isAbsolute ? startText(startMs, recipe.zone, input.siteZone) : null,
    last: isAbsolute ? startText(lastMs, recipe.zone, input.siteZone) : null,
    acceptedRows: Math.max(...[...readers.values()].map((reader) => reader.acceptedRows)),
    rejectedRows: rejected.count,
    rejected: rejected.first,
    rejectedByReason: rejected.byReason,
    outOfOrderRows: 0,
    channels: recipe.files.map((file) => reportedChannel(outcome, file)),
    questions: [],
    notes: notes(job, appliedZone),
  };
  return {
    recipe,
    report,
    series,
    cycles: { lengthMs: recipe.cycleMs, count: cycles },
    clock: recipe.clock,
    startMs,
    skippedFiles: recipe.skipped,
  };
}

function reportedFile({ job, readers }: MatrixOutcome, file: string): ReportedFile {
  const { name, sha256, source, container } = job.parts.find((candidate) => candidate.name === file)!;
  const { line, acceptedRows, rejectedByReason } = readers.get(file)!;
  const rejectedRows = Object.values(rejectedByReason).reduce((sum, count) => sum + count, 0);
  const skippedLines = line - acceptedRows - rejectedRows;
  const counts = { lines: line, acceptedRows, rejectedRows, skippedLines, rejectedByReason };
  return { name, sha256, bytes: source.bytes, container, ...counts, gapBefore_s: null };
}

function reportedChannel({ groups, series, readers }: MatrixOutcome, file: MatrixFileRecipe): ReportedChannel {
  const group = groups.findIndex((files) => files.includes(file));
  const { valid, min, max, mean } = series.timeBases[group]!.channels[groups[group]!.indexOf(file)]!;
  const reader = readers.get(file.file)!;
  return {
    name: file.channel.name,
    column: null,
    unitWritten: file.channel.unitWritten,
    unit: file.channel.unit,
    interval_s: file.intervalMs / 1000,
    valid,
    missingBlank: reader.missingBlank,
    missingText: reader.missingText,
    min: valid > 0 ? min : null,
    max: valid > 0 ? max : null,
    mean: valid > 0 ? mean : null,
  };
}

/** With Z when the zone was given, else the wall clock. */
function startText(ms: number, zone: string | null, siteZone: string): string {
  return zone === null ? isoLocal(ms + wallClock(siteZone).offsetAt(ms)) : `${isoLocal(ms)}Z`;
}

function notes({ recipe }: MatrixJob, appliedZone: string | null): string[] {
  const found = [...recipe.notes, 'A row of the files is a cycle; cycles were laid end to end.'];
  if (recipe.clock === 'relative') found.push('The files hold no time: it counts from zero, and no clock was invented.');
  if (appliedZone !== null) found.push(`The start was read as wall clock in ${appliedZone}, the zone of the site.`);
  return found;
}
