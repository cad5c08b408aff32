import { crc32, zstdCompressSync } from 'node:zlib';
import { type Segment, segmentsOf } from './chunk-segments.ts';
import { type ColumnWriter, createColumnWriter, grown } from './column-writer.ts';
import { createPyramidBuilder, type PyramidBuilder } from './pyramid.ts';
import { type ChunkTimes, emptyMoments, momentsOfRange } from './range-moments.ts';
import { type ChannelDirectory, contentsOf, type Directory, serialiseDirectory, type TimeBaseDirectory } from './series-directory.ts';
import { chunkSamples, encodeHeader, encodeTrailer, formatVersion, pyramidBase, pyramidFactor } from './series-format.ts';
import type { SeriesSink } from './series-sink.ts';
import type { ChannelHead, SeriesClock, SeriesSummary } from './series-summary.ts';
import { createTimeAxisBuilder, type TimeAxisBuilder } from './time-axis.ts';
import { createWindowCutter, type WindowCutter } from './window-cutting.ts';
import { createWindowWriter, type WindowWriter } from './window-writer.ts';

/** Rows of one time base: `times` in ms and a column per channel, each at least `rows` long. NaN is a missing sample. */
export interface SeriesBlock {
  readonly times: Float64Array;
  readonly columns: readonly Float64Array[];
  readonly rows: number;
}

export interface SeriesPlan {
  readonly clock: SeriesClock;
  readonly timeBases: readonly TimeBasePlan[];
}

export interface TimeBasePlan {
  readonly channels: readonly ChannelHead[];
  /** The length of a cycle when the recording has cycles: moments are then kept per cycle. */
  readonly cycleMs?: number;
}

/** Turns blocks of any size into the parts of a series file. Synchronous: it runs in the encoder thread. */
export interface SeriesEncoder {
  append(timeBase: number, block: SeriesBlock): void;
  finish(): SeriesSummary;
}

interface ChannelBuilder {
  readonly head: ChannelHead;
  readonly values: ColumnWriter;
  readonly pyramid: PyramidBuilder;
  readonly windows: WindowWriter;
  first: number;
  last: number;
}

interface TimeBaseBuilder {
  readonly axis: TimeAxisBuilder;
  readonly cutter: WindowCutter;
  readonly channels: readonly ChannelBuilder[];
  /** Rows that wait for their chunk to become full: the stamps and one buffer per channel. */
  pending: { rows: number; times: Float64Array<ArrayBuffer>; columns: Float64Array<ArrayBuffer>[] };
}

export function createSeriesEncoder(sink: SeriesSink, plan: SeriesPlan): SeriesEncoder {
  sink.write(encodeHeader(plan.clock));
  const builders = plan.timeBases.map((base, timeBase) => createTimeBase(sink, base, timeBase));
  return {
    append(timeBase, block) {
      appendBlock(builders[timeBase]!, block);
    },
    finish() {
      const timeBases = builders.map(finishTimeBase);
      const pyramid = { base: pyramidBase, factor: pyramidFactor };
      const directory: Directory = {
        format: 'sightglass-series',
        version: formatVersion,
        clock: plan.clock,
        chunkSamples,
        pyramid,
        timeBases,
      };
      writeDirectory(sink, directory);
      return { ...sink.close(), ...contentsOf(directory) };
    },
  };
}

function createTimeBase(sink: SeriesSink, { channels: heads, cycleMs }: TimeBasePlan, timeBase: number): TimeBaseBuilder {
  const channels = heads.map(({ name, unit }, channel) => ({
    head: { name, unit },
    values: createColumnWriter(sink, { kind: 'values', timeBase, channel, level: 0 }),
    pyramid: createPyramidBuilder(sink, { timeBase, channel }),
    windows: createWindowWriter(sink, { timeBase, channel }),
    first: Number.NaN,
    last: Number.NaN,
  }));
  const pending = { rows: 0, times: new Float64Array(0), columns: heads.map(() => new Float64Array(0)) };
  const cutter = createWindowCutter(sink, { timeBase, cycleMs: cycleMs ?? null });
  return { axis: createTimeAxisBuilder(sink, timeBase), cutter, channels, pending };
}

