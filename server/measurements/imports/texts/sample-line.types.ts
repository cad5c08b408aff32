export interface SampleLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}
