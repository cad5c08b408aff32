import { Problem } from '../../platform/problem.ts';
import { createSeriesWriter, type SeriesWriter } from '../series/series-writer.ts';
import { convertColumn } from './column-conversion.ts';
import type { ImportFile, ImportResult, TableRecipe } from './import.types.ts';
import { notUnderstood, questionsProblem, refusalProblem } from './import-problem.ts';
import { type ByteSource, type LineBlock, LineBlocks, openGzip, openPlain } from './line-blocks.ts';
import { parseNumberText } from './number-text.ts';
import { Pace } from './pace.ts';
import { RejectedRows } from './rejected-rows.ts';
import { baseOf, isRelativeClock, isWallClock } from './relative-start.ts';
import { type RowBlock, RowStore, TooFarOutOfOrder } from './row-store.ts';
import { StepCounter } from './step-counter.ts';
import { NonexistentTime, TableParser, UnevenSecond } from './table-parser.ts';
import { type TableJob, tableReport } from './table-report.ts';
import { asUtf8 } from './text-encoding.ts';
import { type WallClock, wallClock } from './wall-clock.ts';

/** Look-back for late rows: 64 MB to begin with, 1 GiB when a row turns out to be older than that. */
const WINDOW_BYTES = [64 * 1_048_576, 1024 * 1_048_576] as const;

/** Reads one table file into a series file. Either the series file is complete or there is none. */
export async function importTable(job: TableJob): Promise<ImportResult> {
  for (const budgetBytes of WINDOW_BYTES) {
    try {
      return await importOnce(job, budgetBytes);
    } catch (error) {
      if (!(error instanceof TooFarOutOfOrder)) throw inWords(error, job);
    }
  }
  const detail = 'Its rows are further out of time order than can be sorted at once. Sort the file by time, or import it in parts.';
  throw refusalProblem(notUnderstood(detail), job.file.name);
}

async function importOnce(job: TableJob, budgetBytes: number): Promise<ImportResult> {
  const { recipe, file, input } = job;
  const clock = siteClock(recipe, input.siteZone);
  const isRelative = isRelativeClock(recipe.time);
  const store = new RowStore(recipe.channels.length, budgetBytes);
  const rejected = new RejectedRows(input.rejectedFile);
  const rowClock = isWallClock(recipe.time) ? clock : null;
  const parser = new TableParser({ recipe, store, rejected, clock: rowClock, baseMs: startBase(recipe, clock) });
  const steps = new StepCounter(recipe.channels.length);
  const pace = new Pace(job.context, file.bytes);
  let source: ByteSource | null = null;
  let sink: SeriesWriter | null = null;
  try {
    source = asUtf8(job.container === 'gzip' ? openGzip(file.path) : openPlain(file.path), recipe.encoding);
    const timeBases = [{ channels: recipe.channels.map(({ name, unit }) => ({ name, unit })) }];
    sink = await createSeriesWriter({ path: input.outFile, clock: isRelative ? 'relative' : 'absolute', timeBases });
    const flush = async (all: boolean): Promise<void> => {
      for (const block of store.take(all)) {
        if (recipe.missingCodes.length > 0) dropMissingCodes(block, recipe.missingCodes, parser.missingText);
        steps.add(block, parser);
        recipe.channels.forEach((channel, c) => {
          convertColumn(block.columns[c]!, block.rows, channel);
        });
        await sink!.append(0, block);
      }
      rejected.spill(parser.lastAcceptedLine);
    };
    const blocks = new LineBlocks(source);
    for (let block = await blocks.next(); block !== null; block = await blocks.next()) {
      parseBlock(parser, block, recipe);
      if (blocks.bytesRead > input.limits.maxBytes) throw tooLarge(job);
      await flush(false);
      await pace.beat(source.bytesDone);
    }
    await flush(true);
    rejected.finish(parser.lastAcceptedLine);
    checkYield({ job, accepted: store.acceptedRows, rejected });
    const series = await pace.finishing(file.bytes, sink.finish());
    return tableReport({ job, clock, series, store, parser, rejected, steps });
  } catch (error) {
    rejected.abort();
    await sink?.abort();
    throw error;
  } finally {
    source?.close();
  }
}

/** Wall clocks without a zone are read in the site's zone; null: the times in the file are instants, or relative. */
export function siteClock(recipe: Pick<TableRecipe, 'time'>, siteZone: string): WallClock | null {
  if (!isWallClock(recipe.time) && recipe.time.startMs === undefined) return null;
  const zone = recipe.time.zone ?? siteZone;
  try {
    return wallClock(zone);
  } catch {
    throw new Problem('import-zone-unknown', 422, 'The time zone is not known', {
      detail: `"${zone}" is not the name of a time zone. Use a name like Europe/Berlin or an offset like +02:00.`,
    });
  }
}

