/**
 * Where the conditions changed, from the data alone. `steps[row]` is the step into the row, `stepOver(before, after)` that between any two
 * rows; a row where the recording is interrupted begins a stretch of its own.
 */
export interface StretchRequest {
  readonly steps: Float64Array;
  readonly isInterrupted: readonly boolean[];
  readonly limit: number;
  /** A disturbed cycle or two that come back to the old conditions are an excursion, not a change. */
  readonly longestExcursion: number;
  stepOver(before: number, after: number): number;
}

/** First row of the stretch every row belongs to. */
export function stretchStarts(request: StretchRequest): Int32Array {
  const { steps, isInterrupted, limit } = request;
  const starts = new Int32Array(steps.length);
  let start = 0;
  let row = 0;
  while (row < steps.length) {
    if (row === 0 || isInterrupted[row]) start = row;
    else if ((steps[row] as number) > limit) {
      const back = returnsAt(request, row);
      if (back === undefined) start = row;
      else {
        starts.fill(start, row, back);
        row = back;
      }
    }
    starts[row] = start;
    row++;
  }
  return starts;
}

function returnsAt({ steps, isInterrupted, limit, longestExcursion, stepOver }: StretchRequest, row: number): number | undefined {
  for (let back = row + 1; back <= row + longestExcursion && back < steps.length && !isInterrupted[back]; back++) {
    if ((steps[back] as number) > limit && stepOver(row - 1, back) <= limit) return back;
  }
  return undefined;
}

/** rows x 3: natural logarithms of cycles since the last change, to the next one, and in the stretch. The end of the recording ends the last stretch: what comes after it nobody knows. */
export function stretchFeatures(starts: Int32Array): Float64Array {
  const features = new Float64Array(starts.length * 3);
  let end = starts.length;
  for (let row = starts.length - 1; row >= 0; row--) {
    const start = starts[row] as number;
    features[row * 3] = Math.log(row - start + 1);
    features[row * 3 + 1] = Math.log(end - row);
    features[row * 3 + 2] = Math.log(end - start);
    if (row === start) end = start;
  }
  return features;
}

/**
 * The limit that best tells steps within unchanged conditions from steps between runs: smallest sum of both error rates; in the middle of the
 * widest gap where several limits are equally good.
 */
export function stepLimit(within: readonly number[], between: readonly number[]): number {
  if (between.length === 0) return Number.POSITIVE_INFINITY;
  const all = [...within.map((step) => ({ step, isChange: false })), ...between.map((step) => ({ step, isChange: true }))].sort(
    (a, b) => a.step - b.step,
  );
  let missed = 0;
  let falseAlarms = within.length;
  let best = { cost: 1, gap: 0, limit: 0 };
  all.forEach(({ step, isChange }, index) => {
    if (isChange) missed++;
    else falseAlarms--;
    const next = all[index + 1]?.step ?? step * 2;
    const cost = missed / between.length + falseAlarms / Math.max(1, within.length);
    const gap = next - step;
    if (cost < best.cost - 1e-12 || (cost < best.cost + 1e-12 && gap > best.gap)) best = { cost, gap, limit: (step + next) / 2 };
  });
  return best.limit;
}
