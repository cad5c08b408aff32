import type { ContentStore } from '../../platform/files/content-store.ts';
import { Problem } from '../../platform/problem.ts';
import { TaskCancelled, type WorkerProcess } from '../../platform/workers/worker-process.ts';
import { seriesHashOf } from '../channel-series.ts';
import type { RecordingChannel, RecordingDetail } from '../recording.schema.ts';
import { startMs } from '../recording-clock.ts';
import type { ChannelSource } from './channel-samples.ts';

/** Runs analyses in worker processes, few at a time: a person waits for each, and the import needs the processor, too. */
export interface AnalysisStore {
  /** @throws Problem `analyses-busy` when too many wait already, `request-abandoned` when the caller went away */
  run<T>(task: string, input: unknown, signal: AbortSignal): Promise<T>;
  sourceOf(detail: RecordingDetail, channel: RecordingChannel): ChannelSource;
}

const atOnce = 2;
const mostWaiting = 32;
/** A pass over 10⁸ samples takes seconds, 32 channels of them minutes on a busy machine; who does not want to wait goes away, which ends it. */
const deadlineMs = 5 * 60_000;

export function createAnalysisStore({ files, worker }: { files: ContentStore; worker: WorkerProcess }): AnalysisStore {
  const waiting: (() => void)[] = [];
  let running = 0;

  async function enter(): Promise<void> {
    if (running < atOnce) {
      running++;
      return;
    }
    if (waiting.length >= mostWaiting)
      throw new Problem('analyses-busy', 503, 'Too many analyses are being computed', { detail: 'Wait a moment and try again.' });
    // The place of the one that leaves is handed over.
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
  function leave(): void {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }

  return {
    async run<T>(task: string, input: unknown, signal: AbortSignal) {
      await enter();
      try {
        return (await worker.run(task, input, { signal, deadlineMs, onProgress: () => undefined })) as T;
      } catch (error) {
        if (!(error instanceof TaskCancelled)) throw error;
        throw new Problem('request-abandoned', 499, 'The caller went away before the answer was there');
      } finally {
        leave();
      }
    },
    sourceOf: ({ recording }, channel) => ({
      index: channel.index,
      name: channel.name,
      unit: channel.unit,
      path: files.pathOf(seriesHashOf(recording, channel)),
      timeBase: channel.timeBase,
      position: channel.position,
      zeroMs: startMs(recording),
    }),
  };
}
