import type { Static } from 'typebox';
import { Problem } from '../../platform/problem.ts';
import type { RecordingChannel, RecordingDetail } from '../recording.schema.ts';
import type { RecordingService } from '../recording.service.ts';
import type { analysisApi, ChannelStatistics, CrossPlot, CyclePage, TriggerPage } from './analysis.schema.ts';
import type { AnalysisStore } from './analysis.store.ts';
import type { ChannelSource, TimeRange } from './channel-samples.ts';
import type { CrossPlotTask } from './cross-plot-reading.ts';
import { cyclesOfFile } from './cycle-page.ts';
import type { StatisticsTask } from './statistics-reading.ts';
import type { readTriggers, TriggerTask } from './trigger-reading.ts';

type Query<K extends keyof typeof analysisApi> = Static<(typeof analysisApi)[K]['schema']['querystring']>;

/** What is computed from raw samples while somebody waits. The signal ends it when that person is gone. */
export interface AnalysisService {
  statistics(id: string, query: Query<'statistics'>, signal: AbortSignal): Promise<{ channels: ChannelStatistics[] }>;
  cycles(id: string, query: Query<'cycles'>, signal: AbortSignal): Promise<CyclePage>;
  triggers(id: string, query: Query<'trigger'>, signal: AbortSignal): Promise<TriggerPage>;
  crossPlot(id: string, query: Query<'crossPlot'>, signal: AbortSignal): Promise<CrossPlot>;
}

export function createAnalysisService({ recordings, store }: { recordings: RecordingService; store: AnalysisStore }): AnalysisService {
  return {
    async statistics(id, query, signal) {
      const detail = await recordings.getDetail(id);
      const channels = query.channels.split(',').map((index) => {
        const channel = channelOf(detail, Number(index));
        return { ...store.sourceOf(detail, channel), low: channel.min, high: channel.max };
      });
      const task: StatisticsTask = { ...rangeOf(detail, query), channels };
      return { channels: await store.run('statistics', task, signal) };
    },
    async cycles(id, query, _signal) {
      const { recording } = await recordings.getDetail(id);
      const because = 'The file states no cycles.';
      return cyclesOfFile(recording, query) ?? { source: 'none', because, total: 0, items: [] };
    },
    async triggers(id, query, signal) {
      const detail = await recordings.getDetail(id);
      const channel = channelOf(detail, query.channel);
      const { level, edge = 'rising', hysteresis = 0, limit = 50 } = query;
      const after = query.cursor === undefined ? null : positionOf(query.cursor);
      const task: TriggerTask = {
        ...rangeOf(detail, query),
        channel: store.sourceOf(detail, channel),
        level,
        edge,
        hysteresis,
        limit,
        after,
      };
      const { items, next } = await store.run<Awaited<ReturnType<typeof readTriggers>>>('triggers', task, signal);
      return {
        channel: channel.index,
        unit: channel.unit,
        level,
        edge,
        hysteresis,
        items,
        ...(next === null ? {} : { next: String(next) }),
      };
    },
    async crossPlot(id, query, signal) {
      const detail = await recordings.getDetail(id);
      const source = (index: number): ChannelSource => store.sourceOf(detail, channelOf(detail, index));
      const task: CrossPlotTask = { ...rangeOf(detail, query), x: source(query.x), y: source(query.y), points: query.points ?? 2000 };
      return store.run('crossPlot', task, signal);
    },
  };
}

export function channelOf({ channels }: RecordingDetail, index: number): RecordingChannel {
  const channel = channels.find((other) => other.index === index);
  if (channel) return channel;
  throw new Problem('channel-not-found', 404, 'The recording has no such channel', {
    detail: `There is no channel ${index}. The recording lists those that there are.`,
  });
}

function rangeOf({ recording }: RecordingDetail, { fromMs = 0, toMs = recording.durationMs }: Partial<TimeRange>): TimeRange {
  if (toMs > fromMs) return { fromMs, toMs };
  throw new Problem('range-empty', 422, 'The time range is empty', {
    errors: [{ pointer: '#/toMs', detail: 'must be later than fromMs' }],
  });
}

/** The cursor of a page of triggers is the sample of its last one. */
function positionOf(cursor: string): number {
  const position = Number(cursor);
  if (/^\d{1,15}$/.test(cursor) && Number.isSafeInteger(position)) return position;
  throw new Problem('cursor-invalid', 400, 'The page cursor is not valid', {
    detail: 'Use the `next` value of the previous page unchanged, or start again without a cursor.',
  });
}
