import { type ConditionCoordinates, stepBetween } from './condition-coordinates.ts';
import type { CycleTable } from './cycle-table.ts';
import { columnCount, interruptions } from './cycle-table.ts';
import { type LinearScores, scoresOf } from './linear-discriminant.ts';
import { type QuadraticScores, quadraticScoresOf } from './quadratic-discriminant.ts';
import { stretchFeatures, stretchStarts } from './stretches.ts';

/** Judges a cycle by its own profile: of one channel or of all. */
export interface ProfileExpert {
  readonly kind: 'profile';
  readonly scores: LinearScores;
}

/** Judges a cycle by how long its conditions have lasted and will last. */
export interface StretchExpert {
  readonly kind: 'stretch';
  readonly coordinates: ConditionCoordinates;
  readonly limit: number;
  readonly scores: QuadraticScores;
}

export type Expert = ProfileExpert | StretchExpert;

/** Cycles that a disturbance may last without counting as a change of conditions. */
export const longestExcursion = 3;

/** Scores of every cycle of a recording, rows x classes; `values` are the table's values in the coordinates the expert was made for. */
export function expertScores(expert: Expert, table: CycleTable, values: Float64Array = table.values): Float64Array {
  const width = columnCount(table);
  const rows = Array.from(table.cycles.keys());
  const perRow =
    expert.kind === 'profile' ? rows.map((row) => scoresOf(expert.scores, values, row * width)) : stretchScores(expert, table, values);
  const classes = perRow[0]?.length ?? 0;
  const scores = new Float64Array(rows.length * classes);
  perRow.forEach((row, index) => {
    scores.set(row, index * classes);
  });
  return scores;
}

function stretchScores(expert: StretchExpert, table: CycleTable, values: Float64Array): Float64Array[] {
  const width = columnCount(table);
  const isInterrupted = interruptions(table);
  const stepOver = (before: number, after: number): number =>
    stepBetween(expert.coordinates, values, { before: before * width, after: after * width });
  const steps = Float64Array.from(isInterrupted, (isBreak, row) => (isBreak ? 0 : stepOver(row - 1, row)));
  const features = stretchFeatures(stretchStarts({ steps, isInterrupted, limit: expert.limit, longestExcursion, stepOver }));
  return isInterrupted.map((_, row) => quadraticScoresOf(expert.scores, features, row * 3));
}
