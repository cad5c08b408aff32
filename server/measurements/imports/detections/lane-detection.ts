import { unitBehind } from '../cells/cell-kind.ts';
import { inUnit, splitCellUnit } from '../cells/cell-reader.ts';
import { isNoValue, statusWords } from '../cells/cell-words.ts';
import { parseNumberText } from '../cells/number-text.ts';
import { isBad, isGood } from '../cells/validity-words.ts';
import type { ChannelRecipe, Detection, ImportAnswers, ImportQuestion, LaneRecipe } from '../import.types.ts';
import { notUnderstood } from '../import-problem.ts';
import { isWords, type Table } from '../tables/table-parts.ts';
import type { TimeRecipe } from '../times/time-recipe.types.ts';
import { answeredUnit, channelOf, merge, refuse } from './channel-recipe.ts';
import type { TableRow } from './delimiter-detection.ts';
import { splitHeader } from './header-cell.ts';
import { sampleTimes, type TimeFinding } from './time-detection.ts';

const tagName =
  /^(?:var(?:iable)?[_ ]?name|variable|tag(?:[_ ]?name)?|_?name|series|signal|channel|kanal|messstelle|point|sensor|voie|item|parameter|data[_ ]?point|data[_ ]?source|datenquelle|messgröße|grandeur|_field|_measurement)$/i;
const valueName = /^(?:var[_ ]?value|value|wert|messwert|valeur|mesure|y|amplitude|reading|data|daten|_value)$/i;
const validityName = /valid|quality|qualit|gültig|status/i;
const unitName = /^(?:einheit|units?|unité|unite|uom|eu)$/i;
const clockTime = /^\s*\d{1,2}[:.]\d{2}[:.]\d{2}/;

/** `$RT_OFF$`: the panel tells when it was started and stopped. */
export function isEventMarker(tag: string): boolean {
  return /^\$.*\$$/.test(tag);
}

/** A file with one value in a line: null when it is none. */
export function detectLanes(table: Table, time: TimeFinding): Detection<LaneRecipe> | null {
  return detectBlocks(table, time) ?? detectLong(table, time);
}

function detectLong(table: Table, time: TimeFinding): Detection<LaneRecipe> | null {
  const { header, timeColumns, rows } = table;
  if (header.headerLine === null) return null;
  const free = header.cells.map((_, column) => column).filter((column) => !timeColumns.includes(column));
  const nameOf = (column: number): string => header.cells[column]!.name.trim();
  const words = free.filter((column) => isWords(table, column));
  const tag =
    words.find((column) => tagName.test(nameOf(column))) ?? (words.length === 1 ? words[0] : undefined) ?? numberedTag(table, free);
  if (tag === undefined || time.recipe === null) return null;
  // A clock beside a date that was not understood is no name.
  if (rows.some(({ cells }) => clockTime.test(cells[tag] ?? ''))) return null;
  const marks = { delimiter: table.shape.delimiter, decimalMark: table.marks.decimalMark };
  const times = sampleTimes(rows, time.recipe, marks);
  const isShared = times.some((ms, i) => i > 0 && ms <= times[i - 1]!);
  const numeric = free.filter((column) => column !== tag && !words.includes(column));
  const unit = free.find((column) => unitName.test(nameOf(column))) ?? null;
  // Where most tags are switches and modes, the column of the values is one of words that now and then holds a number.
  const mixed = words.filter((column) => column !== tag && column !== unit && holdsNumbers(table, column));
  const value = [...numeric, ...mixed].find((column) => valueName.test(nameOf(column)));
  const isNamed = value !== undefined && tagName.test(nameOf(tag));
  if (!isNamed && !isShared) return null;
  const validity = free.find((column) => column !== tag && validityName.test(nameOf(column))) ?? null;
  const serial = numeric.find((column) => nameOf(column) === 'Time_ms') ?? null;
  const left = (numeric.length > 0 ? numeric : mixed).filter((column) => column !== validity && column !== serial);
  const chosen = value ?? (left.length === 1 ? left[0] : undefined);
  if (chosen === undefined) {
    return refuse(
      notUnderstood(`Its rows share times and the column "${nameOf(tag)}" holds words, but it is not clear which column holds the values.`),
    );
  }
  const owner = words.find(
    (column) =>
      column !== tag && column !== unit && column !== validity && column !== chosen && tellsApart(rows, { times, tag, owner: column }),
  );
  if (owner !== undefined) {
    return refuse(
      notUnderstood(
        `It holds the same "${nameOf(tag)}" of several "${nameOf(owner)}" at the same times. Export one file for each "${nameOf(owner)}", or one name for each measured value.`,
      ),
    );
  }
  const valueUnit = header.cells[chosen]!.unit;
  const usable =
    validity !== null && rows.some(({ cells }) => isGood(cells[validity] ?? '') || isBad(cells[validity] ?? '')) ? validity : null;
  const notes = validity !== null && usable === null ? [`The column "${nameOf(validity)}" is not understood and was not used.`] : [];
  const found = new Map<string, string | null>();
  const states = tagStates(rows, tag, chosen);
  const modes = tagModes(rows, tag, chosen);
  for (const { cells } of rows) {
    const name = (cells[tag] ?? '').trim();
    if (name === '' || isEventMarker(name) || found.has(name)) continue;
    const behind = valueUnit ?? unitBehind((cells[chosen] ?? '').trim());
    const written = unit === null ? behind : (cells[unit] ?? '').trim();
    if (states[name] === undefined && (written ?? '') === '' && modes.has(name)) notes.push(modeNote(name));
    found.set(name, states[name] !== undefined || ((written ?? '') === '' && modes.has(name)) ? '-' : written);
  }
  return finish(table, time, {
    layout: 'long',
    time: serial === null ? time.recipe : panelTime(time.recipe, { rows, times, column: serial, name: nameOf(serial), marks }),
    valueUnit,
    columns: { value: chosen + 1, tag: tag + 1, validity: usable === null ? null : usable + 1, unit: unit === null ? null : unit + 1 },
    channels: [...found].map(([name, written]) => ({ name, unit: written })),
    notes,
    ...(Object.keys(states).length === 0 ? {} : { states }),
  });
}

