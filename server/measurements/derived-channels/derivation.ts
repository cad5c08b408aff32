import { setImmediate } from 'node:timers/promises';
import { Problem } from '../../platform/problem.ts';
import type { TaskContext } from '../../platform/workers/worker-host.ts';
import { type ChannelSource, withChannels } from '../analyses/channel-samples.ts';
import type { SeriesClock, SeriesSummary } from '../series/series-summary.ts';
import { createSeriesWriter, type SeriesWriter } from '../series/series-writer.ts';
import type { Plan } from './expression-plan.ts';
import { type PlanStream, type StreamContext, streamOf } from './plan-stream.ts';

export interface DerivationTask {
  readonly plan: Plan;
  /** Those that the plan names; `zeroMs` 0: times stay as they stand in the files. */
  readonly channels: readonly ChannelSource[];
  readonly clock: SeriesClock;
  readonly name: string;
  readonly unit: string;
  readonly outFile: string;
}

export interface DerivationResult {
  readonly series: SeriesSummary;
  /** Instants that are missing because another channel has no sample there. */
  readonly unmatched: number;
}

const blockSamples = 65_536;

/** Computes a channel in blocks and writes it as a series file of its own: exact, with pyramid and statistics. */
export function derive(task: DerivationTask, context: TaskContext): Promise<DerivationResult> {
  return withChannels(task.channels, async (open) => {
    const pairing = { matched: 0, unmatched: 0 };
    const channels: StreamContext['channels'] = new Map(open.map((samples) => [samples.source.index, samples]));
    const stream = streamOf(task.plan, { channels, pairing });
    const writer = await createSeriesWriter({
      path: task.outFile,
      clock: task.clock,
      timeBases: [{ channels: [{ name: task.name, unit: task.unit }] }],
    });
    try {
      await write(stream, writer, context);
      assertMeeting(pairing);
      const series = await writer.finish();
      assertValues(series);
      return { series, unmatched: pairing.unmatched };
    } finally {
      await writer.abort();
    }
  });
}

async function write({ base, read }: PlanStream, writer: SeriesWriter, { signal, onProgress }: TaskContext): Promise<void> {
  if (!base) throw new Error('an expression without a channel was let through');
  for (let from = 0; from < base.count; ) {
    await setImmediate();
    signal.throwIfAborted();
    const to = Math.min(base.count, from + blockSamples);
    // Values that come straight from the store are shared: the writer takes its buffers for good.
    await writer.append(0, { times: base.times(from, to), columns: [read(from, to).slice()], rows: to - from });
    from = to;
    onProgress({ phase: 'computing', done: from, total: base.count, unit: 'samples', ratePerSecond: null });
  }
}

/** Channels of different rates meet where both were sampled. Where they mostly do not, a result would be made of gaps. */
function assertMeeting({ matched, unmatched }: { matched: number; unmatched: number }): void {
  if (unmatched <= matched) return;
  throw new Problem('derivation-instants-differ', 422, 'These channels were not sampled at the same instants', {
    detail:
      `Only ${matched} of ${matched + unmatched} instants of the slower channel have a sample of the faster one at the same time. ` +
      'Nothing is interpolated; use channels of one logger, or record them together.',
    extra: { matched, unmatched },
  });
}

function assertValues({ timeBases }: SeriesSummary): void {
  if ((timeBases[0]?.channels[0]?.valid ?? 0) > 0) return;
  throw new Problem('derivation-empty', 422, 'The expression has no value at any instant', {
    detail: 'At every instant something in it is missing or has no result, such as a division by zero or the root of a negative number.',
  });
}
