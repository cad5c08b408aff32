import { temperatureFor } from './calibration.ts';
import { interruptions, type LabelledTable } from './cycle-table.ts';
import { channelDistances, distanceLimit, learnDomain } from './domain.ts';
import { type Judgement, judge } from './judgement.ts';
import type { Candidate, Workbench } from './workbench.ts';

/** One candidate, as whole held-out runs saw it. */
export interface Trial {
  readonly candidate: Candidate;
  /** Mean over runs of the share of right cycles: cycles of one run are one observation, not ten. */
  readonly runAccuracy: number;
  readonly standardError: number;
  /** Smallest distance between two classes' held-out scores, in their own spreads. */
  readonly separation: number;
}

/** What is chosen and learned from held-out scores alone. */
export interface Selection {
  readonly candidate: Candidate;
  readonly trials: readonly Trial[];
  readonly judgement: Judgement;
}

/**
 * Chooses among the candidates by validation inside the folds that are left: best mean accuracy per run; among those within one standard
 * error of the best (Breiman et al., CART, 3.4.3) the one whose classes lie furthest apart.
 */
export function select(bench: Workbench, without: readonly number[]): Selection {
  const scoresOf = new Map<Candidate, Float64Array>();
  const rows = bench.rowsOf((fold) => !without.includes(fold));
  const trials = bench.candidates().map((candidate) => {
    const scores = heldOutScores(bench, candidate, without);
    scoresOf.set(candidate, scores);
    return { candidate, ...runAccuracy(bench.data, rows, scores), separation: separation(bench.data, rows, scores) };
  });
  const best = trials.reduce((a, b) => (b.runAccuracy > a.runAccuracy ? b : a));
  const close = trials.filter((trial) => trial.runAccuracy >= best.runAccuracy - best.standardError);
  const { candidate } = close.reduce((a, b) => (b.separation > a.separation ? b : a));
  return {
    candidate,
    trials,
    judgement: learnJudgement(bench, { without, candidate, rows, scores: scoresOf.get(candidate) as Float64Array }),
  };
}

function heldOutScores(bench: Workbench, candidate: Candidate, without: readonly number[]): Float64Array {
  const classes = bench.data.classes.length;
  const scores = new Float64Array(bench.sums.rows * classes).fill(Number.NaN);
  for (const fold of bench.foldsWithout(without)) {
    const { heldOut } = bench.fit(candidate, [...without, fold]);
    for (const row of bench.rowsOf((own) => own === fold)) scores.set(heldOut.subarray(row * classes, (row + 1) * classes), row * classes);
  }
  return scores;
}

function learnJudgement(
  bench: Workbench,
  at: { without: readonly number[]; candidate: Candidate; rows: readonly number[]; scores: Float64Array },
): Judgement {
  const { labels, classes, table } = bench.data;
  const { rows, scores, candidate } = at;
  const picked = pick(scores, rows, classes.length);
  const truth = Int32Array.from(rows, (row) => labels[row] as number);
  const wrong = rows.filter((row) => topOf(scores, row, classes.length) !== labels[row]).length;
  // The rule of succession: nothing was wrong in n cycles does not mean nothing ever will be.
  const floor = (wrong + 1) / (rows.length + 2);
  const isInterrupted = breaks(bench, rows);
  const changes = rows.filter((row, index) => !isInterrupted[index] && labels[row] !== labels[rows[index - 1] as number]).length;
  const pairs = isInterrupted.filter((isBreak) => !isBreak).length;
  const distances = heldOutDistances(bench, at.without);
  const plain: Judgement = {
    temperature: temperatureFor(picked, truth, { classes: classes.length, floor }),
    floor,
    changeRate: (changes + 1) / (pairs + 2),
    isSmoothed: false,
    limits: table.channels.map((_, channel) => distanceLimit(rows.map((row) => distances[row]?.[channel] ?? 0))),
    channels: candidate.kind === 'channel' ? [candidate.channel] : Array.from(table.channels.keys()),
  };
  if (candidate.kind === 'stretch') return plain;
  const isOutside = rows.map((row) => isBeyond(plain, distances[row]));
  const cost = (judgement: Judgement): number => {
    const probabilities = judge(judgement, { scores: picked, classes: classes.length, isInterrupted, isOutside });
    return truth.reduce((sum, label, index) => sum - Math.log(probabilities[index * classes.length + label] as number), 0);
  };
  // Neighbours are listened to where that makes the truth likelier on held-out runs.
  const smoothed = { ...plain, isSmoothed: true };
  return cost(smoothed) < cost(plain) ? smoothed : plain;
}

