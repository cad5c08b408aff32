import { type ChannelSamples, type ChannelSource, type TimeRange, withChannels } from './channel-samples.ts';
import { type CycleSpan, findCycles } from './cycle.science.ts';
import { readStatistics } from './statistics-reading.ts';
import { createTriggerFinder } from './trigger.science.ts';

export interface CycleTask extends TimeRange {
  /** Where to look, best first. */
  readonly channels: readonly ChannelSource[];
}

export interface DetectedCycles {
  /** How they were found, or why not, in words. */
  readonly because: string;
  readonly channel: number | null;
  readonly cycles: readonly CycleSpan[];
}

const slotCount = 8192;
const mostEdges = 50_000;
/** Of the usual range (5th to 95th percentile): noise at the middle is no edge. */
const hysteresisShare = 0.4;

/** Looks for cycles in one channel after the other and takes the first that repeats itself. */
export async function readCycles({ channels, ...range }: CycleTask, signal: AbortSignal): Promise<DetectedCycles> {
  const reasons: string[] = [];
  for (const channel of channels) {
    const found = await inChannel(channel, range, signal);
    if (found.cycles.length > 0) return found;
    reasons.push(found.because);
  }
  const because = reasons.length === 0 ? 'There is no channel to look in.' : reasons.join(' ');
  return { because: `No cycles were found. ${because}`, channel: null, cycles: [] };
}

async function inChannel(source: ChannelSource, range: TimeRange, signal: AbortSignal): Promise<DetectedCycles> {
  const none = (because: string): DetectedCycles => ({ because, channel: source.index, cycles: [] });
  const [statistics] = await readStatistics({ channels: [{ ...source, low: null, high: null }], ...range }, signal);
  const { p05, p95 } = statistics!;
  if (p05 === null || p95 === null) return none(`There are no values in ${source.name}.`);
  if (p95 === p05) return none(`Nothing changes in ${source.name}.`);
  const level = (p05 + p95) / 2;
  const hysteresis = hysteresisShare * (p95 - p05);
  const { edges, slots, slotMs } = await withChannels([source], ([samples]) => scan(samples!, { range, level, hysteresis }, signal));
  if (edges.length >= mostEdges) return none(`There are more than ${mostEdges} crossings of the middle in ${source.name}.`);
  const search = findCycles(edges, slots, slotMs);
  if (!search.found)
    return none(`${search.why === 'no-edges' ? 'Fewer than three crossings of the middle' : 'No even repetition'} in ${source.name}.`);
  const edge = `${source.name} rises through ${Number(level.toPrecision(4))} ${source.unit}`.trim();
  const every = `about every ${Number((search.lengthMs / 1000).toPrecision(3))} s`;
  const because =
    search.by === 'edges'
      ? `Each cycle begins where ${edge}, ${every}.`
      : `The recording repeats itself ${every} (autocorrelation); each cycle begins where ${edge}.`;
  return { because, channel: source.index, cycles: search.cycles };
}

/** Edges and slot means from one pass over the samples. */
async function scan(
  samples: ChannelSamples,
  { range, level, hysteresis }: { range: TimeRange; level: number; hysteresis: number },
  signal: AbortSignal,
): Promise<{ edges: number[]; slots: Float64Array; slotMs: number }> {
  const finder = createTriggerFinder({ level, edge: 'rising', hysteresis });
  const slotMs = (range.toMs - range.fromMs) / slotCount;
  const sums = new Float64Array(slotCount);
  const counts = new Float64Array(slotCount);
  const edges: number[] = [];
  for await (const { times, values } of samples.blocks(samples.indexRange(range), signal)) {
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (!Number.isFinite(value)) continue;
      const slot = Math.min(slotCount - 1, Math.floor((times[i]! - range.fromMs) / slotMs));
      sums[slot]! += value;
      counts[slot]!++;
    }
    const goesOn = finder.add(values, (i) => edges.push(times[i]!) < mostEdges);
    if (!goesOn) break;
  }
  // A slow channel leaves most slots empty: they are missing, not zero.
  return { edges, slots: sums.map((sum, i) => sum / counts[i]!), slotMs };
}
