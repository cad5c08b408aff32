import type { Detection, ImportAnswers, ImportRefusal, LaneRecipe, TableRecipe } from '../import.types.ts';
import { notUnderstood } from '../import-problem.ts';
import { readTable, type Table } from '../tables/table-parts.ts';
import type { TextSample } from '../texts/text-sample.ts';
import type { TimeRecipe } from '../times/time-recipe.types.ts';
import { type Channels, readChannels } from './channel-detection.ts';
import { merge, refuse } from './channel-recipe.ts';
import type { TableShape } from './delimiter-detection.ts';
import { detectLanes } from './lane-detection.ts';
import { detectPairs } from './pair-detection.ts';
import { applyScaling } from './scaling-detection.ts';
import { findSpread } from './shared-times.ts';
import { readTime } from './table-times.ts';
import { sampleTimes } from './time-detection.ts';

type Found = Detection<TableRecipe | LaneRecipe>;

/**
 * A table with a header, in stages: where its rows begin, what stands above them, which columns are time, one value in a line or a row per
 * instant, which columns are channels.
 */
export function detectTable(input: { sample: TextSample; shape: TableShape; fileName: string; answers: ImportAnswers }): Found {
  const table = readTable(input);
  if ('code' in table) return refuse(table);
  const found = detectLayout(table);
  if (table.questions.length === 0 || found.verdict === 'refused') return found;
  return { verdict: 'needs-answer', recipe: null, questions: [...table.questions, ...found.questions], refusal: null };
}

function detectLayout(table: Table): Found {
  if (table.pairs.length > 0) return detectPairs(table);
  const time = readTime(table);
  if (time.refusal) return refuse(time.refusal);
  const blank = blankTimes(table);
  if (blank !== null) return refuse(blank);
  const lanes = detectLanes(table, time);
  if (lanes !== null) return lanes;
  const channels = readChannels(table);
  if ('code' in channels) return refuse(channels);
  const scaled = applyScaling(channels.recipes, table.metadata.scaling, table.answers);
  const marks = { delimiter: table.shape.delimiter, decimalMark: table.marks.decimalMark };
  const isTimed = time.recipe !== null && time.recipe.columns.length > 0;
  if (isTimed && channels.skipped.length > 0 && !isGrowing(sampleTimes(table.rows, time.recipe, marks))) {
    return refuse(
      notUnderstood(
        `The column "${channels.skipped[0]}" holds words and several rows share a time: this looks like one row per value, but it is not clear which column holds the values.`,
      ),
    );
  }
  const questions = [...time.questions, ...channels.questions, ...scaled.questions];
  if (time.recipe === null || questions.length > 0)
    return { verdict: 'needs-answer', recipe: null, questions: merge(questions), refusal: null };
  const spread = isTimed ? findSpread(table.rows, time.recipe, marks) : null;
  if (spread !== null && 'code' in spread) return refuse(spread);
  const notes = [...(time.notes ?? []), ...channels.notes];
  const recipe = recipeOf(table, { ...time.recipe, spread }, { ...channels, notes, recipes: scaled.channels });
  return { verdict: 'ok', recipe, questions: [], refusal: null };
}

/** Many rows with values and no time: it was written once for several rows, and nobody may fill it in. */
function blankTimes({ rows, timeColumns }: Table): ImportRefusal | null {
  const isBlank = (cell: string | undefined): boolean => (cell ?? '').trim() === '';
  const blank = rows.filter(({ cells }) => timeColumns.every((column) => isBlank(cells[column])) && cells.some((cell) => !isBlank(cell)));
  if (timeColumns.length === 0 || blank.length < 2 || blank.length * 4 < rows.length) return null;
  return notUnderstood(
    `In ${blank.length} of ${rows.length} rows the time is blank (the first one is line ${blank[0]!.number}): it was probably written once for several rows. Export every row with its time.`,
  );
}

function isGrowing(times: readonly number[]): boolean {
  return times.every((time, i) => i === 0 || !(time <= times[i - 1]!));
}

function recipeOf(table: Table, time: TimeRecipe, channels: Channels): TableRecipe {
  const { sample, shape, header, marks } = table;
  const lastCells = table.rows.map((row) => (row.cells[shape.fields - 1] ?? '').trim());
  const decimals = lastCells.map((cell) =>
    /^[+-]?\d+$/.test(cell.replace(marks.decimalMark, '')) && cell.includes(marks.decimalMark)
      ? cell.length - cell.indexOf(marks.decimalMark) - 1
      : 0,
  );
  // The last line of the sample may be the cut one itself.
  const settled = sample.isPartial ? decimals : decimals.slice(0, -1);
  return {
    kind: 'table',
    version: 1,
    encoding: sample.encoding,
    bom: sample.bom,
    eol: sample.eol,
    delimiter: shape.delimiter,
    ...(shape.spacing === undefined ? {} : { spacing: shape.spacing }),
    decimalMark: marks.decimalMark,
    thousandsMark: marks.thousandsMark,
    layout: 'wide',
    metadataLines: header.metadataLines,
    headerLine: header.headerLine,
    unitsLine: header.unitsLine,
    firstDataLine: table.firstDataLine,
    fields: shape.fields,
    headerTexts: header.texts,
    lastCellDecimals: settled.length === 0 ? 0 : Math.min(...settled),
    time,
    channels: channels.recipes,
    ...(channels.validity.length === 0
      ? {}
      : { validity: channels.validity.map(({ column, of }) => ({ column: column + 1, of: of + 1 })) }),
    missingCodes: table.metadata.missingCodes,
    notes: [...marks.notes, ...channels.notes],
  };
}
