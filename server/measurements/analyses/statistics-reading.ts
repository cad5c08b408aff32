import type { ChannelStatistics } from './analysis.schema.ts';
import { type ChannelSamples, type ChannelSource, type TimeRange, withChannels } from './channel-samples.ts';
import { createMoments, type Moments } from './moments.science.ts';
import { createHistogram, quantiles, type ValueRange } from './quantile.science.ts';

export interface StatisticsTask extends TimeRange {
  /** `low` and `high`: extremes of the whole channel where they are known and finite; they save one pass over the samples. */
  readonly channels: readonly (ChannelSource & { readonly low: number | null; readonly high: number | null })[];
}

const shares = [0.05, 0.5, 0.95];

/** Exact statistics over the raw samples of a range, channel by channel. */
export function readStatistics({ channels, ...range }: StatisticsTask, signal: AbortSignal): Promise<ChannelStatistics[]> {
  return withChannels(channels, async (open) => {
    const results: ChannelStatistics[] = [];
    for (const [i, samples] of open.entries()) {
      const { low, high } = channels[i]!;
      results.push(await ofChannel(samples, { range, bounds: low === null || high === null ? null : { low, high } }, signal));
    }
    return results;
  });
}

async function ofChannel(
  samples: ChannelSamples,
  { range, bounds }: { range: TimeRange; bounds: ValueRange | null },
  signal: AbortSignal,
): Promise<ChannelStatistics> {
  const indices = samples.indexRange(range);
  const { index: channel, name, unit } = samples.source;
  const scan = async (visit: (values: Float64Array) => void) => {
    for await (const values of samples.valueBlocks(indices, signal)) visit(values);
  };
  const builder = createMoments();
  let histogram = bounds && createHistogram(bounds);
  for await (const { times, values } of samples.blocks(indices, signal)) {
    builder.add(times, values);
    histogram?.add(values);
  }
  const moments = builder.finish();
  if (!histogram || histogram.count !== moments.count) {
    histogram = createHistogram({ low: moments.min ?? 0, high: moments.max ?? 0 });
    await scan(histogram.add);
  }
  const [p05, median, p95] = (await quantiles(histogram, shares, scan)) as [number | null, number | null, number | null];
  return { channel, name, unit, ...shapeOf(moments), p05, median, p95 };
}

function shapeOf({ minAt, maxAt, slope, ...rest }: Moments) {
  // The slope was taken over ms.
  return { ...rest, minAtMs: minAt, maxAtMs: maxAt, slopePerS: slope === null ? null : slope * 1000 };
}
