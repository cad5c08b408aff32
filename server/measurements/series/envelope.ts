import { Problem } from '../../platform/problem.ts';
import type { PartStore } from './part-store.ts';
import { emptyStatistics, mergedMean, summariseRange } from './range-statistics.ts';
import type { ChannelDirectory, Level } from './series-directory.ts';
import { chunkSamples, pyramidBase, samplesPerCell } from './series-format.ts';
import { partition, type TimeReader } from './time-reading.ts';

const mostBuckets = 4000;

/** A closed range of time in ms and into how many equal buckets it is cut (1 to 4000). */
export interface EnvelopeQuery {
  readonly fromMs: number;
  readonly toMs: number;
  readonly buckets: number;
}

/**
 * A channel as a chart draws it. `time[i]` = start of bucket i (ms); `min`, `max`, `mean` over its valid samples, NaN when `count[i]` is 0.
 * Every valid sample of the range is in exactly one bucket, so extremes survive; bucket i holds the samples
 * `[firstIndex[i], firstIndex[i + 1])`. From `raw` samples each stands in the bucket of its time; from the `pyramid` a cell of 256, 2048,
 * ... samples stands as a whole in the bucket of its first sample, and never spans more than one bucket of time.
 * With no more samples than buckets, every sample is a bucket of its own and `time` is the time of the sample.
 */
export interface EnvelopeResult {
  readonly fromMs: number;
  readonly toMs: number;
  readonly time: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  readonly mean: Float64Array;
  readonly count: Uint32Array;
  readonly firstIndex: Float64Array;
  readonly source: 'raw' | 'pyramid';
}

/** Where an envelope comes from. */
interface EnvelopeSource {
  readonly store: PartStore;
  readonly times: TimeReader;
  readonly directory: ChannelDirectory;
  readonly timeBase: number;
  readonly channel: number;
}

export function readEnvelope(source: EnvelopeSource, query: EnvelopeQuery): EnvelopeResult {
  checkQuery(query);
  const from = source.times.indexOf(query.fromMs);
  const to = source.times.indexAfter(query.toMs);
  if (to - from <= query.buckets) return singles(source, query, { from, to });
  const level = coarsestLevel(source.directory.levels, (to - from) / query.buckets);
  const buckets = createBuckets(query);
  for (let index = from; index < to; ) {
    const place = largestCell(source, { index, to, top: level, bucketMs: buckets.widthMs });
    index = place ? addCells(source, buckets, place) : addRaw(source, buckets, { from: index, to: rawEnd(index, to, level) });
  }
  return { ...buckets.finish(to), source: level < 0 ? 'raw' : 'pyramid' };
}

function checkQuery({ fromMs, toMs, buckets }: EnvelopeQuery): void {
  const errors = [];
  if (!Number.isFinite(fromMs)) errors.push({ pointer: '#/fromMs', detail: 'must be a time in milliseconds' });
  if (!Number.isFinite(toMs)) errors.push({ pointer: '#/toMs', detail: 'must be a time in milliseconds' });
  if (toMs < fromMs) errors.push({ pointer: '#/toMs', detail: 'must not lie before fromMs' });
  if (toMs - fromMs === Number.POSITIVE_INFINITY) errors.push({ pointer: '#/toMs', detail: 'lies too far from fromMs' });
  if (!Number.isInteger(buckets) || buckets < 1 || buckets > mostBuckets)
    errors.push({ pointer: '#/buckets', detail: `must be a whole number from 1 to ${mostBuckets}` });
  if (errors.length > 0) throw new Problem('envelope-range', 400, 'This range cannot be drawn', { errors });
}

/** Every sample a bucket of its own. */
function singles(source: EnvelopeSource, { fromMs, toMs }: EnvelopeQuery, range: Range): EnvelopeResult {
  const values = readSamples(source, range);
  const time = source.times.slice(range.from, range.to);
  const count = Uint32Array.from(values, (value) => (Number.isNaN(value) ? 0 : 1));
  const firstIndex = Float64Array.from({ length: values.length + 1 }, (_, i) => range.from + i);
  return { fromMs, toMs, time, min: values, max: values.slice(), mean: values.slice(), count, firstIndex, source: 'raw' };
}

