import { answeredUnit, channelOf, merge, refuse } from './channel-recipe.ts';
import type { TableShape } from './delimiter-detection.ts';
import type {
  ChannelRecipe,
  Detection,
  ImportAnswers,
  ImportQuestion,
  ImportRefusal,
  LaneRecipe,
  TableRecipe,
  TimeRecipe,
} from './import.types.ts';
import { notUnderstood } from './import-problem.ts';
import { detectLanes } from './lane-detection.ts';
import { isIndexColumn } from './numeric-time-detection.ts';
import { applyScaling } from './scaling-detection.ts';
import { isWords, readTable, readTime, type Table } from './table-parts.ts';
import type { TextSample } from './text-sample.ts';
import { findSpread, sampleTimes } from './time-detection.ts';

type Found = Detection<TableRecipe | LaneRecipe>;

/** A table with one row per instant and one column per channel. */
export function detectTable(sample: TextSample, shape: TableShape, answers: ImportAnswers): Found {
  const table = readTable(sample, shape, answers);
  if ('code' in table) return refuse(table);
  const time = readTime(table);
  if (time.refusal) return refuse(time.refusal);
  const lanes = detectLanes(table, time);
  if (lanes !== null) return lanes;
  const channels = readChannels(table);
  if ('code' in channels) return refuse(channels);
  const scaled = applyScaling(channels.recipes, table.metadata.scaling, answers);
  const marks = { delimiter: shape.delimiter, decimalMark: table.marks.decimalMark };
  if (time.recipe !== null && channels.skipped.length > 0 && !isGrowing(sampleTimes(table.rows, time.recipe, marks))) {
    return refuse(
      notUnderstood(
        `The column "${channels.skipped[0]}" holds words and several rows share a time: this looks like one row per value, a layout that is not read yet.`,
      ),
    );
  }
  const questions = [...time.questions, ...channels.questions, ...scaled.questions];
  if (time.recipe === null || questions.length > 0)
    return { verdict: 'needs-answer', recipe: null, questions: merge(questions), refusal: null };
  const spread = findSpread(table.rows, time.recipe, marks);
  if (spread !== null && 'code' in spread) return refuse(spread);
  return {
    verdict: 'ok',
    recipe: recipeOf(table, { ...time.recipe, spread }, { ...channels, recipes: scaled.channels }),
    questions: [],
    refusal: null,
  };
}

interface Channels {
  readonly recipes: readonly ChannelRecipe[];
  readonly questions: readonly ImportQuestion[];
  /** Columns of words that are no channels. */
  readonly skipped: readonly string[];
  readonly notes: readonly string[];
}

function readChannels(table: Table): Channels | ImportRefusal {
  const recipes: ChannelRecipe[] = [];
  const open: string[] = [];
  const skipped: string[] = [];
  const notes: string[] = [];
  const taken = new Set<string>();
  const names = answeredNames(table);
  for (const [column, cell] of table.header.cells.entries()) {
    if (table.timeColumns.includes(column)) continue;
    if (cell.name === '' && table.rows.every((row) => (row.cells[column] ?? '').trim() === '')) continue;
    const given = names?.[column] ?? (cell.name === '' ? `column ${column + 1}` : cell.name);
    if (table.isCalendar && isIndexColumn(cell.name, table.rows, column)) {
      notes.push(`The column "${given}" counts the rows and was not imported.`);
      continue;
    }
    if (isWords(table, column)) {
      skipped.push(given);
      notes.push(`The column "${given}" holds words and was not imported.`);
      continue;
    }
    const name = taken.has(given) ? `${given} (column ${column + 1})` : given;
    taken.add(name);
    const unit = cell.unit ?? answeredUnit(table.answers.unit, name);
    if (unit === undefined) open.push(name);
    const recipe = channelOf({ name, column: column + 1, unit: unit ?? null });
    if (recipe.unitWritten !== null && recipe.quantity === null && recipe.unit !== '')
      notes.push(`The unit "${recipe.unit}" of "${name}" is not known; its values were left as they are.`);
    recipes.push(recipe);
  }
  if (recipes.length === 0) return notUnderstood('Beside the time there is no column of numbers.');
  if (table.header.isUnitsOnly && names === null)
    notes.push('The header holds units and no names; the channels are called by their units.');
  const ask = `In which unit ${open.length === 1 ? 'is' : 'are'} ${open.map((name) => `"${name}"`).join(', ')}? The header names none.`;
  const options = [{ answer: null, meaning: 'none of them has a unit' }];
  return { recipes, skipped, notes, questions: open.length === 0 ? [] : [{ id: 'unit', ask, about: open, options }] };
}

/** Names for the columns (from 0) when the user gave as many as there are channels. */
function answeredNames(table: Table): Readonly<Record<number, string>> | null {
  const answer = table.answers.channel;
  if (!Array.isArray(answer)) return null;
  const columns = table.header.cells.map((_, column) => column).filter((column) => !table.timeColumns.includes(column));
  if (answer.length !== columns.length || answer.some((name) => typeof name !== 'string' || name.trim() === '')) return null;
  return Object.fromEntries(columns.map((column, i) => [column, String(answer[i])]));
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
    missingCodes: table.metadata.missingCodes,
    notes: [...marks.notes, ...channels.notes],
  };
}
