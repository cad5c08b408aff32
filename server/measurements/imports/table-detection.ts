import { toCanonical } from '../../systems/units.ts';
import type { TableRow, TableShape } from './delimiter-detection.ts';
import { findHeader, type HeaderFinding } from './header-detection.ts';
import type {
  ChannelRecipe,
  Detection,
  ImportAnswers,
  ImportQuestion,
  ImportRefusal,
  Json,
  TableRecipe,
  TimeRecipe,
} from './import.types.ts';
import { notUnderstood } from './import-problem.ts';
import { type FileMetadata, readMetadata, zoneOf } from './metadata-detection.ts';
import { findNumberMarks, type NumberMarks, parseNumberText } from './number-text.ts';
import { findNumericTimeColumn, isIndexColumn, readNumericTime } from './numeric-time-detection.ts';
import { applyScaling } from './scaling-detection.ts';
import { suggestRole } from './signal-names.ts';
import type { TextSample } from './text-sample.ts';
import { findCalendarColumns, findSpread, readCalendar, sampleTimes, type TimeFinding } from './time-detection.ts';
import { calendarPattern } from './time-patterns.ts';

type Found = Detection<TableRecipe>;

export function refuse(refusal: ImportRefusal): Found {
  return { verdict: 'refused', recipe: null, questions: [], refusal };
}

interface Table {
  readonly sample: TextSample;
  readonly shape: TableShape;
  readonly answers: ImportAnswers;
  readonly header: HeaderFinding;
  /** Rows of the sample from the first data row on that have the right number of fields. */
  readonly rows: readonly TableRow[];
  readonly firstDataLine: number;
  readonly timeColumns: readonly number[];
  readonly isCalendar: boolean;
  readonly marks: NumberMarks;
  readonly metadata: FileMetadata;
}

