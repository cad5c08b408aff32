import { closeSync, openSync } from 'node:fs';
import { basename } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { Problem } from '../../platform/problem.ts';
import { type EnvelopeQuery, type EnvelopeResult, readEnvelope, readSamples } from './envelope.ts';
import { createPartCache, type PartCache } from './part-cache.ts';
import { createPartStore, readFully } from './part-store.ts';
import { damageProblem, type SeriesDamage, wholeFileDamage } from './series-damage.ts';
import { contentsOf, type Directory, parseDirectory } from './series-directory.ts';
import { decodeHeader, headerBytes } from './series-format.ts';
import type { SeriesContents } from './series-summary.ts';
import { readDirectoryBytes, readTrailer, verifySteps } from './series-verification.ts';
import { createTimeReader } from './time-reading.ts';
import { readWindowQuantiles } from './window-quantiles.ts';
import { type ChannelWindows, readWindows } from './window-reading.ts';

/**
 * An open series file. Reads are synchronous and touch only the chunks they need. Nothing is returned from a part before its checksum
 * was verified; `series-damaged` names what is lost. Indices count samples from 0; a wrong one is a RangeError.
 */
export interface SeriesFile {
  readonly path: string;
  readonly summary: SeriesContents;
  /** Samples `[from, to)` in the channel's unit, NaN where missing. */
  readValues(timeBase: number, channel: number, from: number, to: number): Float64Array;
  /** Time stamps `[from, to)` in ms. */
  readTimes(timeBase: number, from: number, to: number): Float64Array;
  /** First index with time >= ms; the number of samples when there is none. */
  indexOf(timeBase: number, ms: number): number;
  /** First index with time > ms; the number of samples when there is none. */
  indexAfter(timeBase: number, ms: number): number;
  envelope(timeBase: number, channel: number, query: EnvelopeQuery): EnvelopeResult;
  windows(timeBase: number, channel: number): ChannelWindows | null;
  /** Per share (0 to 1) the quantile of every window: type 7, linear between ranks. Null without windows. */
  windowQuantiles(timeBase: number, channel: number, shares: readonly number[]): Float64Array[] | null;
  /** Reads the whole file; empty when every byte is sound. */
  verify(): SeriesDamage[];
  /** The same part by part: yields the bytes of each. */
  verifySteps(): Generator<number, SeriesDamage[]>;
  close(): void;
}

/** Decoded values kept per open file: 16 MB. */
const mostCachedValues = 2 * 1024 * 1024;

/**
 * Opens a file that `createSeriesWriter` finished. Throws `series-missing`, `series-damaged` or `series-too-new`.
 * @param cache shared with other open files; one of its own when absent
 */
export function openSeries(path: string, cache: PartCache = createPartCache(mostCachedValues)): SeriesFile {
  const fd = openFile(path);
  try {
    return createSeriesFile({ path, fd, cache, directory: readDirectory(path, fd) });
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

function openFile(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new Problem('series-missing', 500, 'The stored samples are missing', {
      detail: 'The series file of this recording is not in the data folder. Restore it from a backup, or import the raw file again.',
      cause: error,
    });
  }
}

function readDirectory(path: string, fd: number): Directory {
  const header = Buffer.alloc(headerBytes);
  const head = readFully(fd, header, 0) ? decodeHeader(header) : { damage: 'header' as const };
  if ('damage' in head) {
    if (head.damage !== 'newer-version') throw damageProblem(path, wholeFileDamage('header'));
    throw new Problem('series-too-new', 500, 'The stored samples were written by a newer Sightglass', {
      detail: `Series file ${basename(path)} has a format that this version cannot read. Update Sightglass on this computer.`,
      extra: { file: basename(path) },
    });
  }
  const trailer = readTrailer(fd);
  if (!trailer) throw damageProblem(path, wholeFileDamage('end'));
  const bytes = readDirectoryBytes(fd, trailer);
  if (!bytes) throw damageProblem(path, wholeFileDamage('directory'));
  return parseDirectory(zstdDecompressSync(bytes, { maxOutputLength: trailer.jsonBytes }).toString());
}

function createSeriesFile(file: { path: string; fd: number; cache: PartCache; directory: Directory }): SeriesFile {
  const { path, fd, cache, directory } = file;
  const store = createPartStore(file);
  const summary = contentsOf(directory);
  let isOpen = true;
  const readers = directory.timeBases.map((base, timeBase) => createTimeReader(store, base, timeBase));

  function timesOf(timeBase: number) {
    const times = readers[timeBase];
    if (!times) throw new RangeError(`There is no time base ${timeBase} in ${path}.`);
    return times;
  }
  function sourceOf(timeBase: number, channel: number) {
    const times = timesOf(timeBase);
    const entry = directory.timeBases[timeBase]!.channels[channel];
    if (!entry) throw new RangeError(`There is no channel ${channel} on time base ${timeBase} in ${path}.`);
    return { store, times, directory: entry, timeBase, channel };
  }
  function checkRange(timeBase: number, from: number, to: number): void {
    const { count } = timesOf(timeBase);
    if (Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from <= to && to <= count) return;
    throw new RangeError(`Samples ${from} to ${to} are not inside 0 to ${count} of ${path}.`);
  }
  return {
    path,
    summary,
    readValues(timeBase, channel, from, to) {
      checkRange(timeBase, from, to);
      return readSamples(sourceOf(timeBase, channel), { from, to });
    },
    readTimes(timeBase, from, to) {
      checkRange(timeBase, from, to);
      return timesOf(timeBase).slice(from, to);
    },
    indexOf: (timeBase, ms) => timesOf(timeBase).indexOf(ms),
    indexAfter: (timeBase, ms) => timesOf(timeBase).indexAfter(ms),
    envelope: (timeBase, channel, query) => readEnvelope(sourceOf(timeBase, channel), query),
    windows(timeBase, channel) {
      sourceOf(timeBase, channel);
      return readWindows(store, directory.timeBases[timeBase]!, { timeBase, channel });
    },
    windowQuantiles(timeBase, channel, shares) {
      const { directory: entry } = sourceOf(timeBase, channel);
      const windows = readWindows(store, directory.timeBases[timeBase]!, { timeBase, channel });
      return windows && readWindowQuantiles({ store, directory: entry, owner: { timeBase, channel } }, windows, shares);
    },
    verify() {
      const steps = verifySteps({ fd, directory, store });
      for (;;) {
        const step = steps.next();
        if (step.done) return step.value;
      }
    },
    verifySteps: () => verifySteps({ fd, directory, store }),
    close() {
      // A number that is closed twice may by then be somebody else's file.
      if (!isOpen) return;
      isOpen = false;
      closeSync(fd);
      cache.drop(directory);
    },
  };
}
