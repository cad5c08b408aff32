import { openSeries, type SeriesFile } from '../measurements/series/series-reader.ts';
import { serveTasks, type TaskContext } from '../platform/workers/worker-host.ts';
import { diagnose } from './diagnose.ts';
import type { DiagnosisResult } from './diagnosis.schema.ts';
import type { SignalInput } from './diagnosis-input.ts';
import type { DiagnosisTask } from './diagnosis-task.ts';
import { unusedLimits } from './limit-usage.ts';

async function run(task: DiagnosisTask, { signal, onProgress }: TaskContext): Promise<DiagnosisResult> {
  const series = openSeries(task.seriesPath);
  try {
    const zeroMs = task.recording.startedAt === null ? 0 : Date.parse(task.recording.startedAt);
    const signals = task.channels.map((channel) => toSignal(series, channel, zeroMs));
    const { recording, components, limits, experience } = task;
    const result = diagnose({ recording, components, limits, experience, signals }, (progress) => {
      signal.throwIfAborted();
      onProgress({ ...progress, unit: 'steps', ratePerSecond: null });
    });
    const limitations = [...result.verdict.limitations, ...unusedLimits(task.limits, task.channels, result.indicators)];
    return { ...result, verdict: { ...result.verdict, limitations } };
  } finally {
    series.close();
  }
}

/** A channel of the series file as the science wants it: seconds since the start of the recording, read piece by piece. */
function toSignal(series: SeriesFile, channel: DiagnosisTask['channels'][number], zeroMs: number): SignalInput {
  const base = series.summary.timeBases[channel.timeBase];
  if (!base) throw new Error(`the series file has no time base ${channel.timeBase}`);
  const toSeconds = (times: Float64Array) => times.map((ms) => (ms - zeroMs) / 1000);
  return {
    name: channel.name,
    signal: channel.signal,
    quantity: channel.quantity,
    unit: channel.unit,
    intervalMs: base.regular ? base.intervalMs : null,
    startS: base.count > 0 ? (base.firstMs - zeroMs) / 1000 : 0,
    count: channel.count,
    rangeLow: channel.rangeLow,
    rangeHigh: channel.rangeHigh,
    accuracyPercentFs: channel.accuracyPercentFs,
    read: (from, to) => series.readValues(channel.timeBase, channel.position, from, to),
    ...(base.regular ? {} : { times: (from: number, to: number) => toSeconds(series.readTimes(channel.timeBase, from, to)) }),
  };
}

serveTasks({ diagnose: run });