/** A table with one row per instant and one column per channel. */
export function detectTable(sample: TextSample, shape: TableShape, answers: ImportAnswers): Found {
  const table = readTable(sample, shape, answers);
  if ('code' in table) return refuse(table);
  const time = readTime(table);
  if (time.refusal) return refuse(time.refusal);
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
  if (table.metadata.channel !== null && shape.fields === 2 && channels.recipes.some(({ unitWritten }) => unitWritten === null))
    return refuse(notUnderstood('It looks like one block per channel, a layout that is not read yet.'));
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

/** Finds the parts of the table; a refusal when they do not fit together. */
function readTable(sample: TextSample, shape: TableShape, answers: ImportAnswers): Table | ImportRefusal {
  const { fields } = shape;
  const fits = (row: TableRow): boolean =>
    row.cells.length === fields || (row.cells.length === fields + 1 && row.cells.at(-1)!.trim() === '');
  const fitting = shape.rows.filter(fits);
  const calendar = findCalendarColumns(fitting, fields);
  if (calendar !== null && 'code' in calendar) return calendar;
  const isData = (row: TableRow): boolean =>
    fits(row) && (calendar ? calendarPattern.test(row.cells[calendar.date]!.trim()) : isNumeric(row, shape.rows.length));
  const dataAt = firstOfMany(shape.rows, isData);
  if (dataAt < 0) return notUnderstood('No line below the header could be read as a row of measurements.');
  const rows = shape.rows.slice(dataAt).filter(fits);
  let timeColumns = calendar === null ? [] : calendar.clock === null ? [calendar.date] : [calendar.date, calendar.clock];
  // The unit of a numeric time may be no unit (`Excel`): its column is found by the name above it.
  const named = [dataAt - 2, dataAt - 1].map((at) => (calendar ? null : findNumericTimeColumn(shape.rows[at]?.cells ?? [], rows)));
  const likely = named.find((column) => column !== null);
  const header = findHeader(shape.rows, dataAt, { fields, timeColumns: likely === undefined || likely === null ? timeColumns : [likely] });
  if (header === null) return notUnderstood('It has no header row that names its columns. Add one like "Time;Pump pressure [bar]".');
  if ('code' in header) return header;
  if (calendar === null) {
    const column = findNumericTimeColumn(shape.rows.find((row) => row.number === header.headerLine)!.cells.slice(0, fields), rows);
    if (column === null) return notUnderstood('No column holds a time. Export with a column of date and time.');
    timeColumns = [column];
  }
  const cells = rows.flatMap((row) => row.cells.filter((_, column) => !timeColumns.includes(column)));
  const timeCells = calendar === null ? rows.map((row) => row.cells[timeColumns[0]!]!) : [];
  const marks = findNumberMarks([...cells, ...timeCells]);
  if (marks === null) return notUnderstood('Some of its numbers have a decimal point and others a decimal comma.');
  return {
    sample,
    shape,
    answers,
    header,
    rows,
    firstDataLine: shape.rows[dataAt]!.number,
    timeColumns,
    isCalendar: calendar !== null,
    marks,
    metadata: readMetadata(
      header.metadata,
      header.cells.map(({ name }) => name),
    ),
  };
}

/** More numbers than other filled cells, and at least two of them. */
function isNumeric({ cells }: TableRow, rows: number): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  const numbers = filled.filter((cell) => /\d/.test(cell) && /^[\d.,+\-eE\s\u202f’']+$/.test(cell)).length;
  return numbers * 2 > filled.length && (numbers > 1 || rows < 4);
}

/** The first such row below a header, or that more of them follow: one line of metadata may look like data, and the second row may be damaged. */
function firstOfMany(rows: readonly TableRow[], isData: (row: TableRow) => boolean): number {
  return rows.findIndex((row, at) => {
    if (!isData(row)) return false;
    const above = rows[at - 1];
    const isBelowHeader =
      above !== undefined && above.cells.length >= Math.max(3, row.cells.length) && !above.cells.some((cell) => /^[\s\d]/.test(cell));
    const next = rows.slice(at + 1, at + 6);
    return isBelowHeader || next.filter(isData).length * 2 >= next.length;
  });
}

function readTime(table: Table): TimeFinding {
  const { rows, timeColumns, header, answers, marks } = table;
  const [column = 0, clock = null] = timeColumns;
  const written = (index: number): string => table.shape.rows.find((row) => row.number === header.headerLine)!.cells[index]!.trim();
  if (!table.isCalendar) {
    const unit = header.cells[column]?.unit ?? null;
    return readNumericTime({
      rows,
      column,
      header: written(column),
      unit,
      decimalMark: marks.decimalMark,
      answers,
      metadata: table.metadata,
    });
  }
  const names = timeColumns.map(written);
  const named = names
    .map((name) => /\b((?:utc|gmt)(?:\s*[+-]\s*\d{1,2}(?::?\d{2})?)?)\b/i.exec(name)?.[1])
    .find((zone) => zone !== undefined);
  const open =
    named === undefined ? (names.find((name) => /\b(?:CET|CEST|MEZ|MESZ|[ECMP][SD]T)\b/.test(name)) ?? table.metadata.openZone) : null;
  const found = readCalendar({
    rows,
    columns: { date: column, clock },
    names,
    answers,
    zone: named === undefined ? { zone: table.metadata.zone, from: 'metadata' } : { zone: zoneOf(named), from: 'column' },
  });
  if (open === null || answers.zone !== undefined || (found.recipe?.hasOffset ?? false)) return found;
  return { ...found, questions: [...found.questions, zoneQuestion(open)] };
}

function zoneQuestion(seen: string): ImportQuestion {
  return {
    id: 'zone',
    ask: `"${seen.slice(0, 60)}" does not say whether summer time applies. In which zone (like Europe/Berlin or +01:00) did the logger's clock run?`,
    about: [],
    options: [],
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

/** More than half of the filled cells are no numbers. */
function isWords({ rows, marks }: Table, column: number): boolean {
  const filled = rows.map((row) => (row.cells[column] ?? '').trim()).filter((cell) => cell !== '');
  const numbers = filled.filter((cell) => !Number.isNaN(parseNumberText(cell, marks.decimalMark, marks.thousandsMark)));
  return numbers.length * 2 < filled.length;
}

/** Names for the columns (from 0) when the user gave as many as there are channels. */
function answeredNames(table: Table): Readonly<Record<number, string>> | null {
  const answer = table.answers.channel;
  if (!Array.isArray(answer)) return null;
  const columns = table.header.cells.map((_, column) => column).filter((column) => !table.timeColumns.includes(column));
  if (answer.length !== columns.length || answer.some((name) => typeof name !== 'string' || name.trim() === '')) return null;
  return Object.fromEntries(columns.map((column, i) => [column, String(answer[i])]));
}

/** undefined: not answered; '': it has none. */
function answeredUnit(answer: Json | undefined, name: string): string | undefined {
  if (answer === null) return '';
  if (answer === undefined || typeof answer !== 'object' || Array.isArray(answer)) return undefined;
  const unit = (answer as Readonly<Record<string, Json>>)[name];
  return unit === null ? '' : typeof unit === 'string' ? unit : undefined;
}

/** Column null: the file is the channel. A unit we do not know stays as written, without conversion. */
export function channelOf({ name, column, unit }: { name: string; column: number | null; unit: string | null }): ChannelRecipe {
  const conversion = unit === null || unit === '' ? null : toCanonical(unit);
  return {
    name,
    column,
    unitWritten: unit === '' ? null : unit,
    unit: conversion?.unit ?? unit ?? '',
    quantity: conversion?.quantity ?? null,
    factor: conversion?.factor ?? 1,
    offset: conversion?.offset ?? 0,
    role: suggestRole(name, conversion?.quantity ?? null),
  };
}

/** Two questions with the same id (a time column and channels without units) become one. */
function merge(questions: readonly ImportQuestion[]): ImportQuestion[] {
  const merged = new Map<string, ImportQuestion>();
  for (const question of questions) {
    const before = merged.get(question.id);
    merged.set(
      question.id,
      before ? { ...before, ask: `${before.ask} ${question.ask}`, about: [...before.about, ...question.about], options: [] } : question,
    );
  }
  return [...merged.values()];
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