/** Samples `[from, to)` of a channel in memory of their own. */
export function readSamples({ store, directory, timeBase, channel }: Omit<EnvelopeSource, 'times'>, { from, to }: Range): Float64Array {
  const values = new Float64Array(to - from);
  for (let at = from; at < to; ) {
    const index = Math.floor(at / chunkSamples);
    const chunk = store.read(directory.values, { kind: 'values', timeBase, channel, level: 0, index });
    const part = chunk.subarray(at - index * chunkSamples, to - index * chunkSamples);
    values.set(part, at - from);
    at += part.length;
  }
  return values;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Where in the range the walk stands, and how coarse it may be. */
interface Position {
  readonly index: number;
  readonly to: number;
  readonly top: number;
  readonly bucketMs: number;
}

interface CellPlace extends Position {
  readonly level: number;
  readonly cell: number;
}

/** The coarsest level whose cells hold no more samples than a bucket; -1 for the samples themselves. */
function coarsestLevel(levels: readonly Level[], samplesPerBucket: number): number {
  let level = levels.length - 1;
  while (level >= 0 && samplesPerCell(level) > samplesPerBucket) level--;
  return level;
}

/** The largest cell that begins at the position and may be taken as a whole. */
function largestCell({ times }: EnvelopeSource, position: Position): CellPlace | undefined {
  for (let level = position.top; level >= 0; level--) {
    const cell = position.index / samplesPerCell(level);
    if (Number.isInteger(cell) && isWhole(times, { ...position, level, cell }, cell)) return { ...position, level, cell };
  }
  return undefined;
}

/** A cell may be taken as a whole when it ends inside the range and spans no more time than a bucket: a pause inside would hide where its samples are. */
function isWhole(times: TimeReader, { level, to, bucketMs }: CellPlace, cell: number): boolean {
  if (Math.min((cell + 1) * samplesPerCell(level), times.count) > to) return false;
  return times.intervalMs !== null || times.cellStart(level, cell + 1) - times.cellStart(level, cell) <= bucketMs;
}

function chunkEnd(index: number): number {
  return (Math.floor(index / chunkSamples) + 1) * chunkSamples;
}

/** Samples are taken one by one up to where a cell may begin again. */
function rawEnd(index: number, to: number, level: number): number {
  return Math.min(to, level < 0 ? chunkEnd(index) : (Math.floor(index / pyramidBase) + 1) * pyramidBase);
}

/** Adds a cell and, on the coarsest level, those that follow it in the same part; returns the index behind them. */
function addCells({ store, times, directory, timeBase, channel }: EnvelopeSource, buckets: Buckets, place: CellPlace): number {
  const { level, to, top } = place;
  const columns = directory.levels[level]!;
  const index = Math.floor(place.cell / chunkSamples);
  const offset = index * chunkSamples;
  const [min, max, mean, missing] = (['min', 'max', 'mean', 'missing'] as const).map((kind) =>
    store.read(columns[kind], { kind, timeBase, channel, level, index }),
  ) as [Float64Array, Float64Array, Float64Array, Float64Array];
  const samples = samplesPerCell(level);
  const partEnd = offset + min.length;
  for (let cell = place.cell; ; ) {
    const i = cell - offset;
    const from = cell * samples;
    const end = Math.min(from + samples, times.count);
    buckets.add(times.cellStart(level, cell), from, { valid: end - from - missing[i]!, min: min[i]!, max: max[i]!, mean: mean[i]! });
    cell++;
    if (level !== top || end >= to || cell === partEnd || !isWhole(times, place, cell)) return end;
  }
}

const scratch = emptyStatistics();

function addRaw({ store, times, directory, timeBase, channel }: EnvelopeSource, buckets: Buckets, { from, to }: Range): number {
  const index = Math.floor(from / chunkSamples);
  const offset = index * chunkSamples;
  const values = store.read(directory.values, { kind: 'values', timeBase, channel, level: 0, index });
  for (let start = from; start < to; ) {
    const ms = times.at(start);
    const bucket = buckets.of(ms);
    const end = start + partition(to - start, (i) => buckets.of(times.at(start + i)) === bucket);
    summariseRange(values, { from: start - offset, to: end - offset }, scratch);
    buckets.add(ms, start, scratch);
    start = end;
  }
  return to;
}

type Buckets = ReturnType<typeof createBuckets>;

function createBuckets({ fromMs, toMs, buckets }: EnvelopeQuery) {
  const rate = buckets / (toMs - fromMs);
  // A range of no length (or one next to nothing) is a single bucket.
  const perMs = Number.isFinite(rate) ? rate : 0;
  const min = new Float64Array(buckets).fill(Number.NaN);
  const max = new Float64Array(buckets).fill(Number.NaN);
  const mean = new Float64Array(buckets).fill(Number.NaN);
  const count = new Uint32Array(buckets);
  const firstIndex = new Float64Array(buckets + 1).fill(Number.NaN);
  const of = (ms: number) => Math.min(buckets - 1, Math.floor((ms - fromMs) * perMs));
  return {
    of,
    widthMs: (toMs - fromMs) / buckets,
    add(ms: number, index: number, part: { valid: number; min: number; max: number; mean: number }): void {
      const bucket = of(ms);
      if (Number.isNaN(firstIndex[bucket])) firstIndex[bucket] = index;
      if (part.valid === 0) return;
      const before = count[bucket]!;
      count[bucket] = before + part.valid;
      if (before === 0 || part.min < min[bucket]!) min[bucket] = part.min;
      if (before === 0 || part.max > max[bucket]!) max[bucket] = part.max;
      mean[bucket] = before === 0 ? part.mean : mergedMean(mean[bucket]!, before, part.mean, part.valid);
    },
    finish(to: number) {
      // A bucket without samples begins where the next one does.
      for (let i = buckets, next = to; i >= 0; i--) {
        if (Number.isNaN(firstIndex[i])) firstIndex[i] = next;
        next = firstIndex[i]!;
      }
      const time = Float64Array.from({ length: buckets }, (_, i) => fromMs + (i * (toMs - fromMs)) / buckets);
      return { fromMs, toMs, time, min, max, mean, count, firstIndex };
    },
  };
}
