/** One channel to be read: where its samples lie, and how it is called in the answer. */
export interface AskedChannel {
  /** The series file that holds it. */
  readonly path: string;
  readonly timeBase: number;
  readonly position: number;
  readonly index: number;
  readonly name: string;
  readonly unit: string;
}

/** What one answer holds. Times in ms since the start of the recording; an absent end means the end of the samples. */
export interface SeriesQuestion {
  readonly channels: readonly AskedChannel[];
  /** Where 0 lies on the clock of the files: Unix ms, or 0. */
  readonly zeroMs: number;
  readonly fromMs?: number;
  readonly toMs?: number;
  /** 1 to 4,000. */
  readonly buckets: number;
  readonly form: AnswerForm;
}

/** The same numbers as text or as packed columns (ENVELOPES.md). */
export type AnswerForm = 'json' | 'packed';