/** True where a picked row does not follow the picked row before it. */
export function breaks(bench: Workbench, rows: readonly number[]): boolean[] {
  const isInterrupted = interruptions(bench.data.table);
  return rows.map((row, index) => isInterrupted[row] === true || rows[index - 1] !== row - 1);
}

export function pick(scores: Float64Array, rows: readonly number[], classes: number): Float64Array {
  const picked = new Float64Array(rows.length * classes);
  rows.forEach((row, index) => {
    picked.set(scores.subarray(row * classes, (row + 1) * classes), index * classes);
  });
  return picked;
}

/** Whether a cycle lies outside the training in a channel that the expert listens to. */
export function isBeyond({ limits, channels }: Judgement, distances: Float64Array | undefined): boolean {
  return distances !== undefined && channels.some((channel) => (distances[channel] as number) > (limits[channel] as number));
}

function heldOutDistances(bench: Workbench, without: readonly number[]): (Float64Array | undefined)[] {
  const distances = new Array<Float64Array | undefined>(bench.sums.rows).fill(undefined);
  for (const fold of bench.foldsWithout(without)) {
    const domain = domainWithout(bench, [...without, fold]);
    for (const row of bench.rowsOf((own) => own === fold)) distances[row] = channelDistances(domain, bench.data.table, row);
  }
  return distances;
}

export function domainWithout(bench: Workbench, without: readonly number[]) {
  const { data, sums } = bench;
  const rows = bench.rowsOf((fold) => !without.includes(fold));
  return learnDomain(data.table.values, data.labels, { columns: sums.columns, classes: data.classes.length, rows });
}

export function topOf(scores: Float64Array, row: number, classes: number): number {
  let top = 0;
  for (let group = 1; group < classes; group++)
    if ((scores[row * classes + group] as number) > (scores[row * classes + top] as number)) top = group;
  return top;
}

function runAccuracy(
  { labels, runs, classes }: Pick<LabelledTable, 'labels' | 'runs' | 'classes'>,
  rows: readonly number[],
  scores: Float64Array,
) {
  const perRun = new Map<number, { right: number; count: number }>();
  for (const row of rows) {
    const run = perRun.get(runs[row] as number) ?? { right: 0, count: 0 };
    run.count++;
    if (topOf(scores, row, classes.length) === labels[row]) run.right++;
    perRun.set(runs[row] as number, run);
  }
  const shares = [...perRun.values()].map(({ right, count }) => right / count);
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  const variance = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / Math.max(1, shares.length - 1);
  return { runAccuracy: mean, standardError: Math.sqrt(variance / shares.length) };
}

function separation({ labels, classes }: LabelledTable, rows: readonly number[], scores: Float64Array): number {
  const count = classes.length;
  let least = Number.POSITIVE_INFINITY;
  for (let a = 0; a < count; a++) {
    for (let b = a + 1; b < count; b++) {
      const [first, second] = [a, b].map((group) =>
        centreAndSpread(
          rows
            .filter((row) => labels[row] === group)
            .map((row) => (scores[row * count + a] as number) - (scores[row * count + b] as number)),
        ),
      );
      if (first && second) least = Math.min(least, (first.centre - second.centre) / Math.max(1e-9, first.spread + second.spread));
    }
  }
  return least;
}

/** Median, and half the width of the middle 68 %. */
function centreAndSpread(values: number[]): { centre: number; spread: number } | undefined {
  if (values.length === 0) return undefined;
  values.sort((a, b) => a - b);
  const at = (share: number): number => values[Math.floor(share * (values.length - 1))] as number;
  return { centre: at(0.5), spread: (at(0.84) - at(0.16)) / 2 };
}
