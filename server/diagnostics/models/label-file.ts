import { Problem } from '../../platform/problem.ts';

/** What a person said about cycles: one line per cycle, one or more targets. */
export interface LabelFile {
  /** False: line n speaks of the n-th cycle of the recording, whatever that cycle's number is. */
  readonly hasHeader: boolean;
  readonly targets: readonly string[];
  readonly lines: readonly LabelLine[];
}

export interface LabelLine {
  readonly line: number;
  /** Name or id of the recording; null where the file has no such column. */
  readonly recording: string | null;
  readonly cycle: number;
  /** In the order of `targets`; empty: not labelled. */
  readonly values: readonly string[];
}

/**
 * Reads labels. With a header: `cycle,<target>…` or `recording,cycle,<target>…` (comma, semicolon or tab; cycles count from 0). Without
 * one (only numbers in the first line) line n is the n-th cycle, and the columns are called as `columns` says, or 1, 2, 3, ….
 *
 * @throws Problem `labels-unreadable` naming the line and what was expected
 */
export function readLabels(text: string, columns?: readonly string[]): LabelFile {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((content, index) => ({ content: content.trim(), line: index + 1 }))
    .filter(({ content }) => content !== '');
  const first = lines[0];
  if (!first) throw unreadable('The file is empty.', 'It needs a line per cycle.');
  const delimiter = ['\t', ';', ','].find((one) => first.content.includes(one)) ?? ',';
  const cells = lines.map(({ content, line }) => ({
    line,
    cells: content.split(delimiter).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1')),
  }));
  const firstCells = cells[0]?.cells ?? [];
  const isNumeric = firstCells.every((cell) => cell !== '' && !Number.isNaN(Number(cell)));
  if (columns || isNumeric) return withoutHeader(cells, columns ?? firstCells.map((_, index) => String(index + 1)));
  return withHeader(cells);
}

interface Cells {
  readonly line: number;
  readonly cells: readonly string[];
}

function withoutHeader(rows: readonly Cells[], columns: readonly string[]): LabelFile {
  for (const { line, cells } of rows) checkWidth(line, cells, columns.length);
  return {
    hasHeader: false,
    targets: columns,
    lines: rows.map(({ line, cells }, index) => ({ line, recording: null, cycle: index, values: cells })),
  };
}

function withHeader([header, ...rows]: readonly Cells[]): LabelFile {
  const names = header?.cells ?? [];
  const hasRecording = names[0]?.toLowerCase() === 'recording';
  const at = hasRecording ? 1 : 0;
  if (names[at]?.toLowerCase() !== 'cycle' || names.length < at + 2) {
    throw unreadable(
      `The first line is "${names.join(',')}".`,
      'It has to name the columns: cycle,<target>… or recording,cycle,<target>…. ',
    );
  }
  const targets = names.slice(at + 1);
  const twice = targets.find((name, index) => targets.indexOf(name) !== index);
  if (twice !== undefined) throw unreadable(`The first line names the column "${twice}" twice.`, 'Every target needs a name of its own.');
  const seen = new Set<string>();
  const lines = rows.map(({ line, cells }): LabelLine => {
    checkWidth(line, cells, names.length);
    const cycle = Number(cells[at]);
    if (!Number.isInteger(cycle) || cycle < 0 || cells[at] === '')
      throw unreadable(`Line ${line}: "${cells[at]}" is no cycle number.`, 'Cycles are counted 0, 1, 2, ….');
    const recording = hasRecording ? (cells[0] as string) : null;
    const key = `${recording}\n${cycle}`;
    if (seen.has(key)) throw unreadable(`Line ${line}: cycle ${cycle} was labelled before.`, 'One line per cycle.');
    seen.add(key);
    return { line, recording, cycle, values: cells.slice(at + 1) };
  });
  if (lines.length === 0) throw unreadable('The file has a first line and nothing below it.', 'It needs a line per cycle.');
  return { hasHeader: true, targets, lines };
}

function checkWidth(line: number, cells: readonly string[], expected: number): void {
  if (cells.length !== expected) throw unreadable(`Line ${line} has ${cells.length} columns.`, `It needs ${expected}, as named.`);
}

function unreadable(what: string, todo: string): Problem {
  return new Problem('labels-unreadable', 422, 'The labels cannot be read', { detail: `${what} ${todo}` });
}

/** The place of a target among the file's columns. @throws Problem `target-unknown` */
export function targetIndex(file: LabelFile, target: string): number {
  const index = file.targets.indexOf(target);
  if (index >= 0) return index;
  throw new Problem('target-unknown', 422, `The labels have no column "${target}"`, { detail: `They have: ${file.targets.join(', ')}.` });
}

/**
 * Runs of unchanged conditions: what the column `run` says, or, where nobody named them, neighbouring cycles of one recording with the same
 * labels in every column.
 */
export function runsFromLabels({ lines, targets }: Pick<LabelFile, 'lines' | 'targets'>): Int32Array {
  const column = targets.findIndex((name) => name.toLowerCase() === 'run');
  const named = new Map<string, number>();
  let run = -1;
  return Int32Array.from(lines, (line, index) => {
    if (column >= 0) {
      const key = `${line.recording}\n${line.values[column]}`;
      if (!named.has(key)) named.set(key, named.size);
      return named.get(key) as number;
    }
    const before = lines[index - 1];
    const goesOn =
      before &&
      before.recording === line.recording &&
      line.cycle === before.cycle + 1 &&
      before.values.join('\n') === line.values.join('\n');
    if (!goesOn) run++;
    return run;
  });
}
