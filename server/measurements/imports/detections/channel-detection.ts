import { parseUnit } from '../../../systems/units.ts';
import { unitBehind } from '../cells/cell-kind.ts';
import { splitCellUnit } from '../cells/cell-reader.ts';
import { isNoValue, statusWords } from '../cells/cell-words.ts';
import { parseNumberText, tidyNumber } from '../cells/number-text.ts';
import type { ChannelRecipe, ImportQuestion, ImportRefusal, Json } from '../import.types.ts';
import { notUnderstood } from '../import-problem.ts';
import type { Table } from '../tables/table-parts.ts';
import type { LegendEntry } from './channel-legend.ts';
import { answeredUnit, channelOf } from './channel-recipe.ts';
import { isFlagName } from './flag-name.ts';
import { remarkName } from './header-detection.ts';
import { isIndex, isIndexColumn } from './numeric-time-detection.ts';
import { findValidity, type ValidityColumn, validityNote } from './validity-columns.ts';

export interface Channels {
  readonly recipes: readonly ChannelRecipe[];
  readonly questions: readonly ImportQuestion[];
  /** Columns that say of the values of others whether they are good. */
  readonly validity: readonly ValidityColumn[];
  /** Columns of changing words that are no channels. */
  readonly skipped: readonly string[];
  readonly notes: readonly string[];
}

interface Column {
  readonly column: number;
  readonly states?: Readonly<Record<string, number>>;
  readonly cellUnit?: string;
  /** What stands in most cells and is neither a number nor a word for "no value". */
  readonly unread?: readonly string[];
}

/** Which columns are channels, what they are called, and in which units they are. */
export function readChannels(table: Table): Channels | ImportRefusal {
  const skipped: string[] = [];
  const notes: string[] = [];
  const columns: Column[] = [];
  const validity = findValidity(table);
  for (const [column, cell] of table.header.cells.entries()) {
    if (table.timeColumns.includes(column)) continue;
    const judging = validity.find((found) => found.column === column);
    if (judging !== undefined) {
      notes.push(validityNote(table, judging));
      continue;
    }
    const found = columnOf(table, column, cell.name === '' ? `column ${column + 1}` : cell.name);
    if (found === null) continue;
    if ('note' in found) {
      notes.push(found.note);
      if (found.isChanging) skipped.push(cell.name);
      continue;
    }
    columns.push({ column, ...found });
    if (found.unread !== undefined)
      notes.push(`Most cells of "${cell.name}" are no numbers (like "${found.unread[0]!.slice(0, 40)}"); these samples are missing.`);
    const bracketed = table.rows
      .map(({ cells }) => (cells[column] ?? '').trim())
      .find((text) => tidyNumber(text) !== text && text.startsWith('('));
    if (bracketed !== undefined)
      notes.push(`Numbers in brackets in "${cell.name}" were read as negative, as accountants write them (${bracketed}).`);
  }
  if (columns.length === 0) return notUnderstood('Beside the time there is no column of numbers.');
  const named = nameChannels(table, columns);
  if ('code' in named) return named;
  if (table.header.isUnitsOnly && !named.isAnswered)
    notes.push('The header holds units and no names; the channels are called by their units.');
  return { recipes: named.recipes, questions: named.questions, validity, skipped, notes: [...notes, ...named.notes] };
}

type Found = Omit<Column, 'column'> | { readonly note: string; readonly isChanging: boolean };

/** What a column holds; null: nothing that anybody would miss. */
function columnOf(table: Table, column: number, name: string): Found | null {
  const header = table.header.cells[column]!;
  const texts = table.rows.map(({ cells }) => (cells[column] ?? '').trim()).filter((text) => text !== '');
  if (texts.length === 0) {
    if (header.name === '' && (header.unit ?? '') === '') return null;
    // A column that somebody named for later use; behind the sample it may still begin.
    return header.unit === null && (remarkName.test(name) || !table.sample.isPartial)
      ? { note: `The column "${name}" is empty and was not imported.`, isChanging: false }
      : {};
  }
  const isCounting = header.name === '' ? column === 0 && isIndex(texts.map(Number)) : isIndexColumn(header.name, table.rows, column);
  if (isCounting && !table.timeColumns.includes(column) && table.timeColumns.length > 0)
    return { note: `The column "${name}" counts the rows and was not imported.`, isChanging: false };
  const words = texts.filter((text) => isWord(table, text));
  const states = header.unit === null || header.unit === '' ? statusWords(words, table.rows.length) : null;
  if (states !== null && texts.every((text) => states[text] !== undefined || isNoValue(text) || /^[01]$/.test(text))) return { states };
  if (words.length * 2 > texts.length) {
    // A quantity whose cells cannot be read stays a channel, so that everybody sees that it has no values.
    const isQuantity = header.unit !== null && parseUnit(header.unit) !== null;
    return isQuantity ? { unread: words } : wordsNote(name, { words, texts });
  }
  const units = new Map<string, number>();
  for (const text of texts) {
    const unit = unitBehind(text);
    if (unit !== null) units.set(unit, (units.get(unit) ?? 0) + 1);
  }
  const [cellUnit] = [...units].sort((a, b) => b[1] - a[1])[0] ?? [];
  // One cell of many with something behind its number is no unit of the column.
  return cellUnit === undefined || units.get(cellUnit)! * 2 < texts.length ? {} : { cellUnit };
}

