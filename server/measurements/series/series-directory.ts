import type { PartKind } from './series-format.ts';
import type { ChannelSummary, SeriesClock, SeriesContents, TimeBaseSummary } from './series-summary.ts';

/** Where the parts of one column lie: every part holds 65,536 values but the last. */
export interface Column {
  readonly at: number[];
  readonly bytes: number[];
}

/** One pyramid level of a channel. `cells` values in each column. */
export interface Level {
  readonly cells: number;
  readonly min: Column;
  readonly max: Column;
  readonly mean: Column;
  readonly missing: Column;
}

/** The explicit time stamps of a time base: null when it is regular. `first` and `last` (ms) per chunk find a time without decoding. */
export interface TimeColumn {
  readonly column: Column;
  readonly first: number[];
  readonly last: number[];
  /** Time stamps of the first sample of every cell, per pyramid level. */
  readonly levels: readonly { readonly cells: number; readonly times: Column }[];
}

/** Where windows begin: the same for all channels of a time base. `ordinal[i]` * lengthMs after its first sample, at sample `first[i]`. */
export interface WindowGrid {
  readonly lengthMs: number;
  readonly count: number;
  readonly ordinal: Column;
  readonly first: Column;
}

/** The columns of a channel's windows and the kind of their parts. */
export const windowColumns = {
  valid: 'windowValid',
  min: 'windowMin',
  max: 'windowMax',
  mean: 'windowMean',
  std: 'windowStd',
  skewness: 'windowSkewness',
  kurtosis: 'windowKurtosis',
  slope: 'windowSlope',
} as const satisfies Record<string, PartKind>;

/** A value per window in each column. */
export type ChannelWindowColumns = Readonly<Record<keyof typeof windowColumns, Column>>;

export interface ChannelDirectory {
  readonly summary: ChannelSummary;
  readonly values: Column;
  readonly levels: readonly Level[];
  readonly windows: ChannelWindowColumns | null;
}

export interface TimeBaseDirectory {
  readonly summary: Omit<TimeBaseSummary, 'channels'>;
  readonly times: TimeColumn | null;
  readonly windows: WindowGrid | null;
  readonly channels: readonly ChannelDirectory[];
}

export interface Directory {
  readonly format: 'sightglass-series';
  readonly version: number;
  readonly clock: SeriesClock;
  readonly chunkSamples: number;
  readonly pyramid: { readonly base: number; readonly factor: number };
  readonly timeBases: readonly TimeBaseDirectory[];
}

/** Who a part belongs to; stands in the part's own header too, so that a part is never taken for another. */
export interface PartName {
  readonly kind: PartKind;
  readonly timeBase: number;
  /** 0 for times. */
  readonly channel: number;
  readonly level: number;
  /** The how-manieth part of its column. */
  readonly index: number;
}

/** JSON has no NaN, no infinities and no -0: they are written as strings. */
export function serialiseDirectory(directory: Directory): string {
  return JSON.stringify(directory, (_key, value: unknown) => {
    if (typeof value !== 'number') return value;
    if (Object.is(value, -0)) return { number: '-0' };
    return Number.isFinite(value) ? value : { number: String(value) };
  });
}

export function parseDirectory(json: string): Directory {
  const directory = revived(JSON.parse(json)) as Directory;
  return directory.version === 1 ? withoutWindows(directory) : directory;
}

/** Puts back, in place, the numbers that JSON cannot say. Without a reviver function: that would be called for each of 100,000 positions. */
function revived(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('number' in value) return Number(value.number);
  const holder = value as Record<string, unknown>;
  if (Array.isArray(value)) for (let i = 0; i < value.length; i++) value[i] = typeof value[i] === 'object' ? revived(value[i]) : value[i];
  else for (const key in holder) if (typeof holder[key] === 'object') holder[key] = revived(holder[key]);
  return value;
}

function withoutWindows(directory: Directory): Directory {
  const timeBases = directory.timeBases.map((base) => {
    const channels = base.channels.map((channel) => ({ ...channel, windows: null }));
    return { ...base, windows: null, channels };
  });
  return { ...directory, timeBases };
}

/** The part of a directory that is of interest outside. */
export function contentsOf({ clock, timeBases }: Directory): SeriesContents {
  return {
    clock,
    timeBases: timeBases.map(({ summary, channels }) => ({ ...summary, channels: channels.map((channel) => channel.summary) })),
  };
}