function appendBlock(builder: TimeBaseBuilder, { times, columns, rows }: SeriesBlock): void {
  const { pending } = builder;
  for (let from = 0; from < rows; ) {
    const to = Math.min(rows, from + chunkSamples - pending.rows);
    // A whole chunk inside the block is encoded where it lies.
    if (to - from === chunkSamples) {
      writeChunk(
        builder,
        times.subarray(from, to),
        columns.map((column) => column.subarray(from, to)),
      );
    } else {
      pending.times = extended(pending.times, pending.rows, times.subarray(from, to));
      columns.forEach((column, i) => {
        pending.columns[i] = extended(pending.columns[i]!, pending.rows, column.subarray(from, to));
      });
      pending.rows += to - from;
      if (pending.rows === chunkSamples) flushPending(builder);
    }
    from = to;
  }
}

function extended(buffer: Float64Array<ArrayBuffer>, rows: number, more: Float64Array): Float64Array<ArrayBuffer> {
  const target = rows + more.length > buffer.length ? grown(buffer, rows + more.length) : buffer;
  target.set(more, rows);
  return target;
}

function flushPending(builder: TimeBaseBuilder): void {
  const { rows, times, columns } = builder.pending;
  if (rows === 0) return;
  builder.pending.rows = 0;
  writeChunk(
    builder,
    times.subarray(0, rows),
    columns.map((column) => column.subarray(0, rows)),
  );
}

function writeChunk({ axis, cutter, channels }: TimeBaseBuilder, stamps: Float64Array, columns: readonly Float64Array[]): void {
  const times = axis.add(stamps);
  const segments = segmentsOf(stamps.length, cutter.cut(stamps, { from: axis.count - stamps.length, typicalMs: axis.typicalMs }));
  channels.forEach((channel, i) => {
    const values = columns[i]!;
    channel.values.write(values, values.length - addSegments(channel, { values, segments, times }));
    noteEnds(channel, values);
  });
}

const moments = emptyMoments();

/** Pyramid and windows in one pass over the values; answers how many are valid. */
function addSegments(
  { pyramid, windows }: ChannelBuilder,
  chunk: { values: Float64Array; segments: readonly Segment[]; times: ChunkTimes },
): number {
  const { values, segments, times } = chunk;
  let valid = 0;
  let cellFrom = 0;
  for (const segment of segments) {
    momentsOfRange(values, segment, times, moments);
    valid += moments.valid;
    if (segment.opensWindow) windows.open();
    windows.add(moments);
    pyramid.add(moments);
    if (!segment.closesCell) continue;
    pyramid.close(segment.to - cellFrom);
    cellFrom = segment.to;
  }
  return valid;
}

function noteEnds(channel: ChannelBuilder, values: Float64Array): void {
  let last = values.length - 1;
  while (last >= 0 && Number.isNaN(values[last])) last--;
  if (last < 0) return;
  channel.last = values[last]!;
  if (Number.isNaN(channel.first)) channel.first = values.find((value) => !Number.isNaN(value))!;
}

function finishTimeBase(builder: TimeBaseBuilder): TimeBaseDirectory {
  flushPending(builder);
  const { summary, times } = builder.axis.finish();
  const windows = builder.cutter.finish();
  return { summary, times, windows, channels: builder.channels.map((channel) => finishChannel(channel, summary.count)) };
}

function finishChannel({ head, values, pyramid, windows, first, last }: ChannelBuilder, count: number): ChannelDirectory {
  const levels = pyramid.finish(count);
  const { valid, min, max, mean, m2 } = pyramid.total;
  const std = valid > 1 ? Math.sqrt(m2 / (valid - 1)) : Number.NaN;
  return { summary: { ...head, count, valid, min, max, mean, std, first, last }, values: values.column, levels, windows: windows.finish() };
}

function writeDirectory(sink: SeriesSink, directory: Directory): void {
  const json = Buffer.from(serialiseDirectory(directory));
  const bytes = zstdCompressSync(json);
  const directoryAt = sink.write(bytes);
  sink.write(encodeTrailer({ directoryAt, directoryBytes: bytes.length, jsonBytes: json.length, directoryCrc: crc32(bytes) }));
}
