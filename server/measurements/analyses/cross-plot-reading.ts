import type { CrossPlot } from './analysis.schema.ts';
import { type ChannelSamples, type ChannelSource, type TimeRange, withChannels } from './channel-samples.ts';
import { createPairThinner, nearest, type PairThinner } from './pairing.science.ts';

export interface CrossPlotTask extends TimeRange {
  readonly x: ChannelSource;
  readonly y: ChannelSource;
  readonly points: number;
}

interface Tally {
  unpaired: number;
  missing: number;
}

/** Pairs of two channels: by position on one time base, else the nearest sample of the faster one at each instant of the slower one. */
export function readCrossPlot({ x, y, points, ...range }: CrossPlotTask, signal: AbortSignal): Promise<CrossPlot> {
  return withChannels([x, y], async (open) => {
    const [xs, ys] = open as [ChannelSamples, ChannelSamples];
    const thinner = createPairThinner({ ...range, points });
    const tally: Tally = { unpaired: 0, missing: 0 };
    const add = (time: number, a: number, b: number) => {
      if (Number.isFinite(a) && Number.isFinite(b)) thinner.add(time, a, b);
      else tally.missing++;
    };
    const isSameBase = x.path === y.path && x.timeBase === y.timeBase;
    if (isSameBase) await pairByPosition(xs, ys, { range, add, signal });
    else await pairByTime(xs, ys, { range, add, signal, tally });
    return toCrossPlot({ x, y, isSameBase, tally }, thinner);
  });
}

interface Walk {
  readonly range: TimeRange;
  readonly signal: AbortSignal;
  add(time: number, x: number, y: number): void;
}

async function pairByPosition(xs: ChannelSamples, ys: ChannelSamples, { range, add, signal }: Walk): Promise<void> {
  for await (const { from, times, values } of xs.blocks(xs.indexRange(range), signal)) {
    const others = ys.block(from, from + values.length).values;
    for (let i = 0; i < values.length; i++) add(times[i]!, values[i]!, others[i]!);
  }
}

async function pairByTime(xs: ChannelSamples, ys: ChannelSamples, { range, add, signal, tally }: Walk & { tally: Tally }): Promise<void> {
  const isXSlower = !(stepOf(xs) < stepOf(ys));
  const [slow, fast] = isXSlower ? [xs, ys] : [ys, xs];
  // Half a step of the faster channel: no sample stands nearer to two instants of it.
  const reach = fast.typicalIntervalMs > 0 ? fast.typicalIntervalMs / 2 : 0;
  for await (const { times, values } of slow.blocks(slow.indexRange(range), signal)) {
    for (let at = 0; at < times.length; ) {
      const end = await alongside({ times, values, at }, { fast, reach, signal }, (time, own, other) => {
        if (other === undefined) tally.unpaired++;
        else if (isXSlower) add(time, own, other);
        else add(time, other, own);
      });
      at = end;
    }
  }
}

const mostAlongside = 262_144;

/** Pairs a stretch of slow samples with the fast samples of the same time; as much as fits into memory. Returns the position behind it. */
async function alongside(
  { times, values, at }: { times: Float64Array; values: Float64Array; at: number },
  { fast, reach, signal }: { fast: ChannelSamples; reach: number; signal: AbortSignal },
  pair: (time: number, own: number, other: number | undefined) => void,
): Promise<number> {
  signal.throwIfAborted();
  const span = Math.max(1, Math.floor(mostAlongside / Math.max(1, stepRatio(times, fast))));
  const end = Math.min(times.length, at + span);
  const { from, to } = fast.indexRange({ fromMs: times[at]! - reach, toMs: times[end - 1]! + reach });
  if (to - from > 8 * mostAlongside && end - at > 1) {
    const middle = at + Math.floor((end - at) / 2);
    return alongside({ times: times.subarray(0, middle), values, at }, { fast, reach, signal }, pair);
  }
  const others = fast.block(from, Math.min(to, from + 8 * mostAlongside));
  for (let i = at; i < end; i++) {
    const place = nearest(others.times, times[i]!, reach);
    pair(times[i]!, values[i]!, place < 0 ? undefined : others.values[place]);
  }
  return end;
}

function stepRatio(times: Float64Array, fast: ChannelSamples): number {
  const typical = times.length > 1 ? (times[times.length - 1]! - times[0]!) / (times.length - 1) : 0;
  const ratio = typical / fast.typicalIntervalMs;
  return Number.isFinite(ratio) ? ratio : mostAlongside;
}

/** A channel of one sample is slower than any other. */
function stepOf({ typicalIntervalMs }: ChannelSamples): number {
  return Number.isNaN(typicalIntervalMs) ? Number.POSITIVE_INFINITY : typicalIntervalMs;
}

function toCrossPlot(
  { x, y, isSameBase, tally }: { x: ChannelSource; y: ChannelSource; isSameBase: boolean; tally: Tally },
  thinner: PairThinner,
): CrossPlot {
  const pairs = thinner.finish();
  const how = isSameBase
    ? 'Both channels were sampled at the same instants.'
    : 'Each sample of the slower channel is paired with the nearest sample of the faster one, at most half a step away; nothing is interpolated.';
  const thinned =
    pairs.count > pairs.x.length
      ? ` ${pairs.x.length} of ${pairs.count} pairs are shown; the extremes of both channels are among them.`
      : '';
  return {
    xChannel: x.index,
    yChannel: y.index,
    xUnit: x.unit,
    yUnit: y.unit,
    x: pairs.x,
    y: pairs.y,
    timeMs: pairs.time,
    pairing: isSameBase ? 'same-instants' : 'nearest-sample',
    pairs: pairs.count,
    ...tally,
    note: how + thinned,
  };
}
