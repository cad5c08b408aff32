import type { Static } from 'typebox';
import { Problem } from '../../platform/problem.ts';
import type { SystemService } from '../../systems/system.service.ts';
import { toCanonical } from '../../systems/units.ts';
import { chooseChannels } from '../channel-choice.ts';
import type { RecordingChannel, RecordingDetail } from '../recording.schema.ts';
import type { RecordingService } from '../recording.service.ts';
import type { analysisApi, ChannelLimit, ChannelStatistics, CrossPlot, CyclePage, Spectrum, TriggerPage } from './analysis.schema.ts';
import type { AnalysisStore } from './analysis.store.ts';
import { limitsOfChannels } from './channel-limits.ts';
import type { ChannelSource, TimeRange } from './channel-samples.ts';
import type { CrossPlotTask } from './cross-plot-reading.ts';
import { cyclesOfFile } from './cycle-page.ts';
import { createCycleSearch } from './cycle-search.ts';
import type { SpectrumTask } from './spectrum-reading.ts';
import { createStatisticsMemory } from './statistics-memory.ts';
import type { readTriggers, TriggerTask } from './trigger-reading.ts';

type Query<K extends Exclude<keyof typeof analysisApi, 'limits'>> = Static<(typeof analysisApi)[K]['schema']['querystring']>;

/** What is computed from raw samples while somebody waits. The signal ends it when that person is gone. */
export interface AnalysisService {
  statistics(id: string, query: Query<'statistics'>, signal: AbortSignal): Promise<{ channels: ChannelStatistics[] }>;
  /** @throws Problem `speed-unit-unknown` when the speed channel is none */
  spectrum(id: string, query: Query<'spectrum'>, signal: AbortSignal): Promise<Spectrum>;
  cycles(id: string, query: Query<'cycles'>, signal: AbortSignal): Promise<CyclePage>;
  triggers(id: string, query: Query<'trigger'>, signal: AbortSignal): Promise<TriggerPage>;
  limits(id: string): Promise<{ limits: ChannelLimit[] }>;
  crossPlot(id: string, query: Query<'crossPlot'>, signal: AbortSignal): Promise<CrossPlot>;
}

interface Deps {
  systems: SystemService;
  recordings: RecordingService;
  store: AnalysisStore;
}

export function createAnalysisService({ systems, recordings, store }: Deps): AnalysisService {
  const cycleSearch = createCycleSearch(store);
  const statisticsMemory = createStatisticsMemory(store);

  /** Pistons, vanes or teeth as the nameplate of the only pump says; null when nobody knows. */
  async function pumpOrderOf({ recording }: RecordingDetail): Promise<number | null> {
    const { components } = await systems.getDetail(recording.systemId);
    const pumps = components.filter((component) => component.kind === 'pump');
    const pistons = pumps.length === 1 ? pumps[0]?.nameplate.pistons : undefined;
    return typeof pistons === 'number' && Number.isInteger(pistons) && pistons > 0 && pistons <= 200 ? pistons : null;
  }

  return {
    async statistics(id, query, signal) {
      const detail = await recordings.getDetail(id);
      const channels = chooseChannels(detail.channels, query.channels).map((channel) => {
        return { ...store.sourceOf(detail, channel), low: channel.min, high: channel.max };
      });
      return { channels: await statisticsMemory.get(channels, rangeOf(detail, query), signal) };
    },
    async spectrum(id, query, signal) {
      const detail = await recordings.getDetail(id);
      const task: SpectrumTask = {
        ...rangeOf(detail, query),
        channel: store.sourceOf(detail, channelOf(detail, query.channel)),
        segmentLength: lengthOf(query.segmentLength),
        speed: query.speedChannel === undefined ? (query.rpm ?? null) : store.sourceOf(detail, speedChannelOf(detail, query.speedChannel)),
        pumpOrder: query.pumpOrder ?? (await pumpOrderOf(detail)),
      };
      return store.run('spectrum', task, signal);
    },
    async cycles(id, query, signal) {
      const detail = await recordings.getDetail(id);
      if (query.channel !== undefined) channelOf(detail, query.channel);
      return (query.channel === undefined && cyclesOfFile(detail.recording, query)) || cycleSearch.page(detail, query, signal);
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
    async limits(id) {
      const { recording, channels } = await recordings.getDetail(id);
      return { limits: limitsOfChannels(channels, await systems.getDetail(recording.systemId)) };
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

function speedChannelOf(detail: RecordingDetail, index: number): RecordingChannel {
  const channel = channelOf(detail, index);
  if (toCanonical(channel.unit)?.unit === 'rpm') return channel;
  throw new Problem('speed-unit-unknown', 422, 'This channel is no shaft speed', {
    detail: `"${channel.name}" is in ${channel.unit || 'no unit'}; a speed is in rpm.`,
    errors: [{ pointer: '#/speedChannel', detail: 'must be a channel in rpm' }],
  });
}

function lengthOf(length: number | undefined): number | null {
  if (length === undefined) return null;
  if ((length & (length - 1)) === 0) return length;
  throw new Problem('segment-length-wrong', 422, 'A segment has a power of two of samples', {
    errors: [{ pointer: '#/segmentLength', detail: 'must be 64, 128, … 65536' }],
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
