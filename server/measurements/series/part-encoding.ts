import { constants, zstdCompressSync } from 'node:zlib';
import { splitBytes, splitIntegers, toChanges, widthOf } from './byte-planes.ts';
import { type Quantised, quantise } from './decimal-quantisation.ts';
import { codings, type PartHeader, sealPart } from './part-header.ts';
import type { PartName } from './series-directory.ts';
import { chunkSamples, partHeaderBytes } from './series-format.ts';

const patchBytes = 12;
const largestBody = chunkSamples / 8 + chunkSamples * 8 + (chunkSamples / 64) * patchBytes;
const body = Buffer.alloc(largestBody);
const dense = new Float64Array(chunkSamples);
/** Planes of noise hold nothing for a longer search: level 3 takes twice the time for sizes between -0.4 and +0.4 % (rig, synthetic). */
const zstdOptions = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };
/** Setting up zstd takes longer than it takes to compress a few thousand values, and a wide recording has many short parts. */
const worthCompressing = 512;

type Written = Pick<PartHeader, 'coding' | 'width' | 'decimals' | 'base' | 'changes' | 'patches'> & { readonly end: number };

/**
 * One part: up to 65,536 float64 values as bytes, with header and checksum. NaN is missing; every other value, infinities and -0
 * included, is read back bit for bit. `missing` = how many NaN there are.
 */
export function encodePart(values: Float64Array, name: PartName, missing: number): Buffer {
  const count = values.length;
  const masked = missing > 0;
  const stored = count - missing;
  const at = masked ? writeMask(values) : 0;
  const present = masked ? dense : values;
  const quantised = quantise(present, stored);
  const written = quantised ? writeDecimals(quantised, present, { stored, at }) : writeFloats(present, stored, at);
  return assemble(body.subarray(0, written.end), name, { ...written, masked, count, stored });
}

export function countMissing(values: Float64Array): number {
  let missing = 0;
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i])) missing++;
  return missing;
}

/** Writes a bit per value (lowest bit first; set = there is a value), moves the values together in `dense`, returns the mask's length. */
function writeMask(values: Float64Array): number {
  const length = (values.length + 7) >> 3;
  body.fill(0, 0, length);
  let stored = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) continue;
    body[i >> 3] = body[i >> 3]! | (1 << (i & 7));
    dense[stored++] = value;
  }
  return length;
}

function writeDecimals(quantised: Quantised, values: Float64Array, { stored, at }: { stored: number; at: number }): Written {
  let end = at;
  for (const position of quantised.patchAt) {
    body.writeUInt32LE(position, end);
    body.writeDoubleLE(values[position]!, end + 4);
    end += patchBytes;
  }
  const { decimals, origin, distances } = quantised;
  const changes = changesPay(distances, stored);
  const least = changes ? 0 : quantised.least;
  const width = widthOf(changes ? toChanges(distances, stored) : quantised.most - least);
  splitIntegers(distances, stored, { bytes: body, at: end, width, least });
  end += width * stored;
  return { coding: codings.decimal, width, decimals, base: origin + least, changes, patches: quantised.patchAt.length, end };
}

/**
 * Whether changes are smaller than distances from the mean. White noise is better off without (its changes spread 1.4 times as wide),
 * drifts, temperatures and time stamps with. Asked of 16 stretches of 256 values; every value would cost a tenth of the encoder's time.
 */
function changesPay(integers: Int32Array, count: number): boolean {
  const stretch = 256;
  const stride = Math.max(stretch, Math.floor(count / 16));
  let sum = 0;
  let seen = 0;
  for (let from = 1; from < count; from += stride) {
    const to = Math.min(count, from + stretch);
    for (let i = from; i < to; i++) sum += integers[i]!;
    seen += to - from;
  }
  const mean = sum / seen;
  let distances = 0;
  let changes = 0;
  for (let from = 1; from < count; from += stride) {
    const to = Math.min(count, from + stretch);
    for (let i = from; i < to; i++) {
      distances += Math.abs(integers[i]! - mean);
      changes += Math.abs(integers[i]! - integers[i - 1]!);
    }
  }
  return changes < distances;
}

function writeFloats(values: Float64Array, stored: number, at: number): Written {
  const single = isSingle(values, stored);
  const width = single ? 4 : 8;
  const source = single ? new Float32Array(values.subarray(0, stored)) : values.subarray(0, stored);
  splitBytes(new Uint8Array(source.buffer, source.byteOffset, source.byteLength), width, { bytes: body, at });
  return {
    coding: single ? codings.float32 : codings.float64,
    width,
    decimals: 0,
    base: 0,
    changes: false,
    patches: 0,
    end: at + width * stored,
  };
}

/** Measuring systems that store single precision give values that a float32 holds exactly. */
function isSingle(values: Float64Array, count: number): boolean {
  for (let i = 0; i < count; i++) if (Math.fround(values[i]!) !== values[i]) return false;
  return true;
}

function assemble(plain: Buffer, name: PartName, written: Written & Pick<PartHeader, 'masked' | 'count' | 'stored'>): Buffer {
  const packed = plain.length < worthCompressing ? plain : zstdCompressSync(plain, zstdOptions);
  const compressed = packed.length < plain.length;
  const content = compressed ? packed : plain;
  const part = Buffer.allocUnsafe(partHeaderBytes + content.length);
  content.copy(part, partHeaderBytes);
  sealPart(part, name, { ...written, compressed, bodyBytes: plain.length });
  return part;
}
