/** Whether times are Unix milliseconds ('absolute') or milliseconds from the start of the recording ('relative'). */
export type SeriesClock = 'absolute' | 'relative';

/** A channel as it is named in the file. `unit` is the canonical unit the samples are stored in (hydraulics.md B6); '' when it has none. */
export interface ChannelHead {
  readonly name: string;
  readonly unit: string;
}

/**
 * What is known of a channel without reading its samples. NaN is a missing sample: it is in `count` and not in `valid`,
 * and no statistic sees it. `std` is the sample standard deviation (n - 1). Statistics of nothing are NaN.
 */
export interface ChannelSummary extends ChannelHead {
  readonly count: number;
  readonly valid: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly std: number;
  /** The first and the last valid sample. */
  readonly first: number;
  readonly last: number;
}

/** Channels that share one sequence of time stamps. Times in milliseconds; NaN when there is no sample. */
export interface TimeBaseSummary {
  readonly count: number;
  readonly firstMs: number;
  readonly lastMs: number;
  /** The exact step when every time stamp is exactly `firstMs + i * intervalMs`, otherwise null. */
  readonly intervalMs: number | null;
  readonly regular: boolean;
  /** The exact step, or the median step of the first 65,536 samples; NaN below two samples. */
  readonly typicalIntervalMs: number;
  /** Steps longer than one and a half typical steps. */
  readonly gaps: number;
  readonly channels: readonly ChannelSummary[];
}

/** What one series file holds. */
export interface SeriesContents {
  readonly clock: SeriesClock;
  readonly timeBases: readonly TimeBaseSummary[];
}

/** What a finished file holds, with its identity: the SHA-256 (hex) over all of its bytes. */
export interface SeriesSummary extends SeriesContents {
  readonly sha256: string;
  readonly bytes: number;
}