/** Does another column of words tell two values apart that have the same time and name? */
function tellsApart(rows: readonly TableRow[], { times, tag, owner }: { times: readonly number[]; tag: number; owner: number }): boolean {
  const owners = new Map<string, string>();
  return rows.some(({ cells }, i) => {
    const key = `${times[i]} ${cells[tag] ?? ''}`;
    const name = (cells[owner] ?? '').trim();
    const before = owners.get(key);
    owners.set(key, name);
    return before !== undefined && before !== name;
  });
}

/** Is there a number in that column of words? */
function holdsNumbers({ rows, marks }: Table, column: number): boolean {
  return rows.some(({ cells }) => !Number.isNaN(parseNumberText((cells[column] ?? '').trim(), marks.decimalMark, marks.thousandsMark)));
}

/** The tags whose values are words in every row (AUTO, MAN): nobody is asked for their unit. */
function tagModes(rows: readonly TableRow[], tag: number, value: number): ReadonlySet<string> {
  const [modes, others] = [new Set<string>(), new Set<string>()];
  for (const { cells } of rows) {
    const text = (cells[value] ?? '').trim();
    if (text !== '' && !isNoValue(text)) (/\d/.test(text) ? others : modes).add((cells[tag] ?? '').trim());
  }
  return new Set([...modes].filter((name) => !others.has(name)));
}

const modeNote = (name: string): string => `The values of "${name}" are words; these samples are missing.`;

type States = NonNullable<LaneRecipe['states']>;

/** The tags whose values are words for on and off. */
function tagStates(rows: readonly TableRow[], tag: number, value: number): States {
  const texts = new Map<string, string[]>();
  for (const { cells } of rows) {
    const name = (cells[tag] ?? '').trim();
    const text = (cells[value] ?? '').trim();
    if (text !== '') texts.set(name, [...(texts.get(name) ?? []), text]);
  }
  const states: Record<string, Readonly<Record<string, number>>> = {};
  for (const [name, written] of texts) {
    const words = written.filter((text) => !/^[\d.,+-]+$/.test(text) && !isNoValue(text));
    const found = words.length === 0 ? null : statusWords(words, written.length);
    if (found !== null && written.every((text) => found[text] !== undefined || isNoValue(text) || /^[01]$/.test(text)))
      states[name] = found;
  }
  return states;
}

/** A column of channel numbers beside one of values. */
function numberedTag({ header, rows }: Table, free: readonly number[]): number | undefined {
  const nameOf = (column: number): string => header.cells[column]!.name.trim();
  if (!free.some((column) => valueName.test(nameOf(column)))) return undefined;
  return free.find((column) => {
    const isTag =
      tagName.test(nameOf(column)) || /^(?:.*[_ ])?id$|^(?:kanal|channel|sensor|voie)[_ ]?(?:nr\.?|no\.?|number)$/i.test(nameOf(column));
    return isTag && new Set(rows.map(({ cells }) => cells[column])).size * 2 <= rows.length;
  });
}

/** SIMATIC's `Time_ms`: days * 1e6, the same instants with more digits. Used when it agrees with the text in every row. */
function panelTime(
  text: TimeRecipe,
  panel: {
    rows: readonly TableRow[];
    times: readonly number[];
    column: number;
    name: string;
    marks: { delimiter: string; decimalMark: string };
  },
): TimeRecipe {
  const names = [...text.names, panel.name];
  const serial: TimeRecipe = { ...text, kind: 'serial', columns: [panel.column + 1], names, msPerUnit: 86.4 };
  const agrees = sampleTimes(panel.rows, serial, panel.marks).every(
    (ms, i) => Number.isNaN(panel.times[i]) || Math.abs(ms - panel.times[i]!) <= 1001,
  );
  return agrees ? serial : text;
}

