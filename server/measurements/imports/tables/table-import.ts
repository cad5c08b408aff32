import { parseNumberText } from '../cells/number-text.ts';
import { convertColumn } from '../detections/column-conversion.ts';
import { CounterOverrun, counterWrap, SecondTable } from '../detections/second-table.ts';
import type { TableRecipe } from '../import.types.ts';
import { siteClock, startBase } from '../import-clock.ts';
import { beginPart } from '../parts/part-account.ts';
import { endingOf, openPart } from '../parts/part-source.ts';
import type { TrackOutcome, TrackPart, TrackReading } from '../parts/track.ts';
import { StepCounter } from '../quality/step-counter.ts';
import { ConflictingPart, checkYield, inWords, tooLarge } from '../read-problem.ts';
import { type LineBlock, LineBlocks } from '../texts/line-blocks.ts';
import { isWallClock } from '../times/relative-start.ts';
import { type RowBlock, RowStore } from './row-store.ts';
import { TableParser } from './table-parser.ts';
import { tableOutcome } from './table-report.ts';

/** Reads tables with the same channels, one after the other, into one time base. */
export async function readTables(parts: readonly TrackPart<TableRecipe>[], reading: TrackReading): Promise<TrackOutcome> {
  const { input } = reading;
  const { time, channels } = parts[0]!.recipe;
  const state: TableState = {
    reading,
    store: new RowStore(channels.length, reading.budgetBytes, { recycle: (bytes) => reading.writer.recycle(bytes) }),
    steps: new StepCounter(channels.length),
    parsers: [],
  };
  const files = [];
  for (const [index, part] of parts.entries()) {
    try {
      files.push(await readPart(state, part, index === parts.length - 1));
    } catch (error) {
      const wrapMs = error instanceof SecondTable ? counterWrap(error, part.recipe.time) : null;
      throw wrapMs === null ? inWords(error, part, input.siteZone) : new CounterOverrun(part.part, wrapMs);
    }
  }
  return tableOutcome({ input, parts, files, clock: siteClock(time, input.siteZone), ...state });
}

interface TableState {
  readonly reading: TrackReading;
  readonly store: RowStore;
  readonly steps: StepCounter;
  /** One per part so far; all count missing cells into the same arrays. */
  readonly parsers: TableParser[];
}

async function readPart(
  { reading, store, steps, parsers }: TableState,
  { part, recipe, firstMs }: TrackPart<TableRecipe>,
  isLast: boolean,
) {
  const { input, rejected, writer, pace } = reading;
  const clock = siteClock(recipe.time, input.siteZone);
  rejected.file = reading.isSeveral ? part.name : null;
  const account = beginPart(part, rejected);
  const before = { rows: store.placedRows, late: store.outOfOrderRows, newestMs: store.newestMs };
  const rowClock = isWallClock(recipe.time) ? clock : null;
  const shared = parsers[0] === undefined ? {} : { missing: parsers[0] };
  const parser = new TableParser({ recipe, store, rejected, clock: rowClock, baseMs: startBase(recipe.time, clock), ...shared });
  parser.line = -(part.addedLines ?? 0);
  parsers.push(parser);
  const flush = async (all: boolean): Promise<void> => {
    for (const block of store.take(all)) {
      if (recipe.missingCodes.length > 0) dropMissingCodes(block, recipe.missingCodes, parser.missingText);
      steps.add(block, parser);
      recipe.channels.forEach((channel, c) => {
        convertColumn(block.columns[c]!, block.rows, channel);
      });
      await writer.append(reading.firstTimeBase, block);
    }
    rejected.spill(parser.lastAcceptedLine);
  };
  const source = openPart(part, recipe);
  try {
    const blocks = new LineBlocks(source);
    for (let block = await blocks.next(); block !== null; block = await blocks.next()) {
      parseBlock(parser, block, recipe);
      if (blocks.bytesRead > input.limits.maxBytes) throw tooLarge(part, input);
      await flush(false);
      await pace.beat(reading.bytesBefore + source.bytesDone);
    }
    if (isLast) await flush(true);
  } finally {
    source.close();
  }
  reading.bytesBefore += part.bytes;
  rejected.settle(parser.lastAcceptedLine, endingOf(part));
  const accepted = store.placedRows - before.rows;
  const file = account.close({ lines: parser.line, accepted, newestBeforeMs: before.newestMs, firstMs });
  if (parsers.length > 1) checkContinuation(file, part, store.outOfOrderRows - before.late);
  checkYield(file, part, rejected);
  return file;
}

/** Rows that lie between those of the files before are fine when they repeat them, and another measurement when they do not. */
function checkContinuation(file: Awaited<ReturnType<typeof readPart>>, part: TrackPart['part'], lateRows: number): void {
  const { duplicate = 0, 'conflicting-duplicate': conflicting = 0 } = file.rejectedByReason;
  const strange = lateRows + conflicting;
  if (strange > duplicate && strange > Math.max(20, file.acceptedRows / 10)) throw new ConflictingPart(part);
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
  const cells = text.split(recipe.spacing === undefined ? recipe.delimiter : '\t');
  const last = (cells.at(-1) ?? '').replaceAll('"', '').trim();
  if (cells.length !== recipe.fields || last === '' || recipe.lastCellDecimals === 0) return false;
  if (!/^[\d+-]/.test(last)) return false;
  if (!Number.isFinite(parseNumberText(last, recipe.decimalMark, recipe.thousandsMark))) return true;
  const mark = last.indexOf(recipe.decimalMark);
  return mark < 0 || last.length - mark - 1 < recipe.lastCellDecimals;
}