/** `--- bar` without its unit. */
function splitWord(text: string): string {
  return text.split(/\s+/)[0] ?? '';
}

function isWord({ marks }: Table, text: string): boolean {
  const number = parseNumberText(splitCellUnit(text).digits, marks.decimalMark, marks.thousandsMark);
  return Number.isNaN(number) && !isNoValue(text) && !isNoValue(splitWord(text));
}

/** `texts`: with those that stand for no value elsewhere, like the BAD among many OK. */
function wordsNote(name: string, { words, texts }: { words: readonly string[]; texts: readonly string[] }): Found {
  const different = [...new Set(texts)];
  const examples = different.slice(0, 3).map((word) => `"${word.slice(0, 40)}"`);
  if (different.length === 1)
    return { note: `The column "${name}" holds only the text ${examples[0]} and was not imported.`, isChanging: false };
  const more = different.length > 3 ? ' …' : '';
  return {
    note: `The column "${name}" holds words (${examples.join(', ')}${more}) and was not imported.`,
    isChanging: new Set(words).size > 1,
  };
}

interface Named {
  readonly recipes: readonly ChannelRecipe[];
  readonly questions: readonly ImportQuestion[];
  readonly notes: readonly string[];
  readonly isAnswered: boolean;
}

function nameChannels(table: Table, columns: readonly Column[]): Named | ImportRefusal {
  const answered = answeredChannels(table, columns);
  const taken = new Set<string>();
  const open: string[] = [];
  const beside: Record<string, string> = {};
  const notes: string[] = [];
  const recipes: ChannelRecipe[] = [];
  for (const [i, { column, states, cellUnit }] of columns.entries()) {
    const header = table.header.cells[column]!;
    const given = answered?.[i]?.name ?? (header.name === '' ? `column ${column + 1}` : header.name);
    const name = taken.has(given) ? `${given} (column ${column + 1})` : given;
    taken.add(name);
    const explained = answered === null ? table.metadata.legend.get(header.name) : undefined;
    if (explained && (header.unit === null || explained.unit === null)) notes.push(legendNote(name, explained));
    const written = answered?.[i]?.unit ?? header.unit ?? explained?.unit ?? null;
    if (cellUnit !== undefined && written !== null && written !== '' && parseUnit(written)?.symbol !== parseUnit(cellUnit)?.symbol)
      return notUnderstood(`The header gives "${name}" in ${written}, but its cells say ${cellUnit}. Export with one unit.`);
    const isUnitless = states !== undefined || (written === null && isFlag(table, column, given));
    const unit = isUnitless ? '' : (written ?? cellUnit ?? answeredUnit(table.answers.unit, name));
    if (unit === undefined) {
      open.push(name);
      const said = unitBeside(table, column);
      if (said !== null) beside[name] = said;
    }
    const recipe = channelOf({ name, column: column + 1, unit: unit ?? null });
    notes.push(...channelNotes(recipe, states));
    recipes.push({
      ...recipe,
      ...(explained?.name ? { explained: explained.name.slice(0, 200) } : {}),
      ...(states === undefined ? {} : { states }),
      ...(cellUnit === undefined ? {} : { cellUnit }),
    });
  }
  const isNameless = table.header.headerLine === null && answered === null;
  const questions = [
    ...(isNameless ? [channelQuestion(recipes)] : []),
    ...(open.length === 0
      ? []
      : [
          unitQuestion(open, {
            isContradictory: columns.some(({ column }) => table.header.cells[column]!.isContradictory === true),
            beside,
          }),
        ]),
  ];
  return { recipes, questions, notes, isAnswered: answered !== null };
}

