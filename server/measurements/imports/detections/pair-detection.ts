import type { Detection, LaneRecipe } from '../import.types.ts';
import { notUnderstood } from '../import-problem.ts';
import type { Table } from '../tables/table-parts.ts';
import { isRelativeClock } from '../times/relative-start.ts';
import type { TimeRecipe } from '../times/time-recipe.types.ts';
import { type Channels, readChannels } from './channel-detection.ts';
import { merge, refuse } from './channel-recipe.ts';
import { readPairTime } from './table-times.ts';

/** A table in which each channel, or group of channels, has a time column of its own. */
export function detectPairs(table: Table): Detection<LaneRecipe> {
  const channels = readChannels(table);
  if ('code' in channels) return refuse(channels);
  const times = table.pairs.map(({ column, text }) => readPairTime(table, column, text));
  const refusal = times.find((time) => time.refusal !== null)?.refusal;
  if (refusal) return refuse(refusal);
  const questions = [...times.flatMap((time) => time.questions), ...channels.questions];
  const recipes = times.map(({ recipe }) => recipe).filter((recipe) => recipe !== null);
  if (questions.length > 0 || recipes.length < times.length)
    return { verdict: 'needs-answer', recipe: null, questions: merge(unique(questions)), refusal: null };
  if (new Set(recipes.map(isRelativeClock)).size > 1)
    return refuse(
      notUnderstood('Some of its time columns hold dates and others count from zero. Export all channels with the same clock.'),
    );
  return { verdict: 'ok', recipe: recipeOf(table, recipes, channels), questions: [], refusal: null };
}

/** The same question about each pair is one. */
function unique<T extends { readonly id: string; readonly ask: string }>(questions: readonly T[]): T[] {
  const ids = new Set<string>();
  return questions.filter(({ id, ask }) => {
    const key = id === 'unit' ? ask : id;
    if (ids.has(key)) return false;
    ids.add(key);
    return true;
  });
}

function recipeOf(table: Table, times: readonly TimeRecipe[], channels: Channels): LaneRecipe {
  const { sample, shape, header, marks } = table;
  const starts = table.pairs.map(({ column }) => column + 1);
  const pairs = times.map((time, i) => ({
    time,
    channels: channels.recipes.flatMap(({ column }, index) =>
      column! > starts[i]! && column! < (starts[i + 1] ?? Number.POSITIVE_INFINITY) ? [index] : [],
    ),
  }));
  return {
    kind: 'lanes',
    version: 1,
    encoding: sample.encoding,
    bom: sample.bom,
    eol: sample.eol,
    delimiter: shape.delimiter,
    ...(shape.spacing === undefined ? {} : { spacing: shape.spacing }),
    decimalMark: marks.decimalMark,
    thousandsMark: marks.thousandsMark,
    layout: 'side-by-side',
    metadataLines: header.metadataLines,
    headerLine: header.headerLine,
    unitsLine: header.unitsLine,
    firstDataLine: table.firstDataLine,
    fields: shape.fields,
    headerTexts: header.texts,
    timeHeader: header.names[table.pairs[0]!.column]!,
    time: { ...times[0]!, names: times.flatMap(({ names }) => names) },
    columns: { value: 0, tag: null, validity: null, unit: null },
    pairs,
    valueUnit: null,
    channels: channels.recipes,
    missingCodes: table.metadata.missingCodes,
    notes: [...marks.notes, ...channels.notes],
  };
}
