import { crc32, zstdCompressSync } from 'node:zlib';
import { type ColumnWriter, createColumnWriter, grown } from './column-writer.ts';
import { createPyramidBuilder, type PyramidBuilder } from './pyramid.ts';
import { type ChannelDirectory, contentsOf, type Directory, serialiseDirectory, type TimeBaseDirectory } from './series-directory.ts';
import { chunkSamples, encodeHeader, encodeTrailer, formatVersion, pyramidBase, pyramidFactor } from './series-format.ts';
import type { SeriesSink } from './series-sink.ts';
import type { ChannelHead, SeriesClock, SeriesSummary } from './series-summary.ts';
import { createTimeAxisBuilder, type TimeAxisBuilder } from './time-axis.ts';

/** Rows of one time base: `times` in ms and a column per channel, each at least `rows` long. NaN is a missing sample. */
export interface SeriesBlock {
  readonly times: Float64Array;
  readonly columns: readonly Float64Array[];
  readonly rows: number;
}

export interface SeriesPlan {
  readonly clock: SeriesClock;
  readonly timeBases: readonly { readonly channels: readonly ChannelHead[] }[];
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
  first: number;
  last: number;
}

interface TimeBaseBuilder {
  readonly axis: TimeAxisBuilder;
  readonly channels: readonly ChannelBuilder[];
  /** Rows that wait for their chunk to become full: the stamps and one buffer per channel. */
  pending: { rows: number; times: Float64Array<ArrayBuffer>; columns: Float64Array<ArrayBuffer>[] };
}

export function createSeriesEncoder(sink: SeriesSink, plan: SeriesPlan): SeriesEncoder {
  sink.write(encodeHeader(plan.clock));
  const builders = plan.timeBases.map(({ channels }, timeBase) => createTimeBase(sink, channels, timeBase));
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

function createTimeBase(sink: SeriesSink, heads: readonly ChannelHead[], timeBase: number): TimeBaseBuilder {
  const channels = heads.map(({ name, unit }, channel) => ({
    head: { name, unit },
    values: createColumnWriter(sink, { kind: 'values', timeBase, channel, level: 0 }),
    pyramid: createPyramidBuilder(sink, { timeBase, channel }),
    first: Number.NaN,
    last: Number.NaN,
  }));
  const pending = { rows: 0, times: new Float64Array(0), columns: heads.map(() => new Float64Array(0)) };
  return { axis: createTimeAxisBuilder(sink, timeBase), channels, pending };
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

function writeChunk({ axis, channels }: TimeBaseBuilder, times: Float64Array, columns: readonly Float64Array[]): void {
  axis.add(times);
  channels.forEach((channel, i) => {
    const values = columns[i]!;
    channel.values.write(values, values.length - channel.pyramid.add(values));
    noteEnds(channel, values);
  });
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
  return { summary, times, channels: builder.channels.map((channel) => finishChannel(channel, summary.count)) };
}

function finishChannel({ head, values, pyramid, first, last }: ChannelBuilder, count: number): ChannelDirectory {
  const levels = pyramid.finish(count);
  const { valid, min, max, mean, m2 } = pyramid.total;
  const std = valid > 1 ? Math.sqrt(m2 / (valid - 1)) : Number.NaN;
  return { summary: { ...head, count, valid, min, max, mean, std, first, last }, values: values.column, levels };
}

function writeDirectory(sink: SeriesSink, directory: Directory): void {
  const json = Buffer.from(serialiseDirectory(directory));
  const bytes = zstdCompressSync(json);
  const directoryAt = sink.write(bytes);
  sink.write(encodeTrailer({ directoryAt, directoryBytes: bytes.length, jsonBytes: json.length, directoryCrc: crc32(bytes) }));
}
