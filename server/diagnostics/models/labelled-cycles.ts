import { Problem } from '../../platform/problem.ts';
import type { CycleTable, LabelledTable } from './cycle-table.ts';

/** Rows of a table with the text a person wrote for each; empty text: not labelled. */
export interface WrittenLabels {
  readonly table: CycleTable;
  readonly texts: readonly string[];
  readonly runs: Int32Array;
  readonly target: string;
}

/**
 * Leaves out cycles without label or with missing samples, and numbers the classes (numbers by size, words by alphabet).
 *
 * @throws Problem `labels-too-few` when there is nothing to tell apart or nothing to hold out
 */
export function labelledTable({ table, texts, runs, target }: WrittenLabels): LabelledTable {
  const width = table.channels.length * table.bins;
  const kept = texts.flatMap((text, row) =>
    text !== '' && !table.values.subarray(row * width, (row + 1) * width).some(Number.isNaN) ? [row] : [],
  );
  const classes = [...new Set(kept.map((row) => texts[row] as string))].sort(byNumberOrText);
  if (classes.length < 2)
    throw tooFew(
      `"${target}" has ${classes.length === 1 ? `one value only (${classes[0]})` : 'no labelled cycle with samples'}.`,
      'Label cycles of at least two kinds.',
    );
  if (classes.length > 20)
    throw tooFew(`"${target}" has ${classes.length} different values.`, 'A model tells at most 20 kinds apart; is this a measured value?');
  for (const name of classes) {
    const own = new Set(kept.filter((row) => texts[row] === name).map((row) => runs[row]));
    if (own.size < 2)
      throw tooFew(
        `"${target}" is ${name} in one run only.`,
        'Every kind needs at least two separate runs: one to learn from, one to be tested on.',
      );
  }
  const values = new Float64Array(kept.length * width);
  kept.forEach((row, index) => {
    values.set(table.values.subarray(row * width, (row + 1) * width), index * width);
  });
  return {
    table: { ...table, values, cycles: Int32Array.from(kept, (row) => table.cycles[row] as number) },
    labels: Int32Array.from(kept, (row) => classes.indexOf(texts[row] as string)),
    classes,
    runs: renumbered(kept.map((row) => runs[row] as number)),
  };
}

function byNumberOrText(a: string, b: string): number {
  const difference = Number(a) - Number(b);
  return Number.isNaN(difference) ? (a < b ? -1 : 1) : difference;
}

function renumbered(runs: readonly number[]): Int32Array {
  const numbers = new Map<number, number>();
  for (const run of runs) if (!numbers.has(run)) numbers.set(run, numbers.size);
  return Int32Array.from(runs, (run) => numbers.get(run) as number);
}

function tooFew(what: string, todo: string): Problem {
  return new Problem('labels-too-few', 422, 'There are too few labels to learn from', { detail: `${what} ${todo}` });
}
