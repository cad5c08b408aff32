/** Why a channel is not watched: it would have to be judged by something the reference does not show. */
export type NotWatched = 'constant' | 'missing';

/** How a channel looked in the reference. All in the channel's unit. */
export interface ChannelReference {
  readonly name: string;
  readonly unit: string;
  readonly notWatched: NotWatched | null;
  readonly centre: number;
  /** Standard deviation of its rows. */
  readonly spread: number;
  /** How far its smoothed value may be from the centre by what the reference itself did: noise and drift. */
  readonly scale: number;
  /** True: its level wandered in the reference, so the level says little and the centre follows. */
  readonly isWandering: boolean;
}

/** Smoothed, drift-aware deviation of every channel from a reference. */
export interface DeviationModel {
  readonly method: 'deviation';
  readonly channels: readonly ChannelReference[];
  readonly referenceRows: number;
  /** Rows in the trailing mean. */
  readonly window: number;
  /** Rows after which the centre of a wandering channel has forgotten. */
  readonly memory: number;
  /** Distance at which a channel's alarm begins, and below which it ends. */
  readonly limit: number;
  readonly release: number;
}

/** Principal components with Hotelling's T² inside and Q (squared prediction error) outside of them. */
export interface ComponentModel {
  readonly method: 'components';
  readonly channels: readonly ChannelReference[];
  readonly referenceRows: number;
  /** Positions of the channels that are watched. */
  readonly watched: readonly number[];
  /** Variance of each kept component, largest first. */
  readonly variances: readonly number[];
  /** Kept components x watched channels. */
  readonly components: readonly (readonly number[])[];
  readonly limitT2: number;
  readonly limitQ: number;
  /** Rows in the trailing median. */
  readonly window: number;
  /** Scores are parts of the limit: always 1. */
  readonly limit: number;
}

export type AnomalyDetector = DeviationModel | ComponentModel;

/** What a channel adds to a score, in the score's own scale. */
export interface Contribution {
  readonly channel: string;
  readonly score: number;
  readonly direction: 'above' | 'below';
}

export interface RowJudgement {
  /** NaN: not enough of the row is there to judge it. */
  readonly score: number;
  readonly isAnomalous: boolean;
  /** Largest first; empty for rows that are not anomalous. */
  readonly contributions: readonly Contribution[];
}

/** Judges one row after the other; the same whether the rows come at once or one by one. */
export interface AnomalyStream {
  push(row: ArrayLike<number>): RowJudgement;
  /** Plain data to go on from: `openStream(model, state)`. */
  state(): StreamState;
}

export interface StreamState {
  /** The last rows, oldest first; null is a missing sample. */
  readonly recent: readonly (readonly (number | null)[])[];
  /** Centres that follow, per channel; null before the first value. */
  readonly centres: readonly (number | null)[];
  /** Channels in alarm; nothing where rows are judged as a whole. */
  readonly alarms: readonly boolean[];
}
