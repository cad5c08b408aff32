/** Counts time steps to answer their median in bounded memory. */
export class IntervalHistogram {
  readonly #counts: Map<number, number>;
  #previous = Number.NaN;
  #step = Number.NaN;
  #run = 0;

  constructor(counts: ReadonlyMap<number, number> = new Map(), previous = Number.NaN) {
    this.#counts = new Map(counts);
    this.#previous = previous;
  }

  clone(): IntervalHistogram {
    this.#settle();
    return new IntervalHistogram(this.#counts, this.#previous);
  }

  /** Times in ms, ascending, continuing those before; with values, only samples that are not NaN count. */
  add(times: Float64Array, rows: number, values?: Float64Array): void {
    for (let i = 0; i < rows; i++) {
      if (values !== undefined && Number.isNaN(values[i])) continue;
      const time = times[i]!;
      const step = time - this.#previous;
      this.#previous = time;
      if (step === this.#step) this.#run++;
      else {
        this.#settle();
        this.#step = step;
        this.#run = 1;
      }
    }
  }

  /** Median step in ms; null with fewer than two samples. */
  median(): number | null {
    this.#settle();
    const steps = [...this.#counts].sort((a, b) => a[0] - b[0]);
    let half = steps.reduce((sum, [, count]) => sum + count, 0) / 2;
    for (const [step, count] of steps) {
      half -= count;
      if (half <= 0) return step;
    }
    return null;
  }

  #settle(): void {
    // Steps are kept to the nearest 0.001 ms, and no more than 20,000 different ones.
    const step = Math.round(this.#step * 1000) / 1000;
    const known = this.#counts.get(step);
    if (!Number.isNaN(step) && this.#run > 0 && (known !== undefined || this.#counts.size < 20_000))
      this.#counts.set(step, (known ?? 0) + this.#run);
    this.#run = 0;
    this.#step = Number.NaN;
  }
}