export function startBase(recipe: Pick<TableRecipe, 'time'>, clock: WallClock | null): number {
  const base = baseOf(recipe.time, clock);
  if (!Number.isNaN(base)) return base;
  const ask = 'The start time before the table does not exist on clocks in its zone. When did the recording start?';
  throw questionsProblem([{ id: 'start-time', ask, about: [], options: [] }]);
}

/** Numbers that the file itself declares to mean "no value". */
function dropMissingCodes({ columns, rows }: RowBlock, codes: readonly number[], missingText: Float64Array): void {
  for (const [c, column] of columns.entries()) {
    for (let row = 0; row < rows; row++) {
      if (!codes.includes(column[row]!)) continue;
      column[row] = Number.NaN;
      missingText[c]!++;
    }
  }
}

function parseBlock(parser: TableParser, block: LineBlock, recipe: TableRecipe): void {
  if (block.isOverlong) parser.overlong(block.bytes.toString('utf8'));
  else if (block.isUnterminated && parser.line >= recipe.firstDataLine - 1 && isCut(block, recipe)) {
    parser.rejectTruncated(block.bytes, 0, block.to);
  } else {
    parser.isLastUnterminated = block.isUnterminated;
    parser.parse(block.bytes, 0, block.to);
  }
}

/** A last line without an end of line is cut when its last cell is shorter than every other one: `5.` of 5.03 would pass as 5. */
function isCut(block: LineBlock, recipe: TableRecipe): boolean {
  const text = block.bytes.toString('utf8', 0, block.to - 1);
  const cells = text.split(recipe.delimiter);
  const last = (cells.at(-1) ?? '').replaceAll('"', '').trim();
  if (cells.length !== recipe.fields || last === '' || recipe.lastCellDecimals === 0) return false;
  if (!/^[\d+-]/.test(last)) return false;
  if (!Number.isFinite(parseNumberText(last, recipe.decimalMark, recipe.thousandsMark))) return true;
  const mark = last.indexOf(recipe.decimalMark);
  return mark < 0 || last.length - mark - 1 < recipe.lastCellDecimals;
}

/** A file of which most lines make no sense was not understood: better no recording than a wrong one. */
export function checkYield({
  job,
  accepted,
  rejected,
}: {
  job: { readonly file: ImportFile };
  accepted: number;
  rejected: RejectedRows;
}): void {
  const { byReason, first } = rejected;
  const senseless = (byReason['bad-time'] ?? 0) + (byReason['field-count'] ?? 0) + (byReason['conflicting-duplicate'] ?? 0);
  // Many rows with the time of another row and other values: several tables one below the other.
  const isMixed = (byReason['conflicting-duplicate'] ?? 0) > Math.max(20, accepted / 10);
  if (accepted > 0 && senseless <= accepted && !isMixed) return;
  const example = first[0] === undefined ? '' : ` The first one is line ${first[0].line} (${first[0].reason}).`;
  const detail = `Only ${accepted} of ${accepted + rejected.count} lines could be read as the header announces.${example} Nothing was imported.`;
  throw refusalProblem(notUnderstood(detail), job.file.name);
}

export function tooLarge(job: Pick<TableJob, 'input' | 'file'>): Problem {
  const megabytes = Math.round(job.input.limits.maxBytes / 1e6);
  return refusalProblem(
    { code: 'import-too-large', detail: `It unpacks to more than ${megabytes} MB, the limit set here.` },
    job.file.name,
  );
}

/** What went wrong, as a problem the user can act on; bugs stay what they are. */
export function inWords(error: unknown, job: Omit<TableJob, 'recipe'> & { readonly recipe: Pick<TableRecipe, 'time'> }): unknown {
  if (error instanceof NonexistentTime) {
    const zone = job.recipe.time.zone ?? job.input.siteZone;
    const ask = `Line ${error.line} shows a time that clocks in ${zone} skip at the start of summer time. Which zone was the logger set to?`;
    return questionsProblem([{ id: 'zone', ask, about: [], options: [{ answer: 'UTC', meaning: 'the logger runs on UTC' }] }]);
  }
  if (error instanceof UnevenSecond) {
    const detail = `Line ${error.line} is one row too many for its second: the rows share seconds without fractions, but not equally many. Export with milliseconds.`;
    return refusalProblem(notUnderstood(detail), job.file.name);
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (job.container === 'gzip' && /^Z_|^ERR_/.test(code)) {
    return refusalProblem(notUnderstood('The gzip archive is damaged or cut off. Copy the file again from the logger.'), job.file.name);
  }
  return error;
}
