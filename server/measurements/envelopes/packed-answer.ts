import type { DamagedChannel } from '../recording.schema.ts';
import type { EnvelopeResult } from '../series/envelope.ts';
import type { AskedChannel } from './series-question.ts';

/** The layout in bytes; ENVELOPES.md is the description for people, renderer/src/measurements/packed-series.ts the reader. All change together. */
const magic = 0x41_53_47_53; // "SGSA", little-endian
const packedVersion = 1;
const headAt = 16;

export interface AnswerPart {
  readonly asked: AskedChannel;
  readonly envelope: EnvelopeResult;
}

/** Columns as they lie in memory (little-endian on every machine that Node 24 runs on); times in ms from `zeroMs`, NaN where missing. */
export function packAnswer(parts: readonly AnswerPart[], damaged: readonly DamagedChannel[], zeroMs: number): Uint8Array<ArrayBuffer> {
  const shapes = parts.map(({ envelope }) => ({ rows: envelope.time.length, isSamples: isSamples(envelope) }));
  // Positions stand in the head and count from its end, so that its own length does not matter to them.
  let position = 0;
  const head = parts.map(({ asked, envelope }, i) => {
    const { rows, isSamples } = shapes[i]!;
    const at = position;
    position += columnBytes(rows, isSamples);
    return {
      channel: asked.index,
      name: asked.name,
      unit: asked.unit,
      fromMs: envelope.fromMs - zeroMs,
      toMs: envelope.toMs - zeroMs,
      source: envelope.source,
      kind: isSamples ? 'samples' : 'buckets',
      rows,
      at,
    };
  });
  const text = Buffer.from(JSON.stringify({ channels: head, damaged }));
  const columnsAt = toEight(headAt + text.length);
  const bytes = new Uint8Array(columnsAt + position);
  bytes.fill(0x20, headAt, columnsAt);
  bytes.set(text, headAt);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic, true);
  view.setUint16(4, packedVersion, true);
  view.setUint16(6, parts.length, true);
  view.setUint32(8, columnsAt - headAt, true);
  for (const [i, { envelope }] of parts.entries()) {
    writeColumns(bytes.buffer, columnsAt + head[i]!.at, { envelope, zeroMs, ...shapes[i]! });
  }
  return bytes;
}

/** Every sample of the range for itself, as it was stored: minimum, maximum and mean are the sample. Buckets hold more samples than there are rows. */
function isSamples({ time, firstIndex, source }: EnvelopeResult): boolean {
  return source === 'raw' && firstIndex[time.length]! - firstIndex[0]! === time.length;
}

function columnBytes(rows: number, isSamples: boolean): number {
  return isSamples ? rows * 16 : rows * 32 + toEight(rows * 4);
}

function toEight(bytes: number): number {
  return (bytes + 7) & ~7;
}

function writeColumns(
  buffer: ArrayBuffer,
  at: number,
  { envelope, zeroMs, rows, isSamples }: { envelope: EnvelopeResult; zeroMs: number; rows: number; isSamples: boolean },
): void {
  const column = (place: number) => new Float64Array(buffer, at + place * rows * 8, rows);
  const time = column(0);
  for (let i = 0; i < rows; i++) time[i] = envelope.time[i]! - zeroMs;
  if (isSamples) return column(1).set(envelope.mean);
  column(1).set(envelope.min);
  column(2).set(envelope.max);
  column(3).set(envelope.mean);
  new Uint32Array(buffer, at + rows * 32, rows).set(envelope.count);
}
