import { createSeriesWriter, encoderThreads, type SeriesWriter } from '../series/series-writer.ts';
import { CounterOverrun } from './detections/second-table.ts';
import type { ChannelRecipe, ImportContext, ImportInput, ImportResult } from './import.types.ts';
import { findLanes, readLanes } from './lanes/lane-import.ts';
import { Pace } from './pace.ts';
import { partsOf, type Track, type TrackOutcome, type TrackReading } from './parts/track.ts';
import { type ReadTrack, recordingResult } from './quality/recording-report.ts';
import { RejectedRows } from './quality/rejected-rows.ts';
import { inWords, tooFarOutOfOrder } from './read-problem.ts';
import { TooFarOutOfOrder } from './tables/row-store.ts';
import { readTables } from './tables/table-import.ts';
import { isRelativeClock } from './times/relative-start.ts';

/** Look-back for late rows: 24 MB to begin with (at least 10 minutes of 17 channels at 100 Hz), 1 GiB when a row turns out to be older than that. */
const WINDOW_BYTES = [24 * 1_048_576, 1024 * 1_048_576] as const;

export interface RecordingJob {
  readonly tracks: readonly Track[];
  readonly input: ImportInput;
  readonly context: ImportContext;
}

/** Reads tables and lanes into one series file. Either the series file is complete or there is none. */
export async function importRecording(job: RecordingJob): Promise<ImportResult> {
  for (const budgetBytes of WINDOW_BYTES) {
    try {
      return await importOnce(job, budgetBytes);
    } catch (error) {
      if (error instanceof CounterOverrun) return importRecording({ ...job, tracks: job.tracks.map((track) => withWrap(track, error)) });
      if (!(error instanceof TooFarOutOfOrder)) throw error;
    }
  }
  const parts = partsOf(job.tracks);
  throw tooFarOutOfOrder(parts.length === 1 ? parts[0]!.part.name : undefined);
}

/** The same files, the counter of one of them read as one that begins again. */
function withWrap(track: Track, { part, wrapMs }: CounterOverrun): Track {
  if (track.kind === 'lanes') return track;
  const parts = track.parts.map((own) => {
    if (own.part !== part) return own;
    const { recipe } = own;
    const note = `The counter in "${recipe.time.names[0]}" begins again at zero in the course of the file; the times go on behind it.`;
    return { ...own, recipe: { ...recipe, time: { ...recipe.time, wrapMs }, notes: [...recipe.notes, note] } };
  });
  return { ...track, parts };
}

async function importOnce({ tracks, input, context }: RecordingJob, budgetBytes: number): Promise<ImportResult> {
  const total = tracks.reduce((sum, track) => sum + bytesOf(track) * (track.kind === 'lanes' ? 2 : 1), 0);
  const pace = new Pace(context, total);
  const rejected = new RejectedRows(input.rejectedFile);
  const isSeveral = partsOf(tracks).length > 1;
  let writer: SeriesWriter | null = null;
  try {
    const scouting = { input, pace, bytesBefore: 0 };
    const planned: { track: Track; channels: readonly ChannelRecipe[] }[] = [];
    for (const track of tracks) planned.push({ track, channels: await channelsOf(track, scouting) });
    writer = await createSeriesWriter({
      path: input.outFile,
      clock: isRelativeClock(tracks[0]!.parts[0]!.recipe.time) ? 'relative' : 'absolute',
      timeBases: planned.flatMap(({ track, channels }) => timeBasesOf(track, channels)),
      threads: encoderThreads(total),
    });
    const read: ReadTrack[] = [];
    const reading: TrackReading = {
      input,
      context,
      writer,
      rejected,
      pace,
      budgetBytes,
      isSeveral,
      firstTimeBase: 0,
      bytesBefore: scouting.bytesBefore,
    };
    for (const { track, channels } of planned) {
      const outcome = await readTrack(track, channels, reading);
      read.push({ track, outcome, firstTimeBase: reading.firstTimeBase });
      reading.firstTimeBase += timeBasesOf(track, channels).length;
    }
    rejected.close();
    return recordingResult(read, await pace.finishing(total, writer.finish()), rejected);
  } catch (error) {
    rejected.abort();
    await writer?.abort();
    throw error;
  }
}

function bytesOf(track: Track): number {
  return track.parts.reduce((sum, { part }) => sum + part.bytes, 0);
}

async function channelsOf(track: Track, scouting: { input: ImportInput; pace: Pace; bytesBefore: number }) {
  if (track.kind === 'table') return track.parts[0]!.recipe.channels;
  try {
    return await findLanes(track.parts, scouting);
  } catch (error) {
    throw inWords(error, track.parts[0]!, scouting.input.siteZone);
  }
}

function timeBasesOf(track: Track, channels: readonly ChannelRecipe[]) {
  const heads = channels.map(({ name, unit }) => ({ name, unit }));
  return track.kind === 'table' ? [{ channels: heads }] : heads.map((head) => ({ channels: [head] }));
}

function readTrack(track: Track, channels: readonly ChannelRecipe[], reading: TrackReading): Promise<TrackOutcome> {
  return track.kind === 'table' ? readTables(track.parts, reading) : readLanes(track.parts, channels, reading);
}
