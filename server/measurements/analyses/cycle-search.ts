import type { RecordingChannel, RecordingDetail } from '../recording.schema.ts';
import type { CyclePage } from './analysis.schema.ts';
import type { AnalysisStore } from './analysis.store.ts';
import { type PageOfCycles, pageOfCycles } from './cycle-page.ts';
import type { CycleTask, DetectedCycles } from './cycle-reading.ts';

/** Searching costs a pass over the samples: the pages of one answer, and the next person, take what was found. */
export interface CycleSearch {
  page(detail: RecordingDetail, query: PageOfCycles & { channel?: number }, signal: AbortSignal): Promise<CyclePage>;
}

const mostKept = 32;
const mostTried = 3;

export function createCycleSearch(store: AnalysisStore): CycleSearch {
  const kept = new Map<string, DetectedCycles>();

  async function detect(detail: RecordingDetail, channels: readonly RecordingChannel[], signal: AbortSignal): Promise<DetectedCycles> {
    const key = [detail.recording.seriesSha256, ...channels.map((channel) => channel.index)].join(' ');
    const known = kept.get(key);
    if (known) return known;
    const task: CycleTask = {
      fromMs: 0,
      toMs: detail.recording.durationMs,
      channels: channels.map((channel) => store.sourceOf(detail, channel)),
    };
    const found = await store.run<DetectedCycles>('cycles', task, signal);
    kept.set(key, found);
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break;
      kept.delete(oldest);
    }
    return found;
  }

  return {
    async page(detail, { channel, ...page }, signal) {
      const channels = channel === undefined ? likely(detail.channels) : detail.channels.filter((other) => other.index === channel);
      const { because, channel: where, cycles } = await detect(detail, channels, signal);
      if (cycles.length === 0) return { source: 'none', because, total: 0, items: [] };
      const items = pageOfCycles(cycles.length, page, (index) => ({ index, ...cycles[index]! }));
      return { source: 'detected', because, ...(where === null ? {} : { channel: where }), ...items };
    },
  };
}

const byWord = ['p_P', 'p_A', 'u_cmd', 'x', 'Q_A', 'Q_P', 'P_el'];

/** Where a machine's cycle shows best: system pressure and what moves with it, then any pressure, flow, power or position. */
function likely(channels: readonly RecordingChannel[]): RecordingChannel[] {
  const rank = ({ signal, quantity }: RecordingChannel): number => {
    const word = signal === null ? -1 : byWord.indexOf(signal);
    if (word >= 0) return word;
    const kind = ['pressure', 'flow', 'power', 'length', 'current'].indexOf(quantity);
    return kind < 0 ? 100 : 20 + kind;
  };
  return channels
    .filter((channel) => channel.derived === null && channel.valid > 0 && rank(channel) < 100)
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, mostTried);
}
