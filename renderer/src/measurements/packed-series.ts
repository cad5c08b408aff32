import type { DamagedChannel } from '../../../server/measurements/recording.schema.ts';
import type { Column, SeriesColumns } from '../charts/series-columns.ts';

/** The packed form of an answer with samples, as server/measurements/ENVELOPES.md describes it. */
const magic = 0x41_53_47_53; // "SGSA", little-endian
const version = 1;
const headBytes = 16;

interface PackedChannel extends Pick<SeriesColumns, 'channel' | 'name' | 'unit' | 'fromMs' | 'toMs' | 'source'> {
  kind: 'samples' | 'buckets';
  rows: number;
  at: number;
}

/** Reads the columns of a packed answer; missing and infinite values become null, as in JSON. Throws when the bytes are something else. */
export function unpackSeries(bytes: ArrayBuffer): { channels: SeriesColumns[]; damaged: DamagedChannel[] } {
  const view = new DataView(bytes);
  if (bytes.byteLength < headBytes || view.getUint32(0, true) !== magic) throw new Error('The answer is no packed series.');
  if (view.getUint16(4, true) !== version) throw new Error('The packed series has a version that this page does not know.');
  const columnsAt = headBytes + view.getUint32(8, true);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, headBytes, columnsAt - headBytes))) as {
    channels: PackedChannel[];
    damaged: DamagedChannel[];
  };
  return { channels: head.channels.map((channel) => unpackChannel(bytes, columnsAt + channel.at, channel)), damaged: head.damaged };
}

function unpackChannel(bytes: ArrayBuffer, at: number, { kind, rows, at: _, ...head }: PackedChannel): SeriesColumns {
  const column = (place: number) => new Float64Array(bytes, at + place * rows * 8, rows);
  const timeMs = column(0);
  if (kind === 'samples') {
    const values = drawable(column(1));
    const count = Uint32Array.from(column(1), (value) => (Number.isNaN(value) ? 0 : 1));
    return { ...head, timeMs, min: values, max: values, mean: values, count };
  }
  const [min, max, mean] = [drawable(column(1)), drawable(column(2)), drawable(column(3))];
  return { ...head, timeMs, min, max, mean, count: new Uint32Array(bytes, at + rows * 32, rows) };
}

/** As it came where every value can be drawn: a pane takes new data many times a second while it is moved. */
function drawable(values: Float64Array): Column<number | null> {
  if (values.every(Number.isFinite)) return values;
  return Array.from(values, (value) => (Number.isFinite(value) ? value : null));
}
