import type { LabelledTable } from './cycle-table.ts';
import type { Evaluation } from './evaluation.ts';

/** What is shown, stored and printed of a validation: no cycles, shares as 0..1. */
export interface ValidationReport {
  readonly holdout: 'runs' | 'random';
  readonly cycles: number;
  readonly runs: number;
  readonly folds: number;
  readonly accuracy: number;
  readonly balancedAccuracy: number;
  readonly answered: number;
  readonly answeredAccuracy: number;
  readonly calibrationError: number;
  readonly classes: string[];
  readonly confusion: number[][];
  readonly chosen: string[];
}

export function toReport(data: LabelledTable, evaluation: Evaluation): ValidationReport {
  const { cycles, ...rest } = evaluation;
  return {
    ...rest,
    cycles: cycles.length,
    runs: new Set(data.runs).size,
    classes: [...data.classes],
    confusion: evaluation.confusion.map((counts) => [...counts]),
    chosen: [...evaluation.chosen],
  };
}

/** For a terminal; the random figure never stands alone. */
export function describeReport(target: string, byRuns: ValidationReport, atRandom: ValidationReport | null): string {
  const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
  const width = Math.max(...byRuns.classes.map((name) => name.length), 6);
  const row = (cells: readonly (string | number)[]): string => `    ${cells.map((cell) => String(cell).padStart(width)).join(' ')}`;
  return [
    `${target}: ${percent(byRuns.accuracy)} of ${byRuns.cycles} cycles right, whole runs held out (${byRuns.runs} runs, ${byRuns.folds} folds); balanced ${percent(byRuns.balancedAccuracy)}`,
    `  answered ${percent(byRuns.answered)}, of these right ${percent(byRuns.answeredAccuracy)}; calibration error ${byRuns.calibrationError.toFixed(3)}`,
    ...(atRandom
      ? [`  a random split would have pretended ${percent(atRandom.accuracy)}: neighbouring cycles are nearly the same measurement`]
      : []),
    `  judged by: ${[...new Set(byRuns.chosen)].join('; ')}`,
    `  truth (lines) and answer (columns):`,
    row(['', ...byRuns.classes]),
    ...byRuns.confusion.map((counts, group) => row([byRuns.classes[group] as string, ...counts])),
  ].join('\n');
}