/** `Alarm 101` that is 0 or 1 and nothing else has no unit. */
function isFlag({ rows }: Table, column: number, name: string): boolean {
  return isFlagName(name) && rows.every(({ cells }) => /^\s*[01]?\s*$/.test(cells[column] ?? ''));
}

/** What the column beside a channel says its unit is (`Ch1_Value`, `Ch1_Unit`); null: there is none, or it changes. */
function unitBeside({ header, rows }: Table, column: number): string | null {
  const beside = header.cells[column + 1];
  if (beside === undefined || !/(?:unit|einheit|unité|uom)s?$/i.test(beside.name.trim())) return null;
  const texts = new Set(rows.map(({ cells }) => (cells[column + 1] ?? '').trim()).filter((text) => text !== ''));
  const [text = ''] = texts;
  return texts.size === 1 && parseUnit(text) !== null ? text : null;
}

function legendNote(channel: string, { name, unit }: LegendEntry): string {
  return `The lines above the table say what "${channel}" is: ${name === null ? unit : `${name.slice(0, 80)}${unit === null ? '' : ` [${unit}]`}`}.`;
}

function channelNotes(recipe: ChannelRecipe, states: Column['states']): string[] {
  if (states !== undefined) {
    const pairs = [...new Map(Object.entries(states).map(([word, value]) => [value, word] as const))].sort((a, b) => b[0] - a[0]);
    const firsts = new Map<number, string>();
    for (const [word, value] of Object.entries(states)) if (!firsts.has(value)) firsts.set(value, word);
    return [`The column "${recipe.name}" is a status: ${pairs.map(([value]) => `${firsts.get(value)} = ${value}`).join(', ')}.`];
  }
  if (recipe.unitWritten === null || recipe.quantity !== null || recipe.unit === '') return [];
  return [`The unit "${recipe.unit}" of "${recipe.name}" is not known; its values were left as they are.`];
}

/** Names (and units) for the channels when the user gave as many as there are. */
function answeredChannels({ answers }: Table, columns: readonly Column[]): readonly { name: string; unit: string | null }[] | null {
  const answer = listOf(answers.channel, columns);
  if (answer === null || answer.length !== columns.length) return null;
  const found = answer.map((entry: Json | undefined) => {
    if (typeof entry === 'string' && entry.trim() !== '') return { name: entry, unit: null };
    if (entry === null || entry === undefined || typeof entry !== 'object' || Array.isArray(entry)) return null;
    const { name, unit } = entry as Readonly<Record<string, Json>>;
    return typeof name === 'string' && name.trim() !== ''
      ? { name, unit: unit === null ? '' : typeof unit === 'string' ? unit : null }
      : null;
  });
  return found.every((entry) => entry !== null) ? found : null;
}

/** A list from left to right, `{ "column 2": … }`, or the one channel itself. */
function listOf(answer: Json | undefined, columns: readonly Column[]): readonly (Json | undefined)[] | null {
  if (answer === undefined || answer === null || typeof answer !== 'object') return null;
  if (Array.isArray(answer)) return answer;
  const map = answer as Readonly<Record<string, Json>>;
  if (columns.length === 1 && typeof map.name === 'string') return [map];
  return columns.map(({ column }) => map[`column ${column + 1}`]);
}

function channelQuestion(recipes: readonly ChannelRecipe[]): ImportQuestion {
  const names = recipes.map(({ name }) => name);
  const ask = `The table has no header. What do its ${names.length} columns of numbers hold, from left to right, and in which unit?`;
  const answer = names.map((name) => ({ name, unit: null }));
  return { id: 'channel', ask, about: names, options: [{ answer, meaning: 'call them by their columns, without units' }] };
}

/** `beside`: units that stand in columns of their own, offered as the answer when they answer it all. */
function unitQuestion(
  open: readonly string[],
  { isContradictory, beside }: { isContradictory: boolean; beside: Readonly<Record<string, string>> },
): ImportQuestion {
  const which = `${open.length === 1 ? 'is' : 'are'} ${open.map((name) => `"${name}"`).join(', ')}`;
  const ask = isContradictory
    ? `In which unit ${which}? The name and the row of units give different ones.`
    : `In which unit ${which}? The header names none.`;
  const isAnswered = open.every((name) => beside[name] !== undefined);
  const offered = isAnswered ? [{ answer: beside, meaning: 'as the columns of units beside them say' }] : [];
  return { id: 'unit', ask, about: open, options: [...offered, { answer: null, meaning: 'none of them has a unit' }] };
}
