import { type ConditionCoordinates, conditionCoordinates, stepBetween } from './condition-coordinates.ts';
import { interruptions, type LabelledTable } from './cycle-table.ts';
import { type Expert, longestExcursion } from './experts.ts';
import { createFoldSums, type FoldSums } from './fold-sums.ts';
import { linearDiscriminant, scoresOf } from './linear-discriminant.ts';
import { quadraticDiscriminant, quadraticScoresOf } from './quadratic-discriminant.ts';
import { stepLimit, stretchFeatures, stretchStarts } from './stretches.ts';
import { withinScatter } from './within-scatter.ts';

/** What may be tried: all channels together, one of them, or how long the conditions last. */
export type Candidate =
  | { readonly kind: 'profile' }
  | { readonly kind: 'channel'; readonly channel: number }
  | { readonly kind: 'stretch' };

/** An expert that never saw some folds, and its scores of exactly the rows of those folds (rows x classes; other rows NaN). */
export interface Fitted {
  readonly expert: Expert;
  readonly heldOut: Float64Array;
}

/** Coordinates kept of the run discriminants: more only add noise to the length of a step (measured on the ZeMA rig: 15 against 30 and 60). */
const coordinateCount = 15;
const regularisation = 0.05;

/**
 * Fits candidates without some folds and remembers what it fitted: a nested validation asks for the same models again and again. Nothing
 * in a fit (centres, spreads, covariances, limits) comes from a row of an excluded fold.
 */
export class Workbench {
  readonly sums: FoldSums;
  readonly data: LabelledTable;
  readonly #isInterrupted: boolean[];
  readonly #fitted = new Map<string, Fitted>();
  readonly #coordinates = new Map<string, ConditionCoordinates>();
  readonly #runCount: number;

  constructor(data: LabelledTable, folds: Int32Array) {
    this.data = data;
    this.sums = createFoldSums(data.table, folds);
    this.#isInterrupted = interruptions(data.table);
    this.#runCount = Math.max(...data.runs) + 1;
  }

  candidates(): Candidate[] {
    const channels = this.data.table.channels.map((_, channel) => ({ kind: 'channel', channel }) as const);
    return [{ kind: 'profile' }, ...(channels.length > 1 ? channels : []), { kind: 'stretch' }];
  }

  fit(candidate: Candidate, without: readonly number[]): Fitted {
    const key = `${JSON.stringify(candidate)} ${[...without].sort((a, b) => a - b)}`;
    const known =
      this.#fitted.get(key) ?? (candidate.kind === 'stretch' ? this.#fitStretch(without) : this.#fitProfile(candidate, without));
    this.#fitted.set(key, known);
    return known;
  }

  rowsOf(isWanted: (fold: number) => boolean): number[] {
    return Array.from(this.sums.folds.keys()).filter((row) => isWanted(this.sums.folds[row] as number));
  }

  foldsWithout(without: readonly number[]): Set<number> {
    return new Set(Array.from({ length: this.sums.foldCount }, (_, fold) => fold).filter((fold) => !without.includes(fold)));
  }

  #fitProfile(candidate: Candidate, without: readonly number[]): Fitted {
    const { bins } = this.data.table;
    const columns =
      candidate.kind === 'channel'
        ? { from: candidate.channel * bins, to: (candidate.channel + 1) * bins }
        : { from: 0, to: this.sums.columns };
    const groupCount = this.data.classes.length;
    const scatter = withinScatter(this.sums, { folds: this.foldsWithout(without), groups: this.data.labels, groupCount, columns });
    const scores = linearDiscriminant(scatter);
    return {
      expert: { kind: 'profile', scores },
      heldOut: this.#collect(without, (row) => scoresOf(scores, this.sums.standardised, row * this.sums.columns)),
    };
  }

  #fitStretch(without: readonly number[]): Fitted {
    const { folds } = this.sums;
    // A step into a row is measured by coordinates that saw neither that row's fold nor the excluded ones: in-sample steps are too short.
    const stepOver = (before: number, after: number): number =>
      this.#step(this.#coordinatesWithout([...without, folds[after] as number]), before, after);
    const steps = Float64Array.from(this.#isInterrupted, (isBreak, row) => (isBreak ? 0 : stepOver(row - 1, row)));
    const limit = this.#limitFrom(steps, without);
    const isInterrupted = this.#isInterrupted;
    const features = stretchFeatures(stretchStarts({ steps, isInterrupted, limit, longestExcursion, stepOver }));
    const training = this.rowsOf((fold) => !without.includes(fold));
    const scores = quadraticDiscriminant(
      Float64Array.from(training.flatMap((row) => [...features.subarray(row * 3, row * 3 + 3)])),
      Int32Array.from(training, (row) => this.data.labels[row] as number),
      { width: 3, classes: this.data.classes.length, regularisation },
    );
    return {
      expert: { kind: 'stretch', coordinates: this.#coordinatesWithout(without), limit, scores },
      heldOut: this.#collect(without, (row) => quadraticScoresOf(scores, features, row * 3)),
    };
  }

  #limitFrom(steps: Float64Array, without: readonly number[]): number {
    const within: number[] = [];
    const between: number[] = [];
    for (let row = 1; row < steps.length; row++) {
      if (this.#isInterrupted[row] || [row, row - 1].some((one) => without.includes(this.sums.folds[one] as number))) continue;
      (this.data.runs[row] === this.data.runs[row - 1] ? within : between).push(steps[row] as number);
    }
    return stepLimit(within, between);
  }

  #step(coordinates: ConditionCoordinates, before: number, after: number): number {
    const { columns, standardised } = this.sums;
    return stepBetween(coordinates, standardised, { before: before * columns, after: after * columns });
  }

  #coordinatesWithout(without: readonly number[]): ConditionCoordinates {
    const key = [...new Set(without)].sort((a, b) => a - b).join();
    const scatter = () =>
      withinScatter(this.sums, {
        folds: this.foldsWithout(without),
        groups: this.data.runs,
        groupCount: this.#runCount,
        columns: { from: 0, to: this.sums.columns },
      });
    const known = this.#coordinates.get(key) ?? conditionCoordinates(scatter(), coordinateCount);
    this.#coordinates.set(key, known);
    return known;
  }

  #collect(without: readonly number[], scoresOfRow: (row: number) => Float64Array): Float64Array {
    const classes = this.data.classes.length;
    const scores = new Float64Array(this.sums.rows * classes).fill(Number.NaN);
    for (const row of this.rowsOf((fold) => without.includes(fold))) scores.set(scoresOfRow(row), row * classes);
    return scores;
  }
}
