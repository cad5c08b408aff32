import type { ContentStore } from '../platform/files/content-store.ts';
import type { Envelope, Recording, RecordingChannel } from './recording.schema.ts';
import { openSeries, type SeriesFile } from './series/series-reader.ts';

/** Open series files, a few at a time: opening one reads and checks its directory. */
export interface SeriesStore {
  /** min/max/mean per bucket; times in ms since the start of the recording. */
  envelope(recording: Recording, channel: RecordingChannel, range: { fromMs: number; toMs: number; buckets: number }): Envelope;
  /** Closes a series file that is about to be deleted (an open file cannot be deleted on Windows). */
  forget(sha256: string): void;
  close(): void;
}

const keepOpen = 16;

export function createSeriesStore(files: ContentStore): SeriesStore {
  const open = new Map<string, SeriesFile>();

  function get(recording: Recording): SeriesFile {
    const sha256 = recording.seriesSha256;
    const known = open.get(sha256);
    if (known) {
      // Most recently used last, so that the first is the one to close.
      open.delete(sha256);
      open.set(sha256, known);
      return known;
    }
    const file = openSeries(files.pathOf(sha256));
    open.set(sha256, file);
    for (const [oldest, other] of open) {
      if (open.size <= keepOpen) break;
      other.close();
      open.delete(oldest);
    }
    return file;
  }

  return {
    envelope(recording, channel, { fromMs, toMs, buckets }) {
      const zero = startMs(recording);
      const e = get(recording).envelope(channel.timeBase, channel.position, { fromMs: fromMs + zero, toMs: toMs + zero, buckets });
      return {
        channel: channel.index,
        name: channel.name,
        unit: channel.unit,
        fromMs,
        toMs,
        source: e.source,
        timeMs: Array.from(e.time, (t) => t - zero),
        min: nullable(e.min),
        max: nullable(e.max),
        mean: nullable(e.mean),
        count: Array.from(e.count),
      };
    },
    forget(sha256) {
      open.get(sha256)?.close();
      open.delete(sha256);
    },
    close() {
      for (const file of open.values()) file.close();
      open.clear();
    },
  };
}

/** Times in a series file are Unix ms when the recording has a clock, else ms from its start. */
export function startMs(recording: Pick<Recording, 'startedAt'>): number {
  return recording.startedAt === null ? 0 : Date.parse(recording.startedAt);
}

function nullable(values: Float64Array): (number | null)[] {
  return Array.from(values, (v) => (Number.isFinite(v) ? v : null));
}
