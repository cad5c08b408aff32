import { softmax } from './calibration.ts';
import { smoothProbabilities } from './smoothing.ts';

/** How scores become probabilities; learned from held-out cycles only. */
export interface Judgement {
  readonly temperature: number;
  /** Share of held-out cycles that were judged wrongly: no single cycle may claim to be surer than that. */
  readonly floor: number;
  readonly changeRate: number;
  /** Whether the cycles before and after are listened to. */
  readonly isSmoothed: boolean;
  /** Limit of the distance to training, per channel of the table. */
  readonly limits: readonly number[];
  /** Channels the expert listens to. */
  readonly channels: readonly number[];
}

/** A cycle outside the training's domain says little by itself: half of its word is a guess. */
const outsideFloor = 0.5;

export interface Scored {
  readonly scores: Float64Array;
  readonly classes: number;
  readonly isInterrupted: readonly boolean[];
  readonly isOutside: readonly boolean[];
}

/** Calibrated probabilities, rows x classes. */
export function judge(judgement: Judgement, { scores, classes, isInterrupted, isOutside }: Scored): Float64Array {
  const probabilities = new Float64Array(scores.length);
  isOutside.forEach((outside, row) => {
    const floor = outside ? Math.max(outsideFloor, judgement.floor) : judgement.floor;
    const own = softmax(scores.subarray(row * classes, (row + 1) * classes), judgement.temperature);
    probabilities.set(
      own.map((probability) => (1 - floor) * probability + floor / classes),
      row * classes,
    );
  });
  if (!judgement.isSmoothed) return probabilities;
  return smoothProbabilities({ probabilities, classes, isInterrupted, changeRate: judgement.changeRate });
}
