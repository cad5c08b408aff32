import type { ChannelStatistics } from './analysis.schema.ts';
import type { AnalysisStore } from './analysis.store.ts';
import type { TimeRange } from './channel-samples.ts';
import type { StatisticsTask } from './statistics-reading.ts';

/** Series files never change: what was computed once of a range stays true. Cursors that move back and forth are answered at once. */
export interface StatisticsMemory {
  get(channels: StatisticsTask['channels'], range: TimeRange, signal: AbortSignal): Promise<ChannelStatistics[]>;
}

const mostKept = 2000;

export function createStatisticsMemory(store: AnalysisStore): StatisticsMemory {
  const kept = new Map<string, ChannelStatistics>();

  function keep(key: string, statistics: ChannelStatistics): void {
    // Written again it is the newest: the oldest is the first to go.
    kept.delete(key);
    kept.set(key, statistics);
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break;
      kept.delete(oldest);
    }
  }

  return {
    async get(channels, range, signal) {
      const keyed = channels.map((channel) => ({ channel, key: keyOf(channel, range) }));
      const known = new Map(keyed.flatMap(({ key }) => (kept.has(key) ? [[key, kept.get(key)!] as const] : [])));
      const missing = keyed.filter(({ key }) => !known.has(key));
      if (missing.length > 0) {
        const task: StatisticsTask = { ...range, channels: missing.map(({ channel }) => channel) };
        const computed = await store.run<ChannelStatistics[]>('statistics', task, signal);
        for (const [i, { key }] of missing.entries()) known.set(key, computed[i]!);
      }
      return keyed.map(({ key }) => {
        const statistics = known.get(key)!;
        keep(key, statistics);
        return statistics;
      });
    },
  };
}

/** The path holds the hash of the samples; the index is that of the channel in its recording. */
function keyOf({ path, timeBase, position, index, zeroMs }: StatisticsTask['channels'][number], { fromMs, toMs }: TimeRange): string {
  return [path, timeBase, position, index, zeroMs, fromMs, toMs].join(' ');
}
