import { crc32 } from 'node:zlib';
import type { PartName } from './series-directory.ts';
import { partHeaderBytes, partKinds } from './series-format.ts';

/** How the values of a part are written; the number stands in the file. */
export const codings = { decimal: 0, float32: 1, float64: 2 } as const;
const flagBits = { changes: 1, compressed: 2, masked: 4 } as const;

/** The 48 bytes in front of every part (SERIES.md). */
export interface PartHeader {
  readonly coding: number;
  /** Bytes per value: 0 to 4 for decimals, 4 or 8 for floats. */
  readonly width: number;
  readonly decimals: number;
  readonly base: number;
  /** Integers are stored as changes from one to the next. */
  readonly changes: boolean;
  readonly compressed: boolean;
  /** A bit per value says whether there is one; missing values are not stored. */
  readonly masked: boolean;
  /** Values of the part, missing ones included, and those that are stored. */
  readonly count: number;
  readonly stored: number;
  readonly patches: number;
  /** Length of the body before compression. */
  readonly bodyBytes: number;
}

/** Writes the header and then the checksum over header and body, which already stands behind it. `part` is exactly the part. */
export function sealPart(part: Buffer, name: PartName, header: PartHeader): void {
  part.writeUInt32LE(part.length, 4);
  part.writeUInt8(partKinds[name.kind], 8);
  part.writeUInt8(name.level, 9);
  part.writeUInt8(header.coding, 10);
  part.writeUInt8(
    (header.changes ? flagBits.changes : 0) | (header.compressed ? flagBits.compressed : 0) | (header.masked ? flagBits.masked : 0),
    11,
  );
  part.writeUInt16LE(name.timeBase, 12);
  part.writeUInt8(header.width, 14);
  part.writeUInt8(header.decimals, 15);
  part.writeUInt32LE(name.channel, 16);
  part.writeUInt32LE(name.index, 20);
  part.writeUInt32LE(header.count, 24);
  part.writeUInt32LE(header.stored, 28);
  part.writeUInt32LE(header.patches, 32);
  part.writeUInt32LE(header.bodyBytes, 36);
  part.writeDoubleLE(header.base, 40);
  part.writeUInt32LE(crc32(part.subarray(4)), 0);
}

/** The header, or undefined when the checksum fails or the part is another one than `name`: then nothing of it may be used. */
export function openPart(part: Buffer, name: PartName): PartHeader | undefined {
  if (part.length < partHeaderBytes || part.readUInt32LE(4) !== part.length) return undefined;
  if (crc32(part.subarray(4)) !== part.readUInt32LE(0)) return undefined;
  if (part.readUInt8(8) !== partKinds[name.kind] || part.readUInt8(9) !== name.level) return undefined;
  if (part.readUInt16LE(12) !== name.timeBase || part.readUInt32LE(16) !== name.channel) return undefined;
  if (part.readUInt32LE(20) !== name.index) return undefined;
  const flags = part.readUInt8(11);
  return {
    coding: part.readUInt8(10),
    width: part.readUInt8(14),
    decimals: part.readUInt8(15),
    base: part.readDoubleLE(40),
    changes: (flags & flagBits.changes) !== 0,
    compressed: (flags & flagBits.compressed) !== 0,
    masked: (flags & flagBits.masked) !== 0,
    count: part.readUInt32LE(24),
    stored: part.readUInt32LE(28),
    patches: part.readUInt32LE(32),
    bodyBytes: part.readUInt32LE(36),
  };
}
