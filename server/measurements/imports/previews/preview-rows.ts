import { convert } from '../../../systems/units.ts';
import { unusualReader } from '../cells/cell-reader.ts';
import { isGood } from '../cells/validity-words.ts';
import type { TableRow } from '../detections/delimiter-detection.ts';
import { sampleTimes } from '../detections/time-detection.ts';
import type { ChannelRecipe, ImportReport, LaneRecipe, MatrixRecipe, PartRecipe, TableRecipe } from '../import.types.ts';
import { type LineForm, lineCells, splitCells } from '../texts/line-splitting.ts';
import { readLaneLines } from './lane-lines.ts';
import type { PreviewRow, ReadLine } from './preview.types.ts';
import { timeText } from './time-text.ts';

const DATA_ROWS = 50;
const MOST_LINES = 200;
const MOST_CELLS = 24;
const CELL_LENGTH = 60;

/** Lines of the excerpt with what became of them in the import that `report` counts. */
export function previewRows(lines: readonly string[], recipe: PartRecipe, report: ImportReport): PreviewRow[] {
  const rejected = new Map(report.rejected.map(({ line, reason }) => [line, reason]));
  const rows = firstRows(lines, { ...formOf(recipe, report), firstDataLine: report.firstDataLine });
  const read = readLines(rows, recipe, new Set(rejected.keys()));
  return rows.map(({ number, cells }): PreviewRow => {
    const reason = rejected.get(number) ?? null;
    const found = reason === null ? read.get(number) : undefined;
    return {
      line: number,
      kind: reason === null ? kindOf(number, found !== undefined, report) : 'rejected',
      reason,
      ...shown(cells),
      time: found?.time ?? null,
      values: found?.values.slice(0, MOST_CELLS) ?? [],
    };
  });
}

/** Lines of a file that nobody could read, as they are written. */
export function rawRows(lines: readonly string[]): PreviewRow[] {
  const text = lines.slice(0, DATA_ROWS);
  const count = (mark: string): number => text.reduce((sum, line) => sum + line.split(mark).length - 1, 0);
  const delimiter = ['\t', ';', '|', ','].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
  return text.map((line, i) => ({
    line: i + 1,
    kind: 'before',
    reason: null,
    ...shown(splitCells(line, delimiter)),
    time: null,
    values: [],
  }));
}

/** How the lines of the first file are cut into cells. */
function formOf(recipe: PartRecipe, { delimiter }: ImportReport): LineForm {
  const spacing = recipe.kind === 'table' || recipe.kind === 'lanes' ? recipe.spacing : undefined;
  return spacing === undefined ? { delimiter } : { delimiter, spacing };
}

function firstRows(lines: readonly string[], at: LineForm & { firstDataLine: number }): TableRow[] {
  const rows: TableRow[] = [];
  let data = 0;
  for (let i = 0; i < lines.length && rows.length < MOST_LINES && data < DATA_ROWS; i++) {
    const text = lines[i]!;
    if (text.trim() === '') continue;
    if (i + 1 >= at.firstDataLine) data++;
    rows.push({ number: i + 1, text, cells: lineCells(text, at) });
  }
  return rows;
}

function shown(cells: readonly string[]): { cells: string[]; moreCells: number } {
  // A NUL or another control character would be an odd thing to show; the reader sees that something is there.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters of a damaged line are made visible on purpose
  const visible = (cell: string): string => cell.slice(0, CELL_LENGTH).replace(/[\u0000-\u0008\u000b-\u001f]/g, '\ufffd');
  return { cells: cells.slice(0, MOST_CELLS).map(visible), moreCells: Math.max(0, cells.length - MOST_CELLS) };
}

function kindOf(line: number, isRead: boolean, { headerLine, unitsLine }: ImportReport): PreviewRow['kind'] {
  if (line === headerLine) return 'header';
  if (line === unitsLine) return 'units';
  return isRead ? 'data' : 'before';
}

function readLines(rows: readonly TableRow[], recipe: PartRecipe, rejected: ReadonlySet<number>): Map<number, ReadLine> {
  const sound = rows.filter(({ number }) => !rejected.has(number));
  if (recipe.kind === 'lanes') return recipe.layout === 'side-by-side' ? readPairLines(sound, recipe) : readLaneLines(rows, recipe);
  if (recipe.kind === 'matrix') return readMatrixLines(sound, recipe);
  return recipe.kind === 'table' ? readTableLines(sound, recipe) : new Map();
}

function readTableLines(rows: readonly TableRow[], recipe: TableRecipe): Map<number, ReadLine> {
  const data = rows.filter(({ number }) => number >= recipe.firstDataLine);
  const { time } = recipe;
  const times = time.columns.length === 0 ? data.map((_, row) => row * (time.msPerUnit ?? 0)) : sampleTimes(data, time, recipe);
  const texts = timeText(recipe.time);
  return new Map(
    data.map(({ number, cells }, i) => [
      number,
      {
        time: texts(times[i]!),
        values: recipe.channels.map((channel) =>
          isCalledBad(cells, channel, recipe) ? null : readCell(cells[(channel.column ?? 0) - 1] ?? '', channel, recipe),
        ),
      },
    ]),
  );
}

/** The logger says itself, in a column of its own, that this value is none. */
function isCalledBad(cells: readonly string[], channel: ChannelRecipe, recipe: TableRecipe): boolean {
  const said = recipe.validity?.find(({ of }) => of === channel.column);
  const text = said === undefined ? '' : (cells[said.column - 1] ?? '').trim();
  return text !== '' && !isGood(text);
}

/** Side by side each channel has its own time: the first one of the line is shown. */
function readPairLines(rows: readonly TableRow[], recipe: LaneRecipe): Map<number, ReadLine> {
  const data = rows.filter(({ number }) => number >= recipe.firstDataLine);
  const times = sampleTimes(data, recipe.time, recipe);
  const texts = timeText(recipe.time);
  const values = (cells: readonly string[]) =>
    recipe.channels.map((channel) => readCell(cells[(channel.column ?? 0) - 1] ?? '', channel, recipe));
  return new Map(data.map(({ number, cells }, i) => [number, { time: texts(times[i]!), values: values(cells) }]));
}

/** A line of a matrix is many samples of one channel: the first ones are shown. */
function readMatrixLines(rows: readonly TableRow[], recipe: MatrixRecipe): Map<number, ReadLine> {
  const [file] = recipe.files;
  if (file === undefined) return new Map();
  const marks = { decimalMark: file.decimalMark, thousandsMark: null, missingCodes: [] };
  return new Map(
    rows.map(({ number, cells }, row) => [
      number,
      {
        time: `+${(row * recipe.cycleMs) / 1000} s`,
        values: cells.slice(0, MOST_CELLS).map((cell) => readCell(cell, file.channel, marks)),
      },
    ]),
  );
}

function readCell(
  cell: string,
  channel: ChannelRecipe,
  { decimalMark, thousandsMark, missingCodes }: Pick<TableRecipe, 'decimalMark' | 'thousandsMark' | 'missingCodes'>,
): number | null {
  const written = cell.trim() === '' ? Number.NaN : unusualReader(channel, { decimalMark, thousandsMark })(cell.trim());
  return Number.isNaN(written) || missingCodes.includes(written) ? null : convert(written, channel);
}
