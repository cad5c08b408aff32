import type { SeriesWriter } from '../../series/series-writer.ts';
import type {
  ChannelRecipe,
  ImportContext,
  ImportInput,
  ImportPart,
  LaneRecipe,
  ReportedChannel,
  ReportedFile,
  ReportedTime,
  TableRecipe,
} from '../import.types.ts';
import type { Pace } from '../pace.ts';
import type { RejectedRows } from '../quality/rejected-rows.ts';

/** A file of a track with the recipe that reads it. */
export interface TrackPart<Recipe extends TableRecipe | LaneRecipe = TableRecipe | LaneRecipe> {
  readonly part: ImportPart;
  readonly recipe: Recipe;
  /** Its first instant in Unix ms as far as its beginning tells; NaN: not looked at. */
  readonly firstMs: number;
}

/** Files that are appended to each other, in time order: tables share one sequence of times, lanes have one per channel. */
export type Track =
  | { readonly kind: 'table'; readonly parts: readonly TrackPart<TableRecipe>[] }
  | { readonly kind: 'lanes'; readonly parts: readonly TrackPart<LaneRecipe>[] };

export function partsOf(tracks: readonly Track[]): TrackPart[] {
  return tracks.flatMap((track): readonly TrackPart[] => track.parts);
}

/** What all tracks of a recording share while they are read one after the other. */
export interface TrackReading {
  readonly input: ImportInput;
  readonly context: ImportContext;
  readonly writer: SeriesWriter;
  readonly rejected: RejectedRows;
  readonly pace: Pace;
  /** Look-back for late rows. */
  readonly budgetBytes: number;
  /** Number of the track's first time base within the recording. */
  firstTimeBase: number;
  /** Bytes read before this track, for the progress. */
  bytesBefore: number;
  /** The recording has several files: rejected rows say which. */
  readonly isSeveral: boolean;
}

/** What one track gave; times of the series are known only when the whole file is finished. */
export interface TrackOutcome {
  readonly channels: readonly ChannelRecipe[];
  readonly files: readonly ReportedFile[];
  readonly time: ReportedTime;
  readonly outOfOrderRows: number;
  readonly notes: readonly string[];
  /** Counts of a channel; the statistics come from the series file. */
  counts(channel: number): Pick<ReportedChannel, 'interval_s' | 'missingBlank' | 'missingText'>;
  /** Sample interval of the track's rows in s. */
  readonly interval_s: number | null;
  /** An instant of the track as the report writes it. */
  instantText(ms: number, end: 'first' | 'last'): string | null;
}
