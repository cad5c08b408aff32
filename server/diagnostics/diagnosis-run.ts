import { openSeries } from '../measurements/series/series-reader.ts';
import type { TaskContext } from '../platform/workers/worker-host.ts';
import { diagnose } from './diagnose.ts';
import type { DiagnosisResult } from './diagnosis.schema.ts';
import type { DiagnosisInput, DiagnosisProgress } from './diagnosis-input.ts';
import type { DiagnosisTask } from './diagnosis-task.ts';
import { unusedLimits } from './limit-usage.ts';
import { toSignal } from './series-signal.ts';

/** Opens the recording, computes, closes it. */
export function withInput<T>(
  task: DiagnosisTask,
  { signal, onProgress }: TaskContext,
  work: (input: DiagnosisInput, onStep: DiagnosisProgress) => T,
): T {
  const series = openSeries(task.seriesPath);
  try {
    const zeroMs = task.recording.startedAt === null ? 0 : Date.parse(task.recording.startedAt);
    const signals = task.channels.map((channel) => toSignal(series, channel, zeroMs));
    const { recording, components, limits, experience, plantCatalogue } = task;
    return work({ recording, components, limits, experience, signals, ...(plantCatalogue ? { plantCatalogue } : {}) }, (progress) => {
      signal.throwIfAborted();
      onProgress({ ...progress, unit: 'steps', ratePerSecond: null });
    });
  } finally {
    series.close();
  }
}

export async function runDiagnosis(task: DiagnosisTask, context: TaskContext): Promise<DiagnosisResult> {
  const result = withInput(task, context, diagnose);
  const limitations = [...result.verdict.limitations, ...unusedLimits(task.limits, task.channels, result.indicators)];
  return { ...result, verdict: { ...result.verdict, limitations } };
}
