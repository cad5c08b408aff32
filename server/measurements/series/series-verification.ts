import { fstatSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { type PartStore, readFully } from './part-store.ts';
import { damageOf, type SeriesDamage, wholeFileDamage } from './series-damage.ts';
import {
  type ChannelDirectory,
  type Column,
  type Directory,
  type PartName,
  type TimeBaseDirectory,
  windowColumns,
} from './series-directory.ts';
import { decodeHeader, decodeTrailer, headerBytes, trailerBytes } from './series-format.ts';

interface NamedColumn {
  readonly column: Column;
  readonly name: Omit<PartName, 'index'>;
}

/** Every column of a file. */
function* columnsOf(directory: Directory): Generator<NamedColumn> {
  for (const [timeBase, base] of directory.timeBases.entries()) {
    yield* timeColumns(base, timeBase);
    if (base.windows) {
      const of = { timeBase, channel: 0, level: 0 };
      yield { column: base.windows.ordinal, name: { kind: 'windowOrdinal', ...of } };
      yield { column: base.windows.first, name: { kind: 'windowFirst', ...of } };
    }
    for (const [channel, entry] of base.channels.entries()) yield* channelColumns(entry, timeBase, channel);
  }
}

function* timeColumns({ times }: TimeBaseDirectory, timeBase: number): Generator<NamedColumn> {
  if (!times) return;
  yield { column: times.column, name: { kind: 'times', timeBase, channel: 0, level: 0 } };
  for (const [level, cells] of times.levels.entries()) {
    yield { column: cells.times, name: { kind: 'cellTimes', timeBase, channel: 0, level } };
  }
}

function* channelColumns({ values, levels, windows }: ChannelDirectory, timeBase: number, channel: number): Generator<NamedColumn> {
  yield { column: values, name: { kind: 'values', timeBase, channel, level: 0 } };
  for (const [level, columns] of levels.entries()) {
    for (const kind of ['min', 'max', 'mean', 'missing'] as const) {
      yield { column: columns[kind], name: { kind, timeBase, channel, level } };
    }
  }
  if (!windows) return;
  for (const name of Object.keys(windowColumns) as (keyof typeof windowColumns)[]) {
    yield { column: windows[name], name: { kind: windowColumns[name], timeBase, channel, level: 0 } };
  }
}

/**
 * Reads every byte of an open file again and names each part that fails its checksum; also bytes that belong to no part. Yields the
 * length of each part once it is read: a file of gigabytes takes its time, and somebody may have to breathe or to stop.
 */
export function* verifySteps(file: { fd: number; directory: Directory; store: PartStore }): Generator<number, SeriesDamage[]> {
  const damages = frameDamages(file.fd);
  const claimed: { at: number; end: number }[] = [];
  for (const { column, name } of columnsOf(file.directory)) {
    for (let index = 0; index < column.at.length; index++) {
      const at = column.at[index]!;
      claimed.push({ at, end: at + column.bytes[index]! });
      if (!file.store.check(column, { ...name, index })) damages.push(damageOf(file.directory, { ...name, index }));
      yield column.bytes[index]!;
    }
  }
  if (!isSeamless(claimed, file.fd)) damages.push(wholeFileDamage('unclaimed-bytes'));
  return damages;
}

/** Header, directory and trailer once more: they may have been hurt since the file was opened. */
function frameDamages(fd: number): SeriesDamage[] {
  const header = Buffer.alloc(headerBytes);
  const isHeaderSound = readFully(fd, header, 0) && 'clock' in decodeHeader(header);
  const trailer = readTrailer(fd);
  const damages = isHeaderSound ? [] : [wholeFileDamage('header')];
  if (!trailer) return [...damages, wholeFileDamage('end')];
  return readDirectoryBytes(fd, trailer) ? damages : [...damages, wholeFileDamage('directory')];
}

export function readTrailer(fd: number): ReturnType<typeof decodeTrailer> {
  const size = fstatSync(fd).size;
  const bytes = Buffer.alloc(trailerBytes);
  if (size < headerBytes + trailerBytes || !readFully(fd, bytes, size - trailerBytes)) return undefined;
  const trailer = decodeTrailer(bytes);
  // A file with a right end and something missing or added before it is as good as cut.
  return trailer && trailer.directoryAt + trailer.directoryBytes + trailerBytes === size ? trailer : undefined;
}

/** The directory as it lies in the file (compressed), or undefined when its checksum fails. */
export function readDirectoryBytes(fd: number, trailer: NonNullable<ReturnType<typeof decodeTrailer>>): Buffer | undefined {
  const bytes = Buffer.alloc(trailer.directoryBytes);
  return readFully(fd, bytes, trailer.directoryAt) && crc32(bytes) === trailer.directoryCrc ? bytes : undefined;
}

/** Whether the parts lie side by side from the header to the directory: every byte of the file then stands under a checksum. */
function isSeamless(claimed: { at: number; end: number }[], fd: number): boolean {
  let position = headerBytes;
  for (const { at, end } of claimed.sort((a, b) => a.at - b.at)) {
    if (at !== position) return false;
    position = end;
  }
  const trailer = readTrailer(fd);
  return !trailer || position === trailer.directoryAt;
}
