import { setImmediate } from 'node:timers/promises';
import { openSeries, type SeriesFile } from '../series/series-reader.ts';

/** Where the samples of a channel lie, as a worker needs it. Paths may differ: a derived channel has a series file of its own. */
export interface ChannelSource {
  readonly index: number;
  readonly name: string;
  readonly unit: string;
  readonly path: string;
  readonly timeBase: number;
  readonly position: number;
  /** What the series file calls the start of the recording: Unix ms, or 0. */
  readonly zeroMs: number;
}

/** A closed range of time in ms since the start of the recording. */
export interface TimeRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Samples that follow each other. `times` in ms since the start of the recording, NaN = missing value. */
export interface SampleBlock {
  readonly from: number;
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/** A channel that is open for reading in blocks; indices count its samples from 0. */
export interface ChannelSamples {
  readonly source: ChannelSource;
  readonly count: number;
  /** ms between samples; null when the stamps do not follow one step exactly. */
  readonly intervalMs: number | null;
  /** Of the first sample; NaN when there is none. */
  readonly firstMs: number;
  /** The usual step in ms; NaN below two samples. */
  readonly typicalIntervalMs: number;
  /** Samples `[from, to)` of a time range. */
  indexRange(range: TimeRange): { from: number; to: number };
  times(from: number, to: number): Float64Array;
  values(from: number, to: number): Float64Array;
  block(from: number, to: number): SampleBlock;
  /** Values of a range alone, otherwise as `blocks`. */
  valueBlocks(range: { from: number; to: number }, signal: AbortSignal): AsyncGenerator<Float64Array>;
  /** Blocks of a range; between two of them the process hears whether it shall stop. */
  blocks(range: { from: number; to: number }, signal: AbortSignal): AsyncGenerator<SampleBlock>;
}

const blockSamples = 65_536;

/** Opens each series file once, whatever the number of channels in it, and closes them at the end of `work`. */
export async function withChannels<T>(
  sources: readonly ChannelSource[],
  work: (channels: readonly ChannelSamples[]) => Promise<T>,
): Promise<T> {
  const open = new Map<string, SeriesFile>();
  try {
    for (const { path } of sources) if (!open.has(path)) open.set(path, openSeries(path));
    return await work(sources.map((source) => openChannel(open.get(source.path)!, source)));
  } finally {
    for (const file of open.values()) file.close();
  }
}

function openChannel(file: SeriesFile, source: ChannelSource): ChannelSamples {
  const { timeBase, position, zeroMs } = source;
  const base = file.summary.timeBases[timeBase];
  if (!base) throw new Error(`the series file has no time base ${timeBase}`);
  const timesOf = (from: number, to: number): Float64Array => {
    const times = file.readTimes(timeBase, from, to);
    if (zeroMs !== 0) for (let i = 0; i < times.length; i++) times[i]! -= zeroMs;
    return times;
  };
  const valuesOf = (from: number, to: number) => file.readValues(timeBase, position, from, to);
  const block = (from: number, to: number): SampleBlock => ({ from, times: timesOf(from, to), values: valuesOf(from, to) });
  return {
    source,
    count: base.count,
    intervalMs: base.intervalMs,
    typicalIntervalMs: base.typicalIntervalMs,
    firstMs: base.firstMs - zeroMs,
    times: timesOf,
    values: valuesOf,
    block,
    indexRange: ({ fromMs, toMs }) => ({
      from: file.indexOf(timeBase, fromMs + zeroMs),
      to: file.indexOf(timeBase, justAbove(toMs + zeroMs)),
    }),
    async *valueBlocks(range, signal) {
      for await (const { from, to } of spans(range, signal)) yield valuesOf(from, to);
    },
    async *blocks(range, signal) {
      for await (const { from, to } of spans(range, signal)) yield block(from, to);
    },
  };
}

/** Stretches that end where the chunks of the file do, so that each is decoded once. Between two of them others get their turn. */
async function* spans({ from, to }: { from: number; to: number }, signal: AbortSignal): AsyncGenerator<{ from: number; to: number }> {
  for (let at = from; at < to; ) {
    await setImmediate();
    signal.throwIfAborted();
    const end = Math.min(to, (Math.floor(at / blockSamples) + 1) * blockSamples);
    yield { from: at, to: end };
    at = end;
  }
}

const float = new Float64Array(1);
const bits = new BigInt64Array(float.buffer);

/** The next larger float64: the first time that is not in a closed range any more. */
function justAbove(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  float[0] = value;
  bits[0]! += value > 0 ? 1n : -1n;
  return float[0];
}
