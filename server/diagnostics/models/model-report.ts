import type { LabelledTable } from './cycle-table.ts';
import type { Evaluation, HeldOutCycle } from './evaluation.ts';

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
  /** Bins of a tenth of the top probability with at least one cycle: what was said and what was found. */
  readonly reliability: { cycles: number; probability: number; accuracy: number }[];
  /** Cycles left open, by their true class. */
  readonly open: { class: string; cycles: number; outside: number; unsure: number }[];
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
    reliability: reliabilityOf(cycles),
    open: data.classes.map((name, group) => {
      const own = cycles.filter(({ truth }) => truth === group);
      const count = (why: HeldOutCycle['abstained']): number => own.filter(({ abstained }) => abstained === why).length;
      return { class: name, cycles: own.length, outside: count('outside'), unsure: count('unsure') };
    }),
  };
}

function reliabilityOf(cycles: readonly HeldOutCycle[]): ValidationReport['reliability'] {
  const bins = Map.groupBy(cycles, ({ probability }) => Math.min(9, Math.floor(10 * probability)));
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  return [...bins]
    .sort(([a], [b]) => a - b)
    .map(([, own]) => ({
      cycles: own.length,
      probability: mean(own.map(({ probability }) => probability)),
      accuracy: mean(own.map(({ truth, answer }) => Number(truth === answer))),
    }));
}

/** What a terminal tells: also of models that were stored before bins and open cycles were kept. */
type Described = Omit<ValidationReport, 'reliability' | 'open'>;

/** For a terminal; the random figure never stands alone. */
export function describeReport(target: string, byRuns: Described, atRandom: Pick<Described, 'accuracy'> | null): string {
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
