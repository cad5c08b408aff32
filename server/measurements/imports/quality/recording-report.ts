import type { SeriesSummary } from '../../series/series-summary.ts';
import { doubtfulValues } from '../detections/doubtful-values.ts';
import type { FilesRecipe, ImportRecipe, ImportReport, ImportResult, ReportedChannel } from '../import.types.ts';
import { partsOf, type Track, type TrackOutcome } from '../parts/track.ts';
import { isRelativeClock } from '../times/relative-start.ts';
import type { RejectedRows } from './rejected-rows.ts';

export interface ReadTrack {
  readonly track: Track;
  readonly outcome: TrackOutcome;
  readonly firstTimeBase: number;
}

/**
 * The account of a whole recording. What can be said of one file only (encoding, delimiter, lines of the header) is said of the first;
 * `files` tells the counts of each.
 */
export function recordingResult(read: readonly ReadTrack[], series: SeriesSummary, rejected: RejectedRows): ImportResult {
  const first = read[0]!;
  const { recipe } = first.track.parts[0]!;
  const ends = read.map((track) => endsOf(track, series));
  const earliest = ends.reduce((a, b) => (b.firstMs < a.firstMs ? b : a));
  const latest = ends.reduce((a, b) => (b.lastMs > a.lastMs ? b : a));
  const files = read.flatMap(({ outcome }) => outcome.files);
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const channels = read.flatMap((track) => track.outcome.channels.map((_, index) => reportedChannel(track, series, index)));
  const report: ImportReport = {
    files,
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
    time: first.outcome.time,
    interval_s: least(read.map(({ outcome }) => outcome.interval_s)),
    first: earliest.first,
    last: latest.last,
    acceptedRows: sum(files.map(({ acceptedRows }) => acceptedRows)),
    rejectedRows: rejected.count,
    rejected: rejected.first,
    rejectedByReason: rejected.byReason,
    outOfOrderRows: sum(read.map(({ outcome }) => outcome.outOfOrderRows)),
    channels,
    questions: [],
    notes: [
      ...new Set(read.flatMap(({ outcome }) => outcome.notes)),
      ...doubtfulValues(
        read.flatMap(({ outcome }) => outcome.channels),
        channels,
      ),
    ],
  };
  const clock = isRelativeClock(recipe.time) ? 'relative' : 'absolute';
  return { recipe: recipeOf(read), report, series, cycles: null, clock, startMs: earliest.firstMs, skippedFiles: [] };
}

function least(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.min(...known);
}

function endsOf({ track, outcome, firstTimeBase }: ReadTrack, series: SeriesSummary) {
  const count = track.kind === 'table' ? 1 : outcome.channels.length;
  const filled = series.timeBases.slice(firstTimeBase, firstTimeBase + count).filter((base) => base.count > 0);
  const firstMs = Math.min(...filled.map((base) => base.firstMs));
  const lastMs = Math.max(...filled.map((base) => base.lastMs));
  return { firstMs, lastMs, first: outcome.instantText(firstMs, 'first'), last: outcome.instantText(lastMs, 'last') };
}

function reportedChannel({ track, outcome, firstTimeBase }: ReadTrack, series: SeriesSummary, index: number): ReportedChannel {
  const { name, column, unitWritten, unit } = outcome.channels[index]!;
  const [base, position] = track.kind === 'table' ? [firstTimeBase, index] : [firstTimeBase + index, 0];
  const { valid, min, max, mean } = series.timeBases[base]!.channels[position]!;
  const { interval_s, missingBlank, missingText } = outcome.counts(index);
  const known = (value: number): number | null => (valid > 0 ? value : null);
  return {
    name,
    column,
    unitWritten,
    unit,
    interval_s,
    valid,
    missingBlank,
    missingText,
    min: known(min),
    max: known(max),
    mean: known(mean),
  };
}

/** One file keeps the plain recipe; lanes know all their channels only after reading. */
function recipeOf(read: readonly ReadTrack[]): ImportRecipe {
  const [first] = read;
  const parts = partsOf(read.map(({ track }) => track));
  const [only] = parts;
  if (only !== undefined && parts.length === 1) {
    const file = only.part.member === null ? {} : { file: only.part.name };
    return { ...only.recipe, ...file, channels: first!.outcome.channels };
  }
  const tracks = read.map(({ track, outcome }) => ({
    parts: track.parts.map(({ part, recipe }) => ({ file: part.name, recipe })),
    channels: outcome.channels,
  }));
  return { kind: 'files', version: 1, tracks } satisfies FilesRecipe;
}
