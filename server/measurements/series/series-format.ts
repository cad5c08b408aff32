import { crc32 } from 'node:zlib';
import type { SeriesClock } from './series-summary.ts';

/** The layout of a series file in bytes. SERIES.md is the description for people; both change together. */
export const formatVersion = 2;
/** Version 1 had no windows; everything else is the same. */
export const readableVersions: readonly number[] = [1, 2];
export const chunkSamples = 65_536;
export const pyramidBase = 256;
export const pyramidFactor = 8;
/** Up to so many samples a column has no pyramid: they are decoded in a fraction of a millisecond, and a wide file has thousands of columns. */
export const samplesWithoutPyramid = 16_384;
/** A level above this many cells gets a coarser one on top. */
export const levelCellsWorthReducing = 512;

/** Moments are kept per window of the shortest of these lengths that holds enough samples ... */
export const windowLengthsMs = [60_000, 3_600_000, 86_400_000] as const;
/** ... or per cycle of the recording, when it has cycles of enough samples. */
export const windowSamples = { round: 256, cycle: 32 } as const;

export const headerBytes = 16;
export const trailerBytes = 32;
export const partHeaderBytes = 48;

/** Like PNG's signature: a high bit, both kinds of line end and a Ctrl-Z, so that text-mode transfers are noticed at once. */
const headMagic = Buffer.from([0x89, 0x53, 0x47, 0x53, 0x0d, 0x0a, 0x1a, 0x0a]);
const tailMagic = Buffer.from('SGSEND\r\n', 'latin1');

/** What a part holds; the number stands in the file. */
export const partKinds = {
  values: 1,
  times: 2,
  min: 3,
  max: 4,
  mean: 5,
  missing: 6,
  cellTimes: 7,
  windowOrdinal: 8,
  windowFirst: 9,
  windowValid: 10,
  windowMin: 11,
  windowMax: 12,
  windowMean: 13,
  windowStd: 14,
  windowSkewness: 15,
  windowKurtosis: 16,
  windowSlope: 17,
} as const;
export type PartKind = keyof typeof partKinds;

/** Samples under one cell of a pyramid level: 256, 2048, 16384, ... */
export function samplesPerCell(level: number): number {
  return pyramidBase * pyramidFactor ** level;
}

export interface Trailer {
  readonly directoryAt: number;
  readonly directoryBytes: number;
  /** Length of the directory's JSON before compression. */
  readonly jsonBytes: number;
  readonly directoryCrc: number;
}

export function encodeHeader(clock: SeriesClock): Buffer {
  const bytes = Buffer.alloc(headerBytes);
  headMagic.copy(bytes);
  bytes.writeUInt16LE(formatVersion, 8);
  bytes.writeUInt8(clock === 'absolute' ? 1 : 0, 10);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, 12)), 12);
  return bytes;
}

/** The clock, or a word for what is wrong with the first 16 bytes. */
export function decodeHeader(bytes: Buffer): { clock: SeriesClock } | { damage: 'not-a-series-file' | 'header' | 'newer-version' } {
  if (bytes.length < headerBytes || !bytes.subarray(0, 8).equals(headMagic)) return { damage: 'not-a-series-file' };
  if (crc32(bytes.subarray(0, 12)) !== bytes.readUInt32LE(12)) return { damage: 'header' };
  if (!readableVersions.includes(bytes.readUInt16LE(8))) return { damage: 'newer-version' };
  return { clock: bytes.readUInt8(10) === 1 ? 'absolute' : 'relative' };
}

export function encodeTrailer(trailer: Trailer): Buffer {
  const bytes = Buffer.alloc(trailerBytes);
  bytes.writeDoubleLE(trailer.directoryAt, 0);
  bytes.writeUInt32LE(trailer.directoryBytes, 8);
  bytes.writeUInt32LE(trailer.jsonBytes, 12);
  bytes.writeUInt32LE(trailer.directoryCrc, 16);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, 20)), 20);
  tailMagic.copy(bytes, 24);
  return bytes;
}

/** Undefined when the last 32 bytes are no intact trailer: the file was cut off or its end is damaged. */
export function decodeTrailer(bytes: Buffer): Trailer | undefined {
  if (bytes.length !== trailerBytes || !bytes.subarray(24).equals(tailMagic)) return undefined;
  if (crc32(bytes.subarray(0, 20)) !== bytes.readUInt32LE(20)) return undefined;
  return {
    directoryAt: bytes.readDoubleLE(0),
    directoryBytes: bytes.readUInt32LE(8),
    jsonBytes: bytes.readUInt32LE(12),
    directoryCrc: bytes.readUInt32LE(16),
  };
}