/** Two columns, and either the lines before them name the channel or later headers name another one. */
function detectBlocks(table: Table, time: TimeFinding): Detection<LaneRecipe> | null {
  const { header, metadata, shape, timeColumns, rows } = table;
  if (header.headerLine === null || shape.fields !== 2 || timeColumns.length !== 1 || timeColumns[0] !== 0) return null;
  const timeHeader = header.names[0]!;
  const { name, unit } = header.cells[1]!;
  const isGeneric = valueName.test(name.trim());
  const later =
    rows.length === 0 ? [] : shape.rows.filter((row) => row.number > table.firstDataLine && row.cells[0]?.trim() === timeHeader);
  const others = later.map(({ cells }) => splitHeader(cells[1] ?? '')).filter((other) => other.name !== name);
  if (!(isGeneric && metadata.channel !== null) && others.length === 0) return null;
  if (time.recipe === null) return { verdict: 'needs-answer', recipe: null, questions: time.questions, refusal: null };
  const first = { name: isGeneric && metadata.channel !== null ? metadata.channel : name, unit: unit ?? metadata.unit };
  return finish(table, time, {
    layout: 'blocks',
    time: time.recipe,
    valueUnit: null,
    columns: { value: 2, tag: null, validity: null, unit: null },
    channels: [first],
    notes: [],
  });
}

interface Lanes {
  readonly layout: 'long' | 'blocks';
  readonly time: TimeRecipe;
  readonly columns: LaneRecipe['columns'];
  readonly valueUnit: string | null;
  readonly channels: readonly NamedUnit[];
  readonly notes: readonly string[];
  readonly states?: States;
}

export interface NamedUnit {
  readonly name: string;
  readonly unit: string | null;
}

function finish(table: Table, time: TimeFinding, lanes: Lanes): Detection<LaneRecipe> {
  const { channels, questions } = laneChannels(lanes.channels, table.answers);
  const open = [...time.questions, ...questions];
  if (open.length > 0) return { verdict: 'needs-answer', recipe: null, questions: merge(open), refusal: null };
  const { sample, shape, header, marks } = table;
  const recipe: LaneRecipe = {
    kind: 'lanes',
    version: 1,
    encoding: sample.encoding,
    bom: sample.bom,
    eol: sample.eol,
    delimiter: shape.delimiter,
    ...(shape.spacing === undefined ? {} : { spacing: shape.spacing }),
    decimalMark: marks.decimalMark,
    thousandsMark: marks.thousandsMark,
    layout: lanes.layout,
    metadataLines: header.metadataLines,
    headerLine: header.headerLine,
    unitsLine: null,
    firstDataLine: table.firstDataLine,
    fields: shape.fields,
    headerTexts: header.texts,
    timeHeader: header.names[0]!,
    time: lanes.time,
    columns: lanes.columns,
    valueUnit: lanes.valueUnit,
    channels,
    ...(lanes.states === undefined ? {} : { states: lanes.states }),
    missingCodes: table.metadata.missingCodes,
    notes: [...marks.notes, ...lanes.notes],
  };
  return { verdict: 'ok', recipe, questions: [], refusal: null };
}

/** Channels with the unit that stands in the file, in the name's brackets, or in the answers; a question for the others. */
export function laneChannels(
  named: readonly NamedUnit[],
  answers: ImportAnswers,
): { readonly channels: readonly ChannelRecipe[]; readonly questions: readonly ImportQuestion[] } {
  const open: string[] = [];
  const channels = named.map(({ name, unit }) => {
    if (unit === '-') return channelOf({ name, column: null, unit: '' });
    const written = unit === null || unit === '' ? splitHeader(name).unit : unit;
    if (written !== null) return channelOf({ name, column: null, unit: written });
    const answered = answeredUnit(answers.unit, name);
    if (answered === undefined) open.push(name);
    return { ...channelOf({ name, column: null, unit: answered ?? '' }), unitWritten: null };
  });
  const ask = `In which unit ${open.length === 1 ? 'is' : 'are'} ${open.map((name) => `"${name}"`).join(', ')}? The file names none.`;
  const options = [{ answer: null, meaning: 'none of them has a unit' }];
  return { channels, questions: open.length === 0 ? [] : [{ id: 'unit', ask, about: open, options }] };
}

/** The value of a cell; NaN: none. */
export function laneValue(
  written: string,
  { decimalMark, thousandsMark, missingCodes }: LaneRecipe,
  cellUnit: string | null = null,
): number {
  const { digits: text, unit } = cellUnit === null ? { digits: written, unit: null } : splitCellUnit(written);
  const number = parseNumberText(text, decimalMark, thousandsMark);
  const value = unit === null || unit === cellUnit ? number : inUnit(number, { from: unit, to: cellUnit! });
  return missingCodes.includes(value) ? Number.NaN : value;
}
