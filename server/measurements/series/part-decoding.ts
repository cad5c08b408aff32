import { zstdDecompressSync } from 'node:zlib';
import { fromChanges, joinBytes, joinIntegers } from './byte-planes.ts';
import { codings, openPart, type PartHeader } from './part-header.ts';
import type { PartName } from './series-directory.ts';
import { chunkSamples, partHeaderBytes } from './series-format.ts';

const patchBytes = 12;
const integers = new Int32Array(chunkSamples);

/** The values of a part, NaN where missing; undefined when the part is damaged: its checksum is checked before anything is decoded. */
export function decodePart(part: Buffer, name: PartName): Float64Array | undefined {
  const header = openPart(part, name);
  if (!header || !isPlausible(header)) return undefined;
  const content = part.subarray(partHeaderBytes);
  try {
    const body = header.compressed ? zstdDecompressSync(content, { maxOutputLength: Math.max(1, header.bodyBytes) }) : content;
    return body.length === header.bodyBytes ? decodeBody(body, header) : undefined;
  } catch {
    return undefined;
  }
}

/** A right checksum over lengths that do not fit together is a writer's mistake; it must not become an out-of-bounds read. */
function isPlausible({ coding, width, count, stored, masked, patches, bodyBytes }: PartHeader): boolean {
  if (count > chunkSamples || stored > count || (stored < count && !masked) || patches > stored) return false;
  if (coding === codings.decimal ? width > 4 : width !== (coding === codings.float32 ? 4 : 8)) return false;
  return bodyBytes === (masked ? (count + 7) >> 3 : 0) + patches * patchBytes + width * stored;
}

function decodeBody(body: Buffer, header: PartHeader): Float64Array {
  const maskBytes = header.masked ? (header.count + 7) >> 3 : 0;
  const planesAt = maskBytes + header.patches * patchBytes;
  const values = new Float64Array(header.count);
  if (header.coding === codings.decimal) readDecimals(body, planesAt, { header, values });
  else if (header.coding === codings.float64) joinBytes({ bytes: body, at: planesAt }, 8, bytesOf(values.subarray(0, header.stored)));
  else {
    const singles = new Float32Array(header.stored);
    joinBytes({ bytes: body, at: planesAt }, 4, bytesOf(singles));
    values.set(singles);
  }
  for (let i = 0, at = maskBytes; i < header.patches; i++, at += patchBytes) values[body.readUInt32LE(at)] = body.readDoubleLE(at + 4);
  if (header.masked) spread(values, header.stored, body);
  return values;
}

function bytesOf(numbers: Float64Array | Float32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

function readDecimals(body: Buffer, at: number, { header, values }: { header: PartHeader; values: Float64Array }): void {
  const { stored, width, base } = header;
  const scale = Number(`1e${header.decimals}`);
  if (width === 0) return void values.fill(base / scale, 0, stored);
  joinIntegers({ bytes: body, at, width }, integers, stored);
  if (header.changes) fromChanges(integers, stored);
  if (scale === 1) for (let i = 0; i < stored; i++) values[i] = base + integers[i]!;
  else for (let i = 0; i < stored; i++) values[i] = (base + integers[i]!) / scale;
}

/** Moves the stored values, packed at the front, to their places and puts NaN between them: from the back, so that none is overwritten. */
function spread(values: Float64Array, stored: number, mask: Buffer): void {
  let next = stored;
  for (let i = values.length - 1; i >= 0; i--) {
    const isThere = (mask[i >> 3]! >> (i & 7)) & 1;
    values[i] = isThere ? values[--next]! : Number.NaN;
  }
}
