import { calibrationError } from './calibration.ts';
import type { LabelledTable } from './cycle-table.ts';
import { channelDistances } from './domain.ts';
import { foldsAtRandom, foldsByRun } from './folds.ts';
import { judge } from './judgement.ts';
import { breaks, domainWithout, isBeyond, pick, type Selection, select, topOf } from './selection.ts';
import { type Candidate, Workbench } from './workbench.ts';

export type Holdout = 'runs' | 'random';

/** Below this probability a cycle is left open instead of named. */
export const leastProbability = 0.6;

/** A cycle as a model judged it that had never seen the cycle's run. */
export interface HeldOutCycle {
  readonly row: number;
  readonly truth: number;
  readonly answer: number;
  readonly probability: number;
  readonly abstained: 'outside' | 'unsure' | null;
}

export interface Evaluation {
  readonly holdout: Holdout;
  readonly folds: number;
  readonly cycles: readonly HeldOutCycle[];
  /** Share of right answers when every cycle has to be answered. */
  readonly accuracy: number;
  readonly balancedAccuracy: number;
  /** Share of cycles that were answered, and of right ones among them. */
  readonly answered: number;
  readonly answeredAccuracy: number;
  readonly calibrationError: number;
  /** truth x answer, all cycles. */
  readonly confusion: readonly (readonly number[])[];
  /** What each fold chose inside its own training runs. */
  readonly chosen: readonly string[];
}

export interface EvaluationRequest {
  readonly holdout: Holdout;
  readonly folds: number;
  readonly seed: number;
}

/** Nested validation: every choice (channels, expert, temperature, limits) is made again inside the training part of every fold. */
export function evaluate(data: LabelledTable, request: EvaluationRequest, onFold?: (done: number, total: number) => void): Evaluation {
  const folds =
    request.holdout === 'runs' ? foldsByRun(data.runs, request.folds) : foldsAtRandom(data.labels.length, request.folds, request.seed);
  const bench = new Workbench(data, folds);
  const count = bench.sums.foldCount;
  const chosen: string[] = [];
  const cycles: HeldOutCycle[] = [];
  for (let fold = 0; fold < count; fold++) {
    const selection = select(bench, [fold]);
    chosen.push(describeCandidate(selection.candidate, data));
    cycles.push(...judgeFold(bench, fold, selection));
    onFold?.(fold + 1, count);
  }
  return { holdout: request.holdout, folds: count, chosen, ...summarise(data, cycles) };
}

export function describeCandidate(candidate: Candidate, { table }: LabelledTable): string {
  if (candidate.kind === 'channel') return `profile of ${table.channels[candidate.channel]}`;
  return candidate.kind === 'profile' ? 'profile of all channels' : 'cycles since and until a change of conditions';
}

function judgeFold(bench: Workbench, fold: number, { candidate, judgement }: Selection): HeldOutCycle[] {
  const { labels, classes, table } = bench.data;
  const rows = bench.rowsOf((own) => own === fold);
  const domain = domainWithout(bench, [fold]);
  const isOutside = rows.map((row) => isBeyond(judgement, channelDistances(domain, table, row)));
  const scores = pick(bench.fit(candidate, [fold]).heldOut, rows, classes.length);
  const probabilities = judge(judgement, { scores, classes: classes.length, isInterrupted: breaks(bench, rows), isOutside });
  return rows.map((row, index) => {
    const answer = topOf(probabilities, index, classes.length);
    const probability = probabilities[index * classes.length + answer] as number;
    const abstained = isOutside[index] ? 'outside' : probability < leastProbability ? 'unsure' : null;
    return { row, truth: labels[row] as number, answer, probability, abstained };
  });
}

function summarise({ classes }: LabelledTable, cycles: readonly HeldOutCycle[]) {
  const confusion = classes.map(() => classes.map(() => 0));
  for (const { truth, answer } of cycles) {
    const row = confusion[truth] as number[];
    row[answer] = (row[answer] as number) + 1;
  }
  const right = cycles.filter(({ truth, answer }) => truth === answer).length;
  const answered = cycles.filter(({ abstained }) => abstained === null);
  const present = confusion
    .map((row, group) => ({ count: row.reduce((sum, value) => sum + value, 0), right: row[group] as number }))
    .filter(({ count }) => count > 0);
  return {
    cycles: [...cycles].sort((a, b) => a.row - b.row),
    accuracy: right / cycles.length,
    balancedAccuracy: present.reduce((sum, one) => sum + one.right / one.count, 0) / present.length,
    answered: answered.length / cycles.length,
    answeredAccuracy: answered.length === 0 ? 0 : answered.filter(({ truth, answer }) => truth === answer).length / answered.length,
    calibrationError: calibrationError(
      cycles.map(({ probability }) => probability),
      cycles.map(({ truth, answer }) => truth === answer),
    ),
    confusion,
  };
}
