/**
 * What the cycles before and after say about a cycle: forward-backward smoothing of a chain in which conditions change rarely
 * (Rabiner, A tutorial on hidden Markov models, Proc. IEEE 77 (1989), III.A).
 */
export interface SmoothingRequest {
  /** rows x classes: probability of the class given this cycle alone, with the classes' priors already divided out or equal. */
  readonly probabilities: Float64Array;
  readonly classes: number;
  /** True where a row does not follow the row before: nothing is carried over. */
  readonly isInterrupted: readonly boolean[];
  /** Share of neighbouring cycles between which the class changes. */
  readonly changeRate: number;
}

/** Smoothed probabilities, rows x classes; every row sums to one. */
export function smoothProbabilities({ probabilities, classes, isInterrupted, changeRate }: SmoothingRequest): Float64Array {
  const rows = isInterrupted.length;
  const stay = 1 - changeRate;
  const leave = classes > 1 ? changeRate / (classes - 1) : 0;
  const carried = (from: Float64Array): Float64Array<ArrayBuffer> => Float64Array.from(from, (own) => own * stay + (1 - own) * leave);
  const forward = new Float64Array(rows * classes);
  let state = new Float64Array(classes).fill(1 / classes);
  for (let row = 0; row < rows; row++) {
    const before = isInterrupted[row] ? new Float64Array(classes).fill(1 / classes) : carried(state);
    state = normalised(before.map((value, group) => value * (probabilities[row * classes + group] as number)));
    forward.set(state, row * classes);
  }
  const smoothed = new Float64Array(rows * classes);
  let after = new Float64Array(classes).fill(1 / classes);
  for (let row = rows - 1; row >= 0; row--) {
    smoothed.set(normalised(after.map((value, group) => value * (forward[row * classes + group] as number))), row * classes);
    const seen = normalised(after.map((value, group) => value * (probabilities[row * classes + group] as number)));
    after = isInterrupted[row] ? new Float64Array(classes).fill(1 / classes) : carried(seen);
  }
  return smoothed;
}

function normalised(values: Float64Array): Float64Array<ArrayBuffer> {
  const sum = values.reduce((total, value) => total + value, 0);
  return Float64Array.from(values, (value) => (sum > 0 ? value / sum : 1 / values.length));
}
